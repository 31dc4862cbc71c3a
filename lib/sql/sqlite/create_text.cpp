// The grammar of CREATE TABLE and CREATE INDEX as SQLite has it, less what is inside of
// expressions: those are taken from their one parenthesis to the other. No function calls itself,
// so no text is too deep.
#include "sql/sqlite/create_text.hpp"

#include <algorithm>
#include <utility>

#include "model/ascii.hpp"
#include "sql/sqlite/tokens.hpp"

namespace aside::sql::sqlite {
namespace {

using Kind = Token::Kind;
using schema::Deferrable;

/// Tokens, and the place that reading has come to. Behind the end there are tokens of no text.
class Cursor {
public:
    explicit Cursor(std::string_view sql) : tokens_(tokens_of(sql)) {}

    [[nodiscard]] const Token& here(std::size_t ahead = 0) const {
        static const Token none{.kind = Kind::symbol};
        return place_ + ahead < tokens_.size() ? tokens_[place_ + ahead] : none;
    }
    [[nodiscard]] bool at_end() const { return place_ >= tokens_.size(); }
    [[nodiscard]] std::size_t place() const { return place_; }
    void go_to(std::size_t place) { place_ = place; }
    void next() { ++place_; }
    /// Goes behind those keywords, if they are next.
    template <class... Keyword>
    bool take(Keyword... keywords) {
        std::size_t ahead = 0;
        if (!(here(ahead++).is(keywords) && ...)) return false;
        place_ += sizeof...(keywords);
        return true;
    }
    bool take(Kind kind) {
        if (here().kind != kind) return false;
        ++place_;
        return true;
    }
    /// Goes behind a name, if one is next.
    std::optional<std::string> name() {
        if (!here().is_name()) return std::nullopt;
        return tokens_[place_++].plain();
    }
    /// Goes behind a parenthesis and all that is in it, if one is next that ends.
    bool take_group() {
        if (here().kind != Kind::open || here().partner == Token::no_partner) return false;
        place_ = here().partner + 1;
        return true;
    }
    /// Goes behind a parenthesis, if one is next that ends, and gives what is in it.
    std::optional<std::string> group() {
        const std::size_t begin = place_ + 1;
        if (!take_group()) return std::nullopt;
        return text(begin, place_ - 1);
    }
    [[nodiscard]] std::string text(std::size_t begin, std::size_t end) const {
        return text_of(tokens_.data() + begin, tokens_.data() + end);
    }

private:
    std::vector<Token> tokens_;
    std::size_t place_ = 0;
};

class TableReader {
public:
    explicit TableReader(std::string_view sql) : at_(sql) {}

    std::optional<TableText> read() {
        if (!at_.take("CREATE", "TABLE") || !at_.name()) return std::nullopt;
        const std::size_t end = at_.here().partner;
        if (!at_.take(Kind::open) || end == Token::no_partner) return std::nullopt;
        do
            if (!(begins_table_constraint() ? table_constraints() : column())) return std::nullopt;
        while (at_.take(Kind::comma));
        if (at_.place() != end) return std::nullopt;
        at_.next();
        if (!options()) return std::nullopt;
        return std::move(table_);
    }

private:
    bool options() {
        if (at_.at_end()) return true;
        do
            if (!at_.take("WITHOUT", "ROWID") && !at_.take("STRICT")) return false;
        while (at_.take(Kind::comma));
        return at_.at_end();
    }
    [[nodiscard]] bool begins_table_constraint() const {
        constexpr std::string_view words[] = {"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK",
                                              "FOREIGN"};
        return std::ranges::any_of(words, [&](auto word) { return at_.here().is(word); });
    }
    [[nodiscard]] bool begins_column_constraint() const {
        return sqlite::begins_column_constraint(at_.here()) ||
               (at_.here().is("GENERATED") && at_.here(1).is("ALWAYS"));
    }
    [[nodiscard]] bool ends_definition() const {
        return at_.at_end() || at_.here().kind == Kind::comma || at_.here().kind == Kind::close;
    }

