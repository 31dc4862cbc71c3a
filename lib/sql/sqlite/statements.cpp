#include "sql/sqlite/statements.hpp"

#include <string>
#include <utility>

#include "sql/words.hpp"

namespace aside::sql::sqlite {

// The statements of a trigger end by semicolons, and the trigger by `; END;`, as SQLite's own shell
// tells.
std::size_t end_of_statement(std::string_view sql, std::size_t at, const Dialect& dialect) {
    Words words(sql, at, dialect);
    std::string word = words.next();
    bool is_trigger = false;
    if (word == "CREATE") {
        word = words.next();
        if (word == "TEMP" || word == "TEMPORARY") word = words.next();
        is_trigger = word == "TRIGGER";
    }
    std::string before;
    std::string last;
    for (; !word.empty(); word = words.next()) {
        const bool ends_trigger = last == "END" && before == ";";
        if (word == ";" && (!is_trigger || ends_trigger)) break;
        before = std::exchange(last, std::move(word));
    }
    return words.place();
}

}  // namespace aside::sql::sqlite
