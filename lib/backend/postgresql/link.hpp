#pragma once
// One connection of libpq's, in pipeline mode from its beginning to its end. Statements are sent,
// then `sync`, which has the server do them; then the answers are read. Only `next` blocks, and it
// goes on writing while it reads.
#include <libpq-fe.h>
#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "aside/detail/interrupt.hpp"
#include "backend/connection.hpp"
#include "backend/postgresql/connecting.hpp"
#include "backend/postgresql/parameters.hpp"
#include "backend/postgresql/url.hpp"
#include "backend/wakeup.hpp"

namespace aside::backend::postgresql {

struct ClearAnswer {
    void operator()(PGresult* answer) const noexcept { PQclear(answer); }
};
using Answer = std::unique_ptr<PGresult, ClearAnswer>;

/// How many rows the statement has changed, as its last answer tells.
[[nodiscard]] std::int64_t changes_of(PGresult* answer);

/// The connection itself. Not thread-safe. Throws `ConnectionLost` if the connection is gone.
class Link {
public:
    /// Connects. Throws as `connect`. The time-out is that of a wait for a lock, too.
    Link(const Url& url, std::chrono::milliseconds timeout, const detail::Interrupt* interrupt);
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;
    ~Link();

    /// Sends a statement, to be prepared under that name. The empty name is that of the one
    /// prepared last.
    void prepare(const std::string& name, const std::string& sql,
                 std::span<const TypeNumber> types);
    /// Sends the values that a prepared statement is to be executed with.
    void execute(const std::string& name, const Parameters& parameters);
    /// Sends a statement without parameters, to be executed at once.
    void run(const char* sql);
    /// Sends the mark at which the server does all that was sent before, and says that it is done.
    void sync();
    /// Waits for the next answer; nothing at the end of the answers to one statement, and if the
    /// connection is lost. If the interrupt is due, the server is told to stop; a connection whose
    /// server does not react is closed.
    [[nodiscard]] Answer next();
    /// Makes the rows of the statement whose answer is read next arrive one by one.
    void ask_for_single_rows();
    /// Begins to copy rows to the server, which waits for them if the answer is `PGRES_COPY_IN`.
    /// Nothing else may be under way.
    [[nodiscard]] Answer begin_copy(const std::string& sql);
    /// Sends a part of the rows. False: the server takes no more, or the interrupt is due.
    [[nodiscard]] bool put(std::string_view bytes);
    /// Ends the rows; if they are not all of them, the server takes none. Gives the last answer.
    [[nodiscard]] Answer end_copy(bool all);
    /// Reads what is left of the answers, and goes on as before.
    void leave_copy();
    /// Sets the interrupt that stops the wait for answers; nullptr: none.
    void stop_when(const detail::Interrupt* interrupt) noexcept { interrupt_ = interrupt; }
    [[nodiscard]] const detail::Interrupt* interrupt() const noexcept { return interrupt_; }
    /// Whether the connection was closed because the server has not reacted.
    [[nodiscard]] bool gave_up() const noexcept { return gave_up_; }
    /// `commits`: what was sent commits a transaction, so that the interrupt does not stop it.
    void let_finish(bool commits) noexcept { commits_ = commits; }

    /// What the server has said last of the transaction.
    [[nodiscard]] TransactionState transaction() const noexcept;
    /// Whether the server has answered everything and has not closed the connection. Asks the
    /// operating system, not the server.
    [[nodiscard]] bool usable() noexcept;
    /// Whether the server has said that it is a standby: from 14 on it says so, also when it becomes
    /// none.
    [[nodiscard]] bool on_standby() const noexcept;
    [[nodiscard]] const PGconn* native() const noexcept { return connection_.get(); }

private:
    void require(int done);
    /// Waits until the server has said something or, if there is more to write, takes more.
    void wait(bool writes);
    [[nodiscard]] std::chrono::steady_clock::time_point patience() const;
    void stop();
    void tell_to_stop();
    void give_up();

    const pid_t process_;  ///< a child that `fork` makes leaves the connection to its parent
    Wakeup wakeup_;
    NativeConnection connection_;
    std::shared_ptr<PGcancel> cancel_;  ///< of the thread, too, that sends it
    const detail::Interrupt* interrupt_ = nullptr;
    bool commits_ = false;
    bool stopped_ = false;  ///< the server was told to stop
    bool gave_up_ = false;
    std::chrono::steady_clock::time_point stop_again_at_{};
    std::chrono::steady_clock::time_point give_up_at_{};
    Parameters::Arrays arrays_;  ///< for the next execution
};

}  // namespace aside::backend::postgresql
