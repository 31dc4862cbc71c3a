#include "sql/postgresql/statements.hpp"

#include <string>

#include "sql/words.hpp"

namespace aside::sql::postgresql {

// A routine may have a body of statements, from BEGIN ATOMIC to END, and a rule some in
// parentheses. These are psql's own rules.
std::size_t end_of_statement(std::string_view sql, std::size_t at, const Dialect& dialect) {
    Words words(sql, at, dialect);
    std::string word = words.next();
    bool is_routine = false;
    if (word == "CREATE") {
        word = words.next();
        if (word == "OR" && words.next() == "REPLACE") word = words.next();
        is_routine = word == "FUNCTION" || word == "PROCEDURE";
    }
    int blocks = 0;
    int parentheses = 0;
    for (; !word.empty(); word = words.next()) {
        if (word == "(") ++parentheses;
        if (word == ")" && parentheses > 0) --parentheses;
        if (parentheses > 0) continue;
        if (is_routine && (word == "BEGIN" || (word == "CASE" && blocks > 0))) ++blocks;
        if (word == "END" && blocks > 0) --blocks;
        if (word == ";" && blocks == 0) break;
    }
    return words.place();
}

}  // namespace aside::sql::postgresql
