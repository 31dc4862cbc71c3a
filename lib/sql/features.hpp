#pragma once
// What an engine can do, and how much of it: what the library and its tests ask, never for a name.
#include <cstddef>

namespace aside::sql {

/// What an engine can. A member that is true for some engines only is asked where it matters.
struct Features {
    bool own_functions = false;          ///< its connections have the SQL functions of this library
    bool numbers_placeholders = false;   ///< `$1` stands for a parameter, not `?`
    bool typed_parameters = false;       ///< a parameter is of one type, so NULL stands in the text
    bool calculates_with_names = false;  ///< ORDER BY may, with those of the SELECT list
    bool orders_distinct_freely = false;     ///< SELECT DISTINCT by what is not selected, too
    bool distinct_on = false;                ///< SELECT DISTINCT ON
    bool row_locks = false;                  ///< SELECT ... FOR UPDATE
    bool errors_abort_transactions = false;  ///< after any error a transaction can only be undone
    bool folds_case_beyond_ascii = false;    ///< `iexact` and the like know that Ä is ä
    bool keeps_negative_zero = false;        ///< -0.0 in a column of reals stays -0.0
    bool nulls_largest = false;      ///< NULL comes last in ascending order, unless told otherwise
    bool sha1 = false;               ///< has that digest, for which PostgreSQL needs an extension
    bool text_of_any_bytes = false;  ///< text may hold NUL, and what is no UTF-8
    bool one_writer = false;         ///< transactions that write come one after the other
    bool keeps_json_text = false;    ///< JSON is read as it was written, byte for byte
    bool keeps_expressions = false;  ///< checks are read in the words that they were made with
    bool drops_constraints = false;  ///< ALTER TABLE adds constraints, and takes them away
    bool references_ahead = false;   ///< a foreign key may name a table that is not there yet
};

/// How much an engine takes of something, or how much of it pays.
struct Limits {
    std::size_t rows_to_update = 0;  ///< of one UPDATE of `bulk_update`, unless told otherwise
    std::size_t parameters_to_insert = 0;  ///< of an INSERT of many rows
    std::size_t pairs_to_insert = 0;       ///< rows of an INSERT into an automatic join table
    std::size_t statements_to_send = 1;    ///< in one trip
    std::size_t keys_to_find = 0;          ///< that one statement looks up
    std::size_t identifier_bytes =
        0;  ///< of the name of a table, column, index or annotation; 0: any
    std::size_t values_in_list = 0;  ///< one by one behind IN; longer lists are passed as one value
    std::size_t owners_in_list = 0;  ///< the same of the keys of rows that others belong to
};

}  // namespace aside::sql
