#pragma once
#include <string_view>

namespace aside::sql::postgresql {

/// Throws `DataError` unless a channel can have that name.
void require_channel(std::string_view channel);
/// Throws `DataError` unless a notification can carry that text.
void require_payload(std::string_view payload);

}  // namespace aside::sql::postgresql
