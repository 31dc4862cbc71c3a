#include <utility>

#include "exec/session/query_log.hpp"

namespace aside::exec {

LogEntry::LogEntry(std::string_view sql, std::string_view alias, int replica) {
    statement_.sql = sql;
    statement_.alias = alias;
    statement_.replica = replica;
}

void LogEntry::complete(std::int64_t rows) noexcept {
    statement_.rows = rows;
    statement_.thread = std::this_thread::get_id();
    report(statement_);
}

void LogEntry::bind(int parameter, const Cell& value, Lifetime lifetime) {
    const auto index = static_cast<std::size_t>(parameter);
    if (statement_.params.size() <= index) statement_.params.resize(index + 1);
    statement_.params[index] = read_value(value);
    target_->bind(parameter, value, lifetime);
}

void LogEntry::Timer::start() noexcept { start_ = std::chrono::steady_clock::now(); }

void LogEntry::Timer::stop() noexcept {
    entry_->statement_.duration += std::chrono::steady_clock::now() - start_;
}

}  // namespace aside::exec
