#pragma once
// One connection of libpq's, which is in pipeline mode from its beginning to its end: what is to be done
// is sent, and behind all of it the word to do it; then the answers are read. Nothing here blocks but
// `next`, which writes what is left while it reads.
#include <libpq-fe.h>
#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "aside/detail/interrupt.hpp"
#include "backend/postgresql/parameters.hpp"
#include "backend/postgresql/url.hpp"

namespace aside::backend::postgresql {

struct ClearAnswer {
    void operator()(PGresult* answer) const noexcept { PQclear(answer); }
};
using Answer = std::unique_ptr<PGresult, ClearAnswer>;

/// How many rows the statement has changed, as its last answer tells.
[[nodiscard]] std::int64_t changes_of(PGresult* answer);

/// Not thread-safe. Throws `ConnectionLost` where the connection is gone.
class Link {
public:
    /// Connects. Throws `OperationalError`, which never has the password.
    Link(const Url& url, std::chrono::milliseconds timeout);
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;
    ~Link();

    /// A statement to be prepared by that name; the empty name is that of the one prepared last.
    void prepare(const std::string& name, const std::string& sql,
                 std::span<const TypeNumber> types);
    /// One that was prepared to be executed.
    void execute(const std::string& name, const Parameters& parameters);
    /// One without parameters to be executed.
    void run(const char* sql);
    /// The word to do all of that.
    void sync();
    /// Waits for the next answer; nothing at the end of those to one statement. Throws `QueryCancelled` or
    /// `QueryTimeout` if the interrupt is due and the server does not react.
    [[nodiscard]] Answer next();
    /// Has the rows of the statement whose answer comes next come one by one.
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
    /// Asks the server to stop what it is doing; what it was doing then ends with an error.
    void cancel() noexcept;

    /// nullptr: none.
    void stop_when(const detail::Interrupt* interrupt) noexcept { interrupt_ = interrupt; }
    [[nodiscard]] const detail::Interrupt* interrupt() const noexcept { return interrupt_; }
    /// What is being done is not stopped: it commits.
    void let_finish(bool commits) noexcept { commits_ = commits; }

    [[nodiscard]] PGTransactionStatusType transaction() const noexcept;
    /// Whether the server has answered everything, and has not closed the connection meanwhile. Asks the
    /// system, and not the server.
    [[nodiscard]] bool usable() noexcept;
    [[nodiscard]] const PGconn* native() const noexcept { return connection_.get(); }

private:
    struct Close {
        void operator()(PGconn* connection) const noexcept;
    };
    struct FreeCancel {
        void operator()(PGcancel* cancel) const noexcept { PQfreeCancel(cancel); }
    };
    void require(int done);
    void wait();
    [[nodiscard]] int patience();
    void stop();

    const pid_t process_;  ///< a child that `fork` makes leaves the connection to its parent
    std::unique_ptr<PGconn, Close> connection_;
    std::unique_ptr<PGcancel, FreeCancel> cancel_;
    const detail::Interrupt* interrupt_ = nullptr;
    bool commits_ = false;
    bool stopped_ = false;  ///< the server was told to stop
    std::chrono::steady_clock::time_point give_up_at_{};
    Parameters::Arrays arrays_;  ///< for the next execution
};

}  // namespace aside::backend::postgresql
