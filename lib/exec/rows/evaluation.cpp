#include "aside/detail/evaluation.hpp"

#include <atomic>
#include <condition_variable>
#include <exception>
#include <optional>

#include "aside/detail/mutex.hpp"
#include "aside/detail/reading.hpp"
#include "aside/error.hpp"
#include "exec/async/frame.hpp"
#include "exec/async/readers_aside.hpp"
#include "exec/calls/run_operation.hpp"
#include "exec/calls/submit.hpp"
#include "exec/database/runner.hpp"
#include "exec/rows/related_nodes.hpp"
#include "exec/session/interrupt_watch.hpp"
#include "executor/executor.hpp"
#include "executor/process.hpp"

namespace aside::detail {

/// One evaluation, begun by a use or by a `start_` method, that any number of threads may wait for.
///
/// Thread-safe. Nothing else is locked under `mutex_`. The outcome belongs to the thread that has
/// claimed the work, and is constant once it is finished. It keeps a copy of the query rather than
/// the evaluation that it belongs to, so that dropping the querysets leaves no cycle.
class Evaluation::Background final : public Operation {
public:
    Background(Query query, const RowType& row, Answer answer)
        : Operation(query.place.timeout), query_(std::move(query)), row_(row), answer_(answer) {}

    void execute(Runner& runner) override {
        switch (answer_) {
            case Answer::rows:
                rows_ = load_rows(runner, query_, row_);
                break;
            case Answer::count:
                number_ = count_rows(runner, query_);
                break;
            case Answer::exists:
                number_ = rows_exist(runner, query_) ? 1 : 0;
                break;
        }
    }
    void fail(std::exception_ptr error) noexcept override {
        stopped_ = interrupt().cancelled();
        error_ = std::move(error);
    }
    void publish() noexcept override {
        {
            const Lock lock(mutex_);
            finished_ = true;
        }
        done_.notify_all();
    }

