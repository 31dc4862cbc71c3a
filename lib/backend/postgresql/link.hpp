#pragma once
// One connection of libpq's, which is in pipeline mode from its beginning to its end: what is to be done
// is sent, and behind all of it the word to do it; then the answers are read. Nothing here blocks but
// `next`, which writes what is left while it reads.
#include <libpq-fe.h>
#include <sys/types.h>

#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "aside/detail/interrupt.hpp"
#include "backend/interrupt_listener.hpp"
#include "backend/postgresql/parameters.hpp"
#include "backend/postgresql/url.hpp"

namespace aside::backend::postgresql {

struct ClearAnswer {
    void operator()(PGresult* answer) const noexcept { PQclear(answer); }
};
using Answer = std::unique_ptr<PGresult, ClearAnswer>;

/// Ends the `poll` of a thread that waits for a server, too.
class Wakeup final : public Wakeable {
public:
    /// Throws `OperationalError` where there is no file descriptor left.
    Wakeup();
    Wakeup(const Wakeup&) = delete;
    Wakeup& operator=(const Wakeup&) = delete;
    ~Wakeup();

    void wake() noexcept override;
    /// Readable once it was woken, until `clear`.
    [[nodiscard]] int file() const noexcept { return file_; }
    void clear() const noexcept;

private:
    int file_;
};

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
    /// Waits for the next answer; nothing at the end of those to one statement, and where the
    /// connection is lost. If the interrupt is due the server is told to stop; one that does not
    /// react is given up.
    [[nodiscard]] Answer next();
    /// Has the rows of the statement whose answer comes next come one by one.
    void ask_for_single_rows();
    /// nullptr: none.
    void stop_when(const detail::Interrupt* interrupt) noexcept { interrupt_ = interrupt; }
    [[nodiscard]] const detail::Interrupt* interrupt() const noexcept { return interrupt_; }
    /// Whether the connection was closed because the server has not reacted.
    [[nodiscard]] bool gave_up() const noexcept { return gave_up_; }
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
    void require(int done);
    void wait();
    [[nodiscard]] int patience() const;
    void stop();
    void give_up();

    const pid_t process_;  ///< a child that `fork` makes leaves the connection to its parent
    Wakeup wakeup_;
    std::unique_ptr<PGconn, Close> connection_;
    std::shared_ptr<PGcancel> cancel_;  ///< of the thread, too, that sends it
    const detail::Interrupt* interrupt_ = nullptr;
    bool commits_ = false;
    bool stopped_ = false;  ///< the server was told to stop
    bool gave_up_ = false;
    std::chrono::steady_clock::time_point give_up_at_{};
    Parameters::Arrays arrays_;  ///< for the next execution
};

}  // namespace aside::backend::postgresql
