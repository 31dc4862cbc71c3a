#pragma once
// Tables that are alike but for the number of their columns.
#include <string_view>

namespace speed {

namespace hand {
class Database;
}

void create_wide_tables(std::string_view alias);
void fill_wide_tables(hand::Database& database);

}  // namespace speed
