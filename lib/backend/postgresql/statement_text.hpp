#pragma once
// What the text of a statement tells of it, before a server has seen it.
#include <string_view>

namespace aside::backend::postgresql {

struct StatementText {
    enum class Kind : unsigned char {
        reads,   ///< reads rows, and changes nothing but by a function that it calls
        writes,  ///< changes rows, or does anything that the others are not
        begins,  ///< begins a transaction
        commits,
        rolls_back,  ///< undoes the whole transaction
        undoes,      ///< undoes a part of the transaction: ROLLBACK TO
        checks,      ///< checks the constraints that a commit would check
        deletes,
        copies,  ///< copies rows between server and program: COPY
    };
    Kind kind = Kind::writes;
    int parameters = 0;         ///< the largest number behind a `$`
    bool takes_cursor = false;  ///< its rows may be those of a cursor

    /// Whether it ends the transaction: by COMMIT or ROLLBACK.
    [[nodiscard]] bool ends_transaction() const {
        return kind == Kind::commits || kind == Kind::rolls_back;
    }
};

[[nodiscard]] StatementText read_statement(std::string_view sql);

}  // namespace aside::backend::postgresql
