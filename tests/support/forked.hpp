#pragma once
// Children that `fork` makes. A test that has some begins with `REQUIRES_FORK`.
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>

#include "support/sanitized.hpp"
#include "support/soon.hpp"

namespace aside::testing {

/// Ends a child at once where it does not hold: its checks are nobody's.
inline void require(bool holds, const char* what) {
    if (holds) return;
    std::cout << "not so in the child: " << what << std::endl;
    std::_Exit(1);
}

/// A child that runs a function, and then exits in the normal way, unless the function ends it.
class Forked {
public:
    template <class F>
    explicit Forked(F f) : child_(begin()) {
        if (child_ != 0) return;
        try {
            f();
        } catch (const std::exception& error) {  // it would go on as if it were its parent
            require(false, error.what());
        }
        std::exit(0);
    }
    Forked(const Forked&) = delete;
    Forked& operator=(const Forked&) = delete;
    ~Forked() {
        if (!ended_) (void)status();
    }

    /// Waits for its end; gives its exit status, or -1 if it was ended by a signal, or was not at
    /// its end in a minute. Called once.
    int status() {
        ended_ = true;
        int status = 0;
        const auto has_ended = [&] { return waitpid(child_, &status, WNOHANG) == child_; };
        if (!soon(has_ended, std::chrono::minutes(1))) {
            kill(child_, SIGKILL);
            waitpid(child_, &status, 0);
        }
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

private:
    static pid_t begin() {
        std::fflush(nullptr);  // so that the child does not print it once more
        return fork();
    }

    const pid_t child_;
    bool ended_ = false;
};

/// Runs it in a child; gives the status that this exits with.
template <class F>
int in_child(F f) {
    return Forked(std::move(f)).status();
}

}  // namespace aside::testing
