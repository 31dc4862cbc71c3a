#pragma once
// What an engine can do, and how much of it: what the library and its tests ask, never for a name.
#include <cstddef>

#include "aside/features.hpp"

namespace aside::sql {

using aside::Features;

/// How much an engine takes of something, or how much of it pays.
struct Limits {
    std::size_t rows_to_update = 0;  ///< of one UPDATE of `bulk_update`, unless told otherwise
    std::size_t parameters_to_insert = 0;  ///< of an INSERT of many rows
    std::size_t pairs_to_insert = 0;       ///< rows of an INSERT into an automatic join table
    std::size_t rows_in_arrays = 0;  ///< of a statement that takes an array a column; 0: none does
    std::size_t rows_to_copy = 0;    ///< from so many on `Connection::copy` pays; 0: never
    std::size_t statements_to_send = 1;  ///< in one trip
    std::size_t keys_to_find = 0;        ///< that one statement looks up
    std::size_t identifier_bytes =
        0;  ///< of the name of a table, column, index or annotation; 0: any
    std::size_t values_in_list = 0;  ///< one by one behind IN; longer lists are passed as one value
    std::size_t owners_in_list = 0;  ///< likewise, keys of rows that others belong to
};

}  // namespace aside::sql
