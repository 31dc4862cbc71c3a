#include "exec/rows/prefetching_stream.hpp"

#include <algorithm>
#include <utility>

#include "aside/error.hpp"
#include "exec/async/background.hpp"
#include "exec/async/frame.hpp"
#include "exec/async/thrown.hpp"
#include "exec/calls/submit.hpp"
#include "exec/database/block.hpp"
#include "exec/database/databases.hpp"
#include "executor/executor.hpp"

namespace aside::exec {
namespace {

Query in_its_block(Query query) {
    if (!query.place.block) query.place.block = Block::around(query.place.alias);
    return query;
}

}  // namespace

}  // namespace aside::exec

namespace aside::detail {

/// The reading of one chunk: one hop to the arena.
class PrefetchingStream::Read final : public Operation {
public:
    explicit Read(std::shared_ptr<PrefetchingStream> feed)
        : Operation(feed->place_.timeout), chunk_(feed->current_.type()), feed_(std::move(feed)) {}

    void execute(Runner&) override {
        feed_->stream_->next(chunk_);
        feed_->stream_->leave_thread();
    }
    [[nodiscard]] const Place& place() const { return feed_->place_; }
    void fail(std::exception_ptr error) noexcept override { error_ = std::move(error); }
    void publish() noexcept override { feed_->done(std::move(chunk_), std::move(error_)); }

private:
    RowBuffer chunk_;
    const std::shared_ptr<PrefetchingStream> feed_;
    std::exception_ptr error_;
};

PrefetchingStream::PrefetchingStream(Query query, std::size_t chunk_size, const RowType& type)
    : place_(query.place),
      stream_(std::in_place, std::move(query), chunk_size),
      current_(type),
      ahead_(type) {}

void PrefetchingStream::next(std::shared_ptr<RowWaiter> waiter) {
    {
        const Lock lock(mutex_);
        waiting_.push_back(std::move(waiter));
    }
    deliver();
    read_ahead(true);
}

void PrefetchingStream::advance() noexcept {
    if (has_row() || ahead_.empty() || waiting_.empty()) return;
    current_ = std::exchange(ahead_, RowBuffer(current_.type()));
    at_ = 0;
}

// On an arena thread a chunk that no caller waits for yet is left to another one, while the
// continuations of the rows at hand run here.
void PrefetchingStream::read_ahead(bool needed) noexcept {
    std::shared_ptr<Read> read;
    try {
        const Lock lock(mutex_);
        if (reading_ || finished_ || !ahead_.empty()) return;
        if (!hold_ && !place_.block) hold_ = exec::hold_for_iterator(place_.alias);
        needed = needed && !waiting_.empty();
        read = std::make_shared<Read>(shared_from_this());
        exec::join(place_, *read, false);
        reading_ = read;
    } catch (...) {
        return fail_waiting(std::current_exception());
    }
    if (needed || !executor::on_arena_thread())
        return exec::submit_shared(place_, Intent::read, read);
    try {
        exec::post(
            [read] {
                const exec::FrameScope scope;
                exec::submit_shared(read->place(), Intent::read, read);
            },
            place_.block ? static_cast<const void*>(place_.block.get()) : &exec::plain_calls);
    } catch (...) {
        read->refuse(std::current_exception());
    }
}

void PrefetchingStream::done(RowBuffer chunk, std::exception_ptr error) noexcept {
    std::shared_ptr<Read> over;  // let go without the lock
    {
        const Lock lock(mutex_);
        over = std::move(reading_);
        error_ = std::move(error);
        ahead_ = std::move(chunk);
        if (finished_ || error_ || stream_->at_end()) finish();
        advance();
    }
    over->finish(nullptr);  // a helping thread waits for that
    read_ahead(false);
    deliver();
    read_ahead(false);  // the waiting callers may have used up more than one chunk
}

// No caller waits for a chunk that could not be read ahead: the next one that does tries again.
void PrefetchingStream::fail_waiting(std::exception_ptr error) noexcept {
    {
        const Lock lock(mutex_);
        if (waiting_.empty()) return;
        error_ = std::move(error);
        finish();
    }
    deliver();
}

// Who disconnects afterwards waits for the connection, which a read that is under way gives back.
void PrefetchingStream::finish() noexcept {
    finished_ = true;
    hold_.reset();
    if (!reading_) stream_.reset();
}

void PrefetchingStream::deliver() noexcept {
    while (const auto waiter = serve_first()) waiter->publish();
}

std::shared_ptr<RowWaiter> PrefetchingStream::serve_first() noexcept {
    const Lock lock(mutex_);
    advance();
    if (waiting_.empty() || (!has_row() && !finished_)) return nullptr;
    auto waiter = std::move(waiting_.front());
    waiting_.pop_front();
    try {
        if (has_row())
            waiter->take(current_.all()[at_++]);
        else if (closed_)
            waiter->fail(exec::error_of<QueryCancelled>(
                "the iterator was destroyed before this row was read"));
        else if (error_)
            waiter->fail(error_);
        else
            waiter->take(nullptr);
    } catch (...) {
        waiter->fail(std::current_exception());
    }
    return waiter;
}

void PrefetchingStream::close() noexcept {
    std::shared_ptr<Read> reading;
    {
        const Lock lock(mutex_);
        closed_ = true;
        reading = reading_;
        finish();
    }
    if (reading) reading->cancel();
}

void PrefetchingStream::give_up(const RowWaiter& waiter) noexcept {
    std::shared_ptr<RowWaiter> gone;
    {
        const Lock lock(mutex_);
        const auto found = std::find_if(waiting_.begin(), waiting_.end(),
                                        [&](const auto& each) { return each.get() == &waiter; });
        if (found == waiting_.end()) return;
        gone = std::move(*found);
        waiting_.erase(found);
    }
    gone->fail(exec::error_of<QueryCancelled>("the call was cancelled"));
    gone->publish();
}

void PrefetchingStream::help() {
    std::shared_ptr<Read> reading;
    {
        const Lock lock(mutex_);
        reading = reading_;
    }
    if (!reading) return;
    if (place_.block || !executor::on_arena_thread()) return reading->help();
    const exec::FrameScope scope;
    exec::submit_shared(place_, Intent::read, reading);
}

void RowWaiter::cancel() noexcept {
    if (const auto feed = feed_.lock()) feed->give_up(*this);
}

void RowWaiter::help() {
    if (finished()) return;
    if (const auto feed = feed_.lock()) feed->help();
    FutureState::help();
}

std::shared_ptr<PrefetchingStream> make_prefetching_stream(Query query, std::size_t chunk_size,
                                                           const RowType& type) {
    return std::make_shared<PrefetchingStream>(exec::in_its_block(std::move(query)), chunk_size,
                                               type);
}

void wait_for_row(PrefetchingStream& feed, std::shared_ptr<RowWaiter> waiter) {
    feed.next(std::move(waiter));
}

void close_prefetching_stream(PrefetchingStream& feed) noexcept { feed.close(); }

}  // namespace aside::detail
