#include "progress.hpp"

#include <unistd.h>

#include <cstdio>
#include <utility>

namespace world {

namespace {
constexpr std::size_t width = 30;
}

ProgressBar::ProgressBar(std::string label, std::size_t total)
    : label_(std::move(label)), total_(total), terminal_(isatty(STDOUT_FILENO) != 0) {
    if (terminal_) draw();
}

ProgressBar::~ProgressBar() {
    if (!terminal_) draw();
    std::printf("\n");
    std::fflush(stdout);
}

void ProgressBar::advance(std::size_t by) {
    done_ += by;
    if (terminal_) draw();
}

void ProgressBar::draw() const {
    const std::size_t filled = total_ == 0 ? width : width * done_ / total_;
    const std::string bar = std::string(filled, '#') + std::string(width - filled, '.');
    std::printf("%s  %-13s [%s] %6zu of %zu", terminal_ ? "\r" : "", label_.c_str(), bar.c_str(),
                done_, total_);
    std::fflush(stdout);
}

}  // namespace world