    bool column() {
        const auto name = at_.name();
        if (!name) return false;
        table_.columns.push_back({.name = *name});
        name_.clear();
        while (!ends_definition() && !begins_column_constraint())
            if (!at_.take_group()) at_.next();  // of the type
        while (!ends_definition())
            if (!column_constraint(table_.columns.back())) return false;
        return true;
    }
    bool column_constraint(ColumnText& column) {
        if (at_.take("CONSTRAINT")) return constraint_name();
        if (at_.take("DEFAULT")) return default_value();
        if (at_.take("NOT", "NULL")) return conflict(column.null_conflict);
        std::string of_null;
        if (at_.take("NULL")) return conflict(of_null);
        if (at_.take("PRIMARY", "KEY")) return column_key(true, column.name);
        if (at_.take("UNIQUE")) return column_key(false, column.name);
        if (at_.take("CHECK")) return check();
        if (at_.take("REFERENCES")) return references();
        if (at_.here().is("DEFERRABLE") || at_.here().is("NOT")) return deferrable();
        if (at_.take("COLLATE")) return collation(column.collation);
        return generated(column);
    }
    /// Constraints of a table need no comma between them.
    bool table_constraints() {
        name_.clear();
        while (!ends_definition())
            if (!table_constraint()) return false;
        return true;
    }
    bool table_constraint() {
        if (at_.take("CONSTRAINT")) return constraint_name();
        if (at_.take("PRIMARY", "KEY")) return table_key(true);
        if (at_.take("UNIQUE")) return table_key(false);
        if (at_.take("CHECK")) {
            std::string ignored;  // SQLite takes it, and does nothing else for it
            return check() && conflict(ignored);
        }
        if (at_.take("FOREIGN", "KEY"))
            return at_.take_group() && at_.take("REFERENCES") && references();
        if (at_.here().is("DEFERRABLE") || at_.here().is("NOT")) return deferrable();
        return false;
    }

    bool constraint_name() {
        const auto name = at_.name();
        if (name) name_ = *name;
        return name.has_value();
    }
    /// The name that was given to the constraint that follows.
    std::string take_name() { return std::exchange(name_, {}); }

    bool default_value() {
        if (at_.here().kind == Kind::open) return at_.take_group();
        if (at_.here().text == "+" || at_.here().text == "-") at_.next();
        if (at_.here().kind > Kind::number) return false;
        at_.next();
        return true;
    }
    bool conflict(std::string& action) {
        if (!at_.take("ON", "CONFLICT")) return true;
        action = model::upper(at_.here().text);
        if (action == "ABORT") action.clear();  // what is done anyway
        return at_.take(Kind::word);
    }
    bool column_key(bool primary, const std::string& column) {
        KeyText key{.primary = primary,
                    .key = {.name = take_name(), .parts = {{.column = column}}}};
        if (primary && !at_.take("ASC")) (void)at_.take("DESC");
        if (!conflict(key.key.conflict)) return false;
        if (primary && at_.take("AUTOINCREMENT")) table_.autoincrement = true;
        table_.keys.push_back(std::move(key));
        return true;
    }
    bool table_key(bool primary) {
        KeyText key{.primary = primary, .key = {.name = take_name()}};
        const std::size_t end = at_.here().partner;
        if (!at_.take(Kind::open) || end == Token::no_partner) return false;
        do {
            const auto name = at_.name();
            if (!name) return false;
            key.key.parts.push_back({.column = *name});
            while (at_.place() < end && at_.here().kind != Kind::comma) {
                if (at_.take("COLLATE")) {
                    if (!collation(key.key.parts.back().collation)) return false;
                    continue;
                }
                if (at_.here().is("AUTOINCREMENT")) table_.autoincrement = true;
                at_.next();
            }
        } while (at_.take(Kind::comma));
        if (at_.place() != end) return false;
        at_.next();
        if (!conflict(key.key.conflict)) return false;
        table_.keys.push_back(std::move(key));
        return true;
    }
    bool check() {
        auto condition = at_.group();
        if (!condition) return false;
        table_.checks.push_back({.name = take_name(), .condition = std::move(*condition)});
        return true;
    }
    bool collation(std::string& collation) {
        auto name = at_.name();
        if (!name) return false;
        collation = std::move(*name);
        return true;
    }
    bool generated(ColumnText& column) {
        (void)at_.take("GENERATED", "ALWAYS");
        if (!at_.take("AS")) return false;
        auto expression = at_.group();
        if (!expression) return false;
        column.generated = {.expression = std::move(*expression), .stored = at_.take("STORED")};
        if (!column.generated->stored) (void)at_.take("VIRTUAL");
        return true;
    }

