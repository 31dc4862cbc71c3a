#pragma once
#include <chrono>
#include <string_view>

#include "backend/data_source.hpp"

namespace aside::backend::postgresql {

/// Reads a `postgresql:` URL; see `aside::connect` for its form. Throws `ImproperlyConfigured`. The
/// source's `open` throws an `OperationalError` that names the URL, without its password, and the
/// reason.
[[nodiscard]] DataSource source_of(std::string_view text, std::chrono::milliseconds timeout);
/// The dialect of its databases.
[[nodiscard]] const sql::Dialect& dialect();

}  // namespace aside::backend::postgresql
