#include <utility>

#include "exec/session/query_log.hpp"

namespace aside::exec {

LogEntry::LogEntry(std::string_view sql, std::string_view alias) {
    statement_.sql = sql;
    statement_.alias = alias;
}

void LogEntry::complete(std::int64_t rows) noexcept {
    statement_.rows = rows;
    statement_.thread = std::this_thread::get_id();
    report(statement_);
}

void LogEntry::null(int parameter) {
    keep(parameter, {});
    target_->null(parameter);
}

void LogEntry::integer(int parameter, std::int64_t value) {
    keep(parameter, value);
    target_->integer(parameter, value);
}

void LogEntry::real(int parameter, double value) {
    keep(parameter, value);
    target_->real(parameter, value);
}

void LogEntry::text(int parameter, std::string_view value) {
    keep(parameter, value);
    target_->text(parameter, value);
}

void LogEntry::blob(int parameter, std::span<const std::byte> value) {
    keep(parameter, Blob(value.begin(), value.end()));
    target_->blob(parameter, value);
}

void LogEntry::temporary_text(int parameter, std::string_view value) {
    keep(parameter, value);
    target_->temporary_text(parameter, value);
}

void LogEntry::temporary_blob(int parameter, std::span<const std::byte> value) {
    keep(parameter, Blob(value.begin(), value.end()));
    target_->temporary_blob(parameter, value);
}

void LogEntry::keep(int parameter, SqlValue value) {
    const auto index = static_cast<std::size_t>(parameter);
    if (statement_.params.size() <= index) statement_.params.resize(index + 1);
    statement_.params[index] = std::move(value);
}

void LogEntry::Timer::start() noexcept { start_ = std::chrono::steady_clock::now(); }

void LogEntry::Timer::stop() noexcept {
    entry_->statement_.duration += std::chrono::steady_clock::now() - start_;
}

}  // namespace aside::exec
