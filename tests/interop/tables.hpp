#pragma once
// All tables at once.
#include <string>
#include <string_view>

namespace interop {

void create_tables();
/// Every row of every table of "default", as JSON.
std::string dump();
/// Reads every row of another database and writes it into "default".
void copy_rows(std::string_view from);

}  // namespace interop
