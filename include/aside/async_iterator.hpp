#pragma once
#include <deque>
#include <exception>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "aside/detail/execute.hpp"
#include "aside/future.hpp"

namespace aside {
namespace detail {

/// What those get who still wait for a row when the iterator is destroyed: a `QueryCancelled`.
[[nodiscard]] std::exception_ptr cancelled_iteration();

/// The rows of an `AsyncIterator`: those at hand, those read ahead, and those who wait for one.
///
/// Thread-safe. `mutex_` guards everything but `stream_`, which belongs to the one operation that reads, or, where none
/// does, to whoever holds `mutex_`. Futures are made ready without the lock.
template <class Row>
class RowFeed : public std::enable_shared_from_this<RowFeed<Row>> {
public:
    RowFeed(Query query, std::size_t chunk_size)
        : place_(query.place), stream_(std::in_place, std::move(query), chunk_size) {}

    Future<std::optional<Row>> next() {
        std::promise<std::optional<Row>> promise;
        Future<std::optional<Row>> future(promise.get_future(), nullptr);
        {
            const std::lock_guard lock(mutex_);
            waiting_.push_back(std::move(promise));
        }
        deliver();
        read_ahead();
        return future;
    }
    /// Nobody will ask again: gives the connection back, at the end of the chunk where one is being read.
    void close() {
        const std::lock_guard lock(mutex_);
        finished_ = true;
        closed_ = true;
        if (!reading_) stream_.reset();
    }

private:
    class Read final : public Operation {
    public:
        explicit Read(std::shared_ptr<RowFeed> feed)
            : Operation(feed->place_.timeout), feed_(std::move(feed)) {}
        void execute(Runner&) override {
            feed_->stream_->next(chunk_);
            feed_->stream_->leave_thread();
        }
        void fail(std::exception_ptr error) noexcept override { error_ = std::move(error); }
        void publish() noexcept override { feed_->done(std::move(chunk_), std::move(error_)); }

    private:
        std::shared_ptr<RowFeed> feed_;
        RowVector<Row> chunk_;
        std::exception_ptr error_;
    };

    /// Begins to read the next chunk where there is room for one: one hop to the arena.
    void read_ahead() {
        {
            const std::lock_guard lock(mutex_);
            if (reading_ || finished_ || !ahead_.empty()) return;
            reading_ = true;
        }
        submit(place_, Intent::read, std::make_shared<Read>(this->shared_from_this()));
    }
    void done(RowVector<Row> chunk, std::exception_ptr error) noexcept {
        {
            const std::lock_guard lock(mutex_);
            reading_ = false;
            error_ = std::move(error);
            ahead_ = std::move(chunk);
            if (error_ || stream_->at_end()) finished_ = true;
            if (finished_) stream_.reset();
        }
        deliver();
        read_ahead();
    }
    /// Gives rows, or the end, to those who wait, as far as they are there.
    void deliver() noexcept {
        while (true) {
            std::promise<std::optional<Row>> promise;
            std::optional<Row> row;
            std::exception_ptr error;
            {
                const std::lock_guard lock(mutex_);
                if (waiting_.empty()) return;
                if (at_ == current_.size() && !ahead_.empty()) {
                    current_ = std::exchange(ahead_, {});
                    at_ = 0;
                }
                const bool has_row = at_ < current_.size();
                if (!has_row && !finished_) return;
                promise = std::move(waiting_.front());
                waiting_.pop_front();
                if (has_row)
                    row = std::move(current_[at_++]);
                else
                    error = closed_ ? cancelled_iteration() : error_;
            }
            if (error)
                promise.set_exception(error);
            else
                promise.set_value(std::move(row));
        }
    }

    const Place place_;
    std::optional<RowStream> stream_;
    std::mutex mutex_;
    RowVector<Row> current_;  ///< from `at_` on: rows at hand
    std::size_t at_ = 0;
    RowVector<Row> ahead_;  ///< the chunk behind them
    std::deque<std::promise<std::optional<Row>>> waiting_;
    std::exception_ptr error_;
    bool reading_ = false;
    bool finished_ = false;
    bool closed_ = false;
};

}  // namespace detail

/// Rows that stream in the background, a chunk at a time: one hop to the arena a chunk, with the next chunk being read
/// while this one is used. Move-only; the calls of one iterator are made by one thread at a time.
///
/// Holds a connection of the pool from the first `anext` until the rows end or it is destroyed, which never blocks.
template <class Row>
class AsyncIterator {
public:
    AsyncIterator(detail::Query query, std::size_t chunk_size)
        : feed_(std::make_shared<detail::RowFeed<Row>>(std::move(query), chunk_size)) {}
    AsyncIterator(AsyncIterator&&) noexcept = default;
    AsyncIterator& operator=(AsyncIterator&& other) noexcept {
        std::swap(feed_, other.feed_);
        return *this;
    }
    ~AsyncIterator() {
        if (feed_) feed_->close();
    }

    /// The next row, or nothing behind the last. An error in the background is thrown by every later one.
    [[nodiscard]] Future<std::optional<Row>> anext() { return feed_->next(); }

private:
    std::shared_ptr<detail::RowFeed<Row>> feed_;
};

}  // namespace aside
