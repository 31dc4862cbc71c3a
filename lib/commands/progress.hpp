#pragma once
#include <chrono>
#include <cstdint>
#include <string>

#include "commands/command.hpp"

namespace aside::commands {

/// How far long work has come, in one line that is written again and again: only where there is
/// somebody to see it. Used by one thread.
class Progress {
public:
    /// `total` is what the work comes to, in what `unit` says; 0: nobody knows.
    Progress(const Context& context, std::string unit, std::uint64_t total);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    /// Takes the line away.
    ~Progress();

    /// Some ten times a second the line is written.
    void show(std::uint64_t done);
    [[nodiscard]] bool shown() const { return out_ != nullptr; }

private:
    std::ostream* const out_;  ///< nullptr: nobody looks
    const std::string unit_;
    const std::uint64_t total_;
    std::chrono::steady_clock::time_point next_{};
    std::size_t width_ = 0;  ///< of the line that stands there
};

}  // namespace aside::commands
