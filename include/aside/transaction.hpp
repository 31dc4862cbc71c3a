#pragma once
#include <concepts>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>

#include "aside/atomic_options.hpp"
#include "aside/detail/callback.hpp"
#include "aside/detail/plan.hpp"

namespace aside {

/// A transaction, or a savepoint inside of one, of the thread that makes it: rolls back unless it
/// is committed.
///
/// Until it ends, every call of this thread to its database goes through it, `a` calls and `start_`
/// methods too. It must be destroyed on the thread that made it, and not be held across a
/// `co_await`. The constructor waits for the database's writer (not if it is `read_only`), and
/// throws `TransactionManagementError` if `durable` cannot be.
class Transaction {
public:
    explicit Transaction(const AtomicOptions& options = {});
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    /// Waits for the `a` calls that were made in it, and rolls back unless committed.
    ~Transaction();

    /// Waits for the `a` calls that were made in it, commits, and calls the functions of
    /// `on_commit`. Throws the database's error, and `TransactionManagementError` if an error broke
    /// the transaction; it is rolled back then.
    void commit();

    [[nodiscard]] const std::shared_ptr<detail::Block>& block() const { return block_; }

private:
    std::shared_ptr<detail::Block> block_;
};

namespace detail {

class Retries;

/// The block around a function's call.
class AtomicBlock {
public:
    explicit AtomicBlock(const AtomicOptions& options);
    explicit AtomicBlock(Retries& retries);
    AtomicBlock(const AtomicBlock&) = delete;
    AtomicBlock& operator=(const AtomicBlock&) = delete;
    ~AtomicBlock();
    /// To be called when the function has returned: commits or, if an error that it caught broke
    /// the block, rolls back.
    void leave();

private:
    std::shared_ptr<Block> block_;
};

/// How often the function of a block may still be called. Used by one thread.
class Retries {
public:
    /// `runner` is the runner of an `aatomic`, nullptr for an `atomic`. Throws
    /// `ImproperlyConfigured` if the number of retries is negative.
    Retries(Runner* runner, const AtomicOptions& options);
    Retries(const Retries&) = delete;
    Retries& operator=(const Retries&) = delete;
    ~Retries();
    /// The next block: the first one by the runner, if there is one, the others by runners of their
    /// own, which are stopped as that would have been.
    [[nodiscard]] std::shared_ptr<Block> begin();
    /// To be called in a handler. Waits for a moment if the error at hand is retryable and the
    /// function may be called once more, else throws the error. Throws `QueryCancelled` or
    /// `QueryTimeout` if the interrupt of the block is due meanwhile.
    void wait_or_rethrow();

private:
    const AtomicOptions& options_;
    Runner* runner_;
    const bool outermost_;
    const std::shared_ptr<const Interrupt> interrupt_;
    int made_ = 0;
};

template <class T>
concept coroutine_task = requires {
    typename T::promise_type;
};

template <class F>
consteval void require_plain_body() {
    static_assert(!coroutine_task<std::invoke_result_t<F&>>,
                  "aside: a transaction is one thread's: its body cannot be a coroutine");
}

template <class F>
decltype(auto) call_in(AtomicBlock& block, F& f) {
    require_plain_body<F>();
    using Result = std::invoke_result_t<F&>;
    if constexpr (std::is_void_v<Result>) {
        f();
        block.leave();
    } else {
        Result result = f();
        block.leave();
        return static_cast<Result>(std::forward<Result>(result));
    }
}

/// Calls the function in a block, again as often as the options say.
template <class F>
decltype(auto) call_again(Runner* runner, const AtomicOptions& options, F& f) {
    Retries retries(runner, options);
    while (true) {
        try {
            AtomicBlock block(retries);
            return call_in(block, f);
        } catch (...) {
            retries.wait_or_rethrow();
        }
    }
}

/// A function and its options with the alias owned: the state of an `aatomic` until it runs.
template <class F>
struct AtomicCall {
    AtomicOptions options;
    std::string alias;
    F f;
};

void add_commit_hook(std::string_view alias, std::unique_ptr<Callback> hook);

}  // namespace detail

/// Calls the function in a transaction, or in a savepoint if there is a transaction around it, and
/// gives its result. Commits when it returns, rolls back when it throws. Blocks; waits for the `a`
/// calls that were made in it.
template <std::invocable F>
decltype(auto) atomic(F&& f) {
    detail::AtomicBlock block(AtomicOptions{});
    return detail::call_in(block, f);
}
/// Calls the function in a transaction or savepoint with these options, and gives its result:
/// commits when it returns, rolls back when it throws. Blocks; waits for the `a` calls that were
/// made in it. With `retries` the function may be called several times: its changes outside of the
/// database, to members of objects too, stay as it left them.
template <std::invocable F>
decltype(auto) atomic(const AtomicOptions& options, F&& f) {
    return detail::call_again(nullptr, options, f);
}

/// Calls the function in a transaction on the arena, all of it on one of its threads, and gives a
/// future of its result. Commits when it returns, rolls back when it throws. The function is kept
/// until then. If it is cancelled, it rolls back unless its commit has begun.
template <std::invocable F>
auto aatomic(const AtomicOptions& options, F f) {
    detail::require_plain_body<F>();
    using Call = detail::AtomicCall<F>;
    return detail::plan(detail::Place{.alias = std::string(options.alias)},
                        options.read_only ? detail::Intent::read : detail::Intent::write,
                        Call{options, std::string(options.alias), std::move(f)},
                        [](detail::Runner& runner, Call& call) -> std::invoke_result_t<F&> {
                            call.options.alias = call.alias;
                            return detail::call_again(&runner, call.options, call.f);
                        })
        .submit();
}
/// Calls the function in a transaction on the arena with default options, and gives a future of its
/// result. If it is cancelled, it rolls back unless its commit has begun.
template <std::invocable F>
auto aatomic(F f) {
    detail::require_plain_body<F>();
    return aatomic(AtomicOptions{}, std::move(f));
}

/// Calls a function after the outermost commit, on the thread that commits; several in the order in
/// which they were given. It is never called if its block, or one around it, is rolled back.
/// Outside of any block it is called at once.
///
/// All functions are called, then the committing call throws the first error of one; the
/// transaction stays committed. If blocks of several databases are open, the innermost one counts.
template <std::invocable F>
void on_commit(F hook) {
    detail::add_commit_hook({}, detail::callback(std::move(hook)));
}
/// Calls a function after the outermost commit of the block of that database, on the thread that
/// commits; never if it is rolled back. Outside of any block of that database it is called at once.
template <std::invocable F>
void on_commit(std::string_view alias, F hook) {
    detail::add_commit_hook(alias, detail::callback(std::move(hook)));
}

}  // namespace aside
