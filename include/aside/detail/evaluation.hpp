#pragma once
#include <cstdint>
#include <memory>
#include <mutex>

#include "aside/detail/operation.hpp"
#include "aside/detail/query.hpp"
#include "aside/detail/related.hpp"
#include "aside/detail/row_buffer.hpp"
#include "aside/rows.hpp"

namespace aside::detail {

/// What the copies of a queryset share: the query, and what has been evaluated or started of it.
///
/// Thread-safe. `mutex_` guards the three slots and is never held while a database works or while
/// anything waits; what runs in the background has a lock of its own (`Background`), taken after
/// `mutex_` where both are.
class Evaluation : public std::enable_shared_from_this<Evaluation> {
public:
    /// Of a related manager's write, `prefetched` is what it makes stale.
    Evaluation(Query&& query, const RowType& row, RelatedSlot prefetched)
        : query_(std::move(query)), row_(row), prefetched_(std::move(prefetched)) {}

    [[nodiscard]] const Query& query() const { return query_; }
    [[nodiscard]] const RowType& row_type() const { return row_; }

    /// The rows: cached, waited for where they were started, else read now and cached. An error of
    /// what was started is thrown by every use; one of a read that began here leaves nothing
    /// behind, and neither does the cancelling of a use that did the work.
    [[nodiscard]] RowSet rows(Runner& runner);
    /// Whether rows are cached or on their way; then `rows` asks the database nothing more.
    [[nodiscard]] bool has_rows() const;
    /// The cached rows, where `rows` would neither wait nor ask.
    [[nodiscard]] bool cached_rows(RowSet& rows) const;
    [[nodiscard]] std::int64_t count(Runner& runner);
    [[nodiscard]] bool exists(Runner& runner);

    /// Takes rows that were read by other means, before anybody else has the evaluation.
    void keep(RowSet rows);
    /// Each begins that evaluation on the arena, unless it or one that answers the same has begun
    /// already.
    void start_fetch();
    void start_count();
    void start_exists();
    /// Forgets what was evaluated or started, or prefetched for the related manager that it is of;
    /// what is still in flight ends unheard.
    void drop();
    void drop_prefetched();

private:
    class Background;
    enum class Answer : unsigned char { rows, count, exists };
    using Slot = std::shared_ptr<Background>;

    void start(Slot& slot, Answer answer);
    /// nullptr where it cannot be used.
    [[nodiscard]] Slot slot_of(const Slot& slot) const;

    const Query query_;
    const RowType& row_;
    const RelatedSlot prefetched_;
    mutable std::mutex mutex_;
    Slot rows_;
    Slot count_;
    Slot exists_;
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
