#include "commands/progress.hpp"

#include <algorithm>
#include <ostream>
#include <utility>

#include "model/grouped.hpp"

namespace aside::commands {

namespace {

constexpr auto between_lines = std::chrono::milliseconds(100);
constexpr std::uint64_t bar_width = 40;

}  // namespace

Progress::Progress(const Context& context, std::string unit, std::uint64_t total)
    : out_(context.terminal ? context.err : nullptr), unit_(std::move(unit)), total_(total) {}

Progress::~Progress() {
    if (width_ > 0) *out_ << '\r' << std::string(width_, ' ') << '\r' << std::flush;
}

void Progress::show(std::uint64_t done) {
    if (!shown()) return;
    const auto now = std::chrono::steady_clock::now();
    if (now < next_) return;
    next_ = now + between_lines;
    std::string line;
    if (total_ > 0) {
        const std::uint64_t filled = std::min(done, total_) * bar_width / total_;
        line = '[' + std::string(filled, '#') + std::string(bar_width - filled, ' ') + "] ";
    }
    line += model::grouped(static_cast<std::int64_t>(done)) + ' ' + unit_;
    const std::size_t before = std::exchange(width_, line.size());
    if (before > line.size()) line.append(before - line.size(), ' ');
    *out_ << '\r' << line << std::flush;
}

}  // namespace aside::commands
