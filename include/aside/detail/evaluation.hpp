#pragma once
#include <cstdint>
#include <memory>

#include "aside/detail/mutex.hpp"
#include "aside/detail/operation.hpp"
#include "aside/detail/query.hpp"
#include "aside/detail/related.hpp"
#include "aside/detail/row_buffer.hpp"
#include "aside/rows.hpp"

namespace aside::detail {

/// The part that copies of a queryset share: the query, and the rows, count or answer that was
/// evaluated or started.
///
/// Thread-safe. `mutex_` is never held while a database works or while a thread waits.
class Evaluation : public std::enable_shared_from_this<Evaluation> {
public:
    /// The evaluation of a related manager's write. `prefetched` are the rows that the write makes
    /// stale.
    Evaluation(Query&& query, const RowType& row, RelatedSlot prefetched)
        : query_(std::move(query)), row_(row), prefetched_(std::move(prefetched)) {}

    [[nodiscard]] const Query& query() const { return query_; }
    [[nodiscard]] const RowType& row_type() const { return row_; }

    /// The rows: cached, waited for if they were started, else read now and cached. An error of a
    /// read that was started is thrown by every use. An error of a read that began here is not
    /// kept, nor is the cancelling of a use that did the work.
    [[nodiscard]] RowSet rows(Runner& runner);
    /// Whether rows are cached or on their way; then `rows` asks the database nothing more.
    [[nodiscard]] bool has_rows() const;
    /// The cached rows; false if `rows` would have to wait or ask.
    [[nodiscard]] bool cached_rows(RowSet& rows) const;
    [[nodiscard]] std::int64_t count(Runner& runner);
    [[nodiscard]] bool exists(Runner& runner);

    /// Takes rows that were read by other means. Only to be called before another thread has the
    /// evaluation.
    void keep(RowSet rows) ASIDE_NO_THREAD_SAFETY_ANALYSIS;
    /// Begins to read the rows on the arena, unless that has begun already.
    void start_fetch();
    /// Begins to count on the arena, unless that or a read of the rows has begun already.
    void start_count();
    /// Begins to look for a row on the arena, unless that, a count or a read of the rows has begun
    /// already.
    void start_exists();
    /// Forgets all results and all work that was started, and the rows prefetched for its related
    /// manager. The results of work that still runs are dropped.
    void drop();
    void drop_prefetched();

private:
    class Background;
    enum class Answer : unsigned char { rows, count, exists };
    using Slot = std::shared_ptr<Background>;

    void start(Answer answer);
    [[nodiscard]] const Slot& slot_of(Answer answer) const ASIDE_REQUIRES(mutex_);
    [[nodiscard]] Slot& slot_of(Answer answer) ASIDE_REQUIRES(mutex_);
    /// The work that gives the answer; nullptr if there is none that can be used.
    [[nodiscard]] Slot work_for(Answer answer) const;

    const Query query_;
    const RowType& row_;
    const RelatedSlot prefetched_;
    mutable Mutex mutex_;
    Slot rows_ ASIDE_GUARDED_BY(mutex_);
    Slot count_ ASIDE_GUARDED_BY(mutex_);
    Slot exists_ ASIDE_GUARDED_BY(mutex_);
};

[[nodiscard]] std::shared_ptr<Evaluation> make_evaluation(Query&& query, const RowType& row,
                                                          const RelatedSlot& prefetched = {});

/// Drops on every way out: writes through a queryset leave no stale rows in its cache.
class DropOnExit {
public:
    explicit DropOnExit(Evaluation& evaluation) : evaluation_(evaluation) {}
    DropOnExit(const DropOnExit&) = delete;
    DropOnExit& operator=(const DropOnExit&) = delete;
    ~DropOnExit() { evaluation_.drop(); }

private:
    Evaluation& evaluation_;
};

}  // namespace aside::detail
