#pragma once
// What an engine can do, and how much of it. The library and its tests ask for these, and never for
// the engine's name.
#include <cstddef>

#include "aside/features.hpp"

namespace aside::sql {

using aside::Features;

/// How much of something an engine takes, or how much of it pays.
struct Limits {
    /// Rows of one UPDATE of `bulk_update`, unless the caller says otherwise.
    std::size_t rows_to_update = 0;
    /// Of an UPDATE that takes them as arrays.
    std::size_t rows_to_update_in_arrays = 0;
    std::size_t parameters_to_insert = 0;  ///< parameters of an INSERT of many rows
    std::size_t pairs_to_insert = 0;       ///< rows of an INSERT into an automatic join table
    /// Rows of a statement that takes an array for each column; 0: no statement does.
    std::size_t rows_in_arrays = 0;
    /// The number of rows from which on `backend::Connection::copy` pays; 0: it never does.
    std::size_t rows_to_copy = 0;
    std::size_t statements_to_send = 1;  ///< statements that go to the engine in one trip
    std::size_t keys_to_find = 0;        ///< keys that one statement looks up
    /// The most bytes of the name of a table, column, index or annotation; 0: any number.
    std::size_t identifier_bytes = 0;
    std::size_t values_in_list = 0;  ///< one by one behind IN; longer lists are passed as one value
    /// Keys of owners behind IN; longer lists are passed as one value.
    std::size_t owners_in_list = 0;
};

}  // namespace aside::sql
