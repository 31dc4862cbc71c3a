#pragma once
#include <deque>
#include <exception>
#include <memory>
#include <optional>

#include "aside/async_iterator.hpp"
#include "aside/detail/mutex.hpp"
#include "aside/detail/reading.hpp"

namespace aside::detail {

/// The rows of an `AsyncIterator`: those at hand, those read ahead, and the callers that wait for
/// one.
///
/// Thread-safe. `stream_` belongs to the one read that is under way or, if there is none, to the
/// holder of `mutex_`. Futures are made ready without the lock.
class PrefetchingStream : public std::enable_shared_from_this<PrefetchingStream> {
public:
    PrefetchingStream(Query query, std::size_t chunk_size, const RowType& type);

    void next(std::shared_ptr<RowWaiter> waiter);
    /// No caller will ask again: gives the connection back. If a chunk is being read, that is
    /// stopped first.
    void close() noexcept;
    /// The waiter no longer wants a row; no effect if it has one.
    void give_up(const RowWaiter& waiter) noexcept;
    /// On an arena thread, reads the next chunk if it is to be read and no thread has begun to.
    void help();

private:
    class Read;

    /// Begins to read the next chunk if there is room for one. `needed`: a caller waits for it.
    void read_ahead(bool needed) noexcept;
    void fail_waiting(std::exception_ptr error) noexcept;
    /// Nothing is read any more.
    void finish() noexcept ASIDE_REQUIRES(mutex_);
    void done(RowBuffer chunk, std::exception_ptr error) noexcept;
    /// Gives rows, or the end, to the callers that wait, as far as rows are there.
    void deliver() noexcept;
    std::shared_ptr<RowWaiter> serve_first() noexcept;
    [[nodiscard]] bool has_row() const ASIDE_REQUIRES(mutex_) { return at_ < current_.size(); }
    /// Makes the chunk behind the one at hand, if that is used up and a caller waits.
    void advance() noexcept ASIDE_REQUIRES(mutex_);

    const Place place_;
    std::optional<RowStream> stream_;
    Mutex mutex_;
    RowBuffer current_ ASIDE_GUARDED_BY(mutex_);  ///< from `at_` on: rows at hand
    std::size_t at_ ASIDE_GUARDED_BY(mutex_) = 0;
    RowBuffer ahead_ ASIDE_GUARDED_BY(mutex_);  ///< the chunk behind them
    std::deque<std::shared_ptr<RowWaiter>> waiting_ ASIDE_GUARDED_BY(mutex_);
    std::shared_ptr<Read> reading_ ASIDE_GUARDED_BY(mutex_);
    std::exception_ptr error_ ASIDE_GUARDED_BY(mutex_);
    /// Of the database, from the first read until there is nothing left to read.
    std::shared_ptr<const void> hold_ ASIDE_GUARDED_BY(mutex_);
    bool finished_ ASIDE_GUARDED_BY(mutex_) = false;
    bool closed_ ASIDE_GUARDED_BY(mutex_) = false;
};

}  // namespace aside::detail