    /// Reads a foreign key from the name of the other table on.
    bool references() {
        table_.foreign_keys.push_back({.name = take_name()});
        if (!at_.name()) return false;
        (void)at_.take_group();
        while (at_.here().is("ON") || at_.here().is("MATCH")) {
            if (at_.take("MATCH")) {
                if (!at_.name()) return false;
                continue;
            }
            if (!at_.take("ON", "DELETE") && !at_.take("ON", "UPDATE") && !at_.take("ON", "INSERT"))
                return false;
            if (!at_.take("SET", "NULL") && !at_.take("SET", "DEFAULT") &&
                !at_.take("NO", "ACTION") && !at_.take("CASCADE") && !at_.take("RESTRICT"))
                return false;
        }
        return true;
    }
    bool deferrable() {
        const bool is_not = at_.take("NOT");
        if (!at_.take("DEFERRABLE") || table_.foreign_keys.empty()) return false;
        const bool deferred = at_.take("INITIALLY", "DEFERRED");
        if (!deferred) (void)at_.take("INITIALLY", "IMMEDIATE");
        table_.foreign_keys.back().deferrable = is_not     ? Deferrable::no
                                                : deferred ? Deferrable::initially_deferred
                                                           : Deferrable::initially_immediate;
        return true;
    }

    Cursor at_;
    TableText table_;
    std::string name_;  ///< the name of the next constraint
};

/// One part of an index, up to a comma or to that place.
schema::KeyPart index_part(Cursor& at, std::size_t end) {
    schema::KeyPart part;
    const std::size_t begin = at.place();
    while (at.place() < end && at.here().kind != Kind::comma)
        if (!at.take_group()) at.next();
    const std::size_t behind = at.place();
    std::size_t last = behind;
    const auto token = [&](std::size_t place) {
        at.go_to(place);
        return at.here();
    };
    if (last > begin + 1 && (token(last - 1).is("ASC") || token(last - 1).is("DESC")))
        part.descending = token(--last).is("DESC");
    if (last > begin + 2 && token(last - 2).is("COLLATE")) {
        part.collation = token(last - 1).plain();
        last -= 2;
    }
    at.go_to(behind);
    part.expression = at.text(begin, last);
    return part;
}

}  // namespace

std::optional<TableText> read_create_table(std::string_view sql) { return TableReader(sql).read(); }

std::optional<IndexText> read_create_index(std::string_view sql) {
    Cursor at(sql);
    if (!at.take("CREATE")) return std::nullopt;
    (void)at.take("UNIQUE");
    if (!at.take("INDEX") || !at.name() || !at.take("ON") || !at.name()) return std::nullopt;
    const std::size_t end = at.here().partner;
    if (!at.take(Kind::open) || end == Token::no_partner) return std::nullopt;
    IndexText index;
    do index.parts.push_back(index_part(at, end));
    while (at.take(Kind::comma));
    at.next();
    if (at.at_end()) return index;
    if (!at.take("WHERE")) return std::nullopt;
    const std::size_t begin = at.place();
    while (!at.at_end()) at.next();
    index.condition = at.text(begin, at.place());
    return index;
}

}  // namespace aside::sql::sqlite