    /// Does the work here, unless a thread has begun it: false then. If reads queue for one
    /// connection, the work is claimed only by the holder of the turn. That thread needs nothing
    /// more to end it, so that waiting for it is safe.
    bool run(Runner& runner) {
        std::optional<exec::Lease> turn;
        if (!runner.concurrent_readers()) turn.emplace(runner.read());
        if (!claim()) return false;
        const bool failed = exec::execute(*this, runner) != nullptr;
        if (failed && runner.interrupt() && runner.interrupt()->cancelled()) stopped_ = true;
        turn.reset();
        runner.release();
        publish();
        return true;
    }
    /// Ends it with rows that another evaluation has read.
    void keep(RowSet rows) {
        (void)claim();
        rows_ = std::move(rows);
        publish();
    }
    /// Makes sure that waiting ends. A job does the work itself if no thread has begun it. There
    /// may be no other thread to do it, or its own may be about to. Else the runner gives back
    /// everything that it holds, which the work may need. The runner must not be used afterwards.
    void bring_about(Runner& runner) {
        if (!exec::in_job() || !run(runner)) runner.release();
    }
    /// Waits, at most some microseconds longer than the caller's interrupt allows, and throws the
    /// error of the work.
    void wait(const std::shared_ptr<const Interrupt>& interrupt) {
        executor::wait_briefly([this] { return is_finished(); });
        const exec::ReadersAside aside;
        Interrupt::Watch watch(interrupt.get(), mutex_, done_);
        WaitingLock lock(mutex_);
        while (!finished_) {
            if (process_.inherited())
                throw InterfaceError(
                    "what was started of the queryset before fork() is its parent's");
            if (watch.due()) interrupt->check_wait("what was started of the queryset");
            watch.wait(lock);
        }
        if (error_) std::rethrow_exception(error_);
    }
    [[nodiscard]] bool is_finished() const {
        const Lock lock(mutex_);
        return finished_;
    }
    /// Whether there is work whose result may be waited for. Work that stopped because the use that
    /// did it was cancelled is none: its error concerns no other use.
    [[nodiscard]] static bool usable(const std::shared_ptr<Background>& background) {
        return background && !background->stopped_;
    }
    [[nodiscard]] bool ready() const {
        const Lock lock(mutex_);
        return finished_ && !error_;
    }
    /// The rows of a finished evaluation.
    [[nodiscard]] const RowSet& rows() const { return rows_; }
    [[nodiscard]] std::int64_t number() const { return number_; }

private:
    const executor::OfThisProcess process_;
    const Query query_;
    const RowType& row_;
    const Answer answer_;
    mutable Mutex mutex_ ASIDE_ACQUIRED_AFTER(&Evaluation::mutex_);
    std::condition_variable done_;
    bool finished_ ASIDE_GUARDED_BY(mutex_) = false;
    std::atomic<bool> stopped_{false};
    RowSet rows_;
    std::int64_t number_ = 0;
    std::exception_ptr error_;
};

std::shared_ptr<Evaluation> make_evaluation(Query&& query, const RowType& row,
                                            const RelatedSlot& prefetched) {
    return std::make_shared<Evaluation>(std::move(query), row, prefetched);
}

RowSet Evaluation::rows(Runner& runner) {
    Slot slot;
    bool mine = false;
    {
        const Lock lock(mutex_);
        mine = !Background::usable(rows_);
        if (mine) rows_ = std::make_shared<Background>(query_, row_, Answer::rows);
        slot = rows_;
    }
    try {
        if (!mine || !slot->run(runner)) slot->bring_about(runner);
        slot->wait(runner.interrupt());
    } catch (...) {
        const Lock lock(mutex_);
        if (mine && rows_ == slot) rows_.reset();
        throw;
    }
    return slot->rows();
}

void Evaluation::keep(RowSet rows) {
    rows_ = std::make_shared<Background>(query_, row_, Answer::rows);
    rows_->keep(std::move(rows));
}

bool Evaluation::has_rows() const { return work_for(Answer::rows) != nullptr; }

bool Evaluation::cached_rows(RowSet& rows) const {
    const Slot slot = work_for(Answer::rows);
    if (!slot || !slot->ready()) return false;
    rows = slot->rows();
    return true;
}

std::int64_t Evaluation::count(Runner& runner) {
    if (has_rows()) return static_cast<std::int64_t>(rows(runner).size);
    if (const Slot slot = work_for(Answer::count)) {
        slot->bring_about(runner);
        slot->wait(runner.interrupt());
        return slot->number();
    }
    return count_rows(runner, query_);
}

bool Evaluation::exists(Runner& runner) {
    if (has_rows()) return rows(runner).size > 0;
    const Slot counted = work_for(Answer::count);
    if (const Slot slot = counted ? counted : work_for(Answer::exists)) {
        slot->bring_about(runner);
        slot->wait(runner.interrupt());
        return slot->number() > 0;
    }
    return rows_exist(runner, query_);
}

void Evaluation::start_fetch() { start(Answer::rows); }

void Evaluation::start_count() { start(Answer::count); }

void Evaluation::start_exists() { start(Answer::exists); }

const Evaluation::Slot& Evaluation::slot_of(Answer answer) const {
    if (answer == Answer::rows) return rows_;
    return answer == Answer::count ? count_ : exists_;
}

Evaluation::Slot& Evaluation::slot_of(Answer answer) {
    return const_cast<Slot&>(static_cast<const Evaluation*>(this)->slot_of(answer));
}

void Evaluation::start(Answer answer) {
    Slot begun;
    {
        const Lock lock(mutex_);
        Slot& slot = slot_of(answer);
        const bool answered = Background::usable(slot) || Background::usable(rows_) ||
                              (answer == Answer::exists && Background::usable(count_));
        if (answered) return;
        begun = std::make_shared<Background>(query_, row_, answer);
        exec::join(query_.place, *begun, executor::on_arena_thread());
        slot = begun;
    }
    exec::submit_shared(query_.place, Intent::read, begun);
}

void Evaluation::drop() {
    {
        const Lock lock(mutex_);
        rows_.reset();
        count_.reset();
        exists_.reset();
    }
    drop_prefetched();
}

void Evaluation::drop_prefetched() {
    RelatedNode* node = prefetched_.node();
    if (node != nullptr && node->kind() == RelatedNode::Kind::rows)
        static_cast<exec::RowsNode*>(node)->drop();
}

Evaluation::Slot Evaluation::work_for(Answer answer) const {
    const Lock lock(mutex_);
    const Slot& slot = slot_of(answer);
    return Background::usable(slot) ? slot : nullptr;
}

}  // namespace aside::detail
