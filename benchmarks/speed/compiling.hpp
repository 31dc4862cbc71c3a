#pragma once
#include "data.hpp"

namespace speed {

/// From nothing to SQL and parameters: three conditions and a join.
inline aside::Statement build_and_compile() {
    return shelf::Book::objects
        .filter("author__name"_f = "Author 7 of them", "price"_f < 20, "pages"_f > 100)
        .sql();
}

}  // namespace speed
