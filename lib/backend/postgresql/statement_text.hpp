#pragma once
// What the text of a statement tells of it, before a server has seen it.
#include <string_view>
#include <vector>

namespace aside::backend::postgresql {

struct StatementText {
    enum class Kind : unsigned char {
        reads,   ///< rows, and changes nothing but by a function that it calls
        writes,  ///< or does anything else
        begins,  ///< a transaction
        commits,
        rolls_back,  ///< the whole transaction
        undoes,      ///< a part of it: ROLLBACK TO
        checks,      ///< the constraints that a commit would check
        deletes,
        copies,  ///< between the server and the program, by COPY
    };
    Kind kind = Kind::writes;
    int parameters = 0;  ///< the largest number behind a `$`
    /// The numbers of those in `CAST($1 AS bigint[])`, which take an array's text, too.
    std::vector<int> arrays{};

    /// Whether it ends with nothing but what it has done, or undone.
    [[nodiscard]] bool ends_transaction() const {
        return kind == Kind::commits || kind == Kind::rolls_back;
    }
};

[[nodiscard]] StatementText read_statement(std::string_view sql);

}  // namespace aside::backend::postgresql
