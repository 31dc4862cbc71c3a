#pragma once
#include <cstddef>
#include <exception>
#include <future>
#include <memory>
#include <optional>
#include <utility>

#include "aside/detail/query.hpp"
#include "aside/detail/row_buffer.hpp"
#include "aside/future.hpp"

namespace aside {
namespace detail {

/// The rows of an `AsyncIterator`; defined in the library.
class PrefetchingStream;

/// A caller that waits for a row, or for the end.
class RowWaiter : public FutureState {
public:
    explicit RowWaiter(const std::shared_ptr<PrefetchingStream>& feed) : feed_(feed) {}
    /// Moves from the row; nullptr: there are no more.
    virtual void take(void* row) = 0;
    virtual void fail(std::exception_ptr error) noexcept = 0;
    virtual void publish() noexcept = 0;
    /// Gives up the wait; the row goes to the next waiter.
    void cancel() noexcept final;
    void help() final;

private:
    const std::weak_ptr<PrefetchingStream> feed_;
};

template <class Row>
/// A `RowWaiter` that moves the row into a future.
class WaiterFor final : public RowWaiter {
public:
    using RowWaiter::RowWaiter;
    [[nodiscard]] std::future<std::optional<Row>> future() { return outcome_.future(); }
    void take(void* row) override {
        if (row == nullptr)
            outcome_.keep(std::nullopt);
        else
            outcome_.keep(std::move(*static_cast<Row*>(row)));
    }
    void fail(std::exception_ptr error) noexcept override { outcome_.fail(std::move(error)); }
    void publish() noexcept override { outcome_.publish(*this); }

private:
    Outcome<std::optional<Row>> outcome_;
};

/// Makes the feed of an `AsyncIterator`; the first read begins with `wait_for_row`.
[[nodiscard]] std::shared_ptr<PrefetchingStream> make_prefetching_stream(Query query,
                                                                         std::size_t chunk_size,
                                                                         const RowType& type);
/// Adds a waiter for the next row, and begins to read if needed. Does not block.
void wait_for_row(PrefetchingStream& feed, std::shared_ptr<RowWaiter> waiter);
/// Ends the feed and gives its connection back. Does not block.
void close_prefetching_stream(PrefetchingStream& feed) noexcept;

}  // namespace detail

/// Rows that stream in the background, a chunk at a time. Each chunk is one hop to the arena, and
/// the next one is read while this one is used. Move-only; the calls of one iterator are made by
/// one thread at a time.
///
/// It belongs to the transaction block in which it is made. Holds a connection of the pool from the
/// first `anext` until the rows end or it is destroyed, which never blocks.
template <class Row>
class AsyncIterator {
public:
    AsyncIterator(detail::Query query, std::size_t chunk_size)
        : feed_(detail::make_prefetching_stream(std::move(query), chunk_size,
                                                detail::row_type<Row>)) {}
    AsyncIterator(AsyncIterator&&) noexcept = default;
    AsyncIterator& operator=(AsyncIterator&& other) noexcept {
        AsyncIterator old(std::move(*this));
        feed_ = std::move(other.feed_);
        return *this;
    }
    ~AsyncIterator() {
        if (feed_) detail::close_prefetching_stream(*feed_);
    }

    /// A future of the next row, or of nothing after the last: `while (auto row = co_await
    /// rows.anext())`. After an error in the background, every later call throws it. A call that
    /// still waits when the iterator is destroyed throws `QueryCancelled`. Throws
    /// `std::future_error` if the iterator was moved from.
    [[nodiscard]] Future<std::optional<Row>> anext() {
        if (!feed_) detail::throw_no_state();
        auto waiter = std::make_shared<detail::WaiterFor<Row>>(feed_);
        Future<std::optional<Row>> row(waiter->future(), waiter);
        detail::wait_for_row(*feed_, std::move(waiter));
        return row;
    }

private:
    std::shared_ptr<detail::PrefetchingStream> feed_;
};

}  // namespace aside
