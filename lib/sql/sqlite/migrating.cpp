#include "sql/sqlite/migrating.hpp"

#include <algorithm>

#include "model/ascii.hpp"
#include "sql/sqlite/dialect.hpp"
#include "sql/sqlite/tokens.hpp"

namespace aside::sql::sqlite {
namespace {

using Kind = Token::Kind;
using Tokens = std::vector<Token>;

std::string text_at(const std::vector<SqlValue>& row, std::size_t column) {
    if (row.size() <= column || row[column].is_null()) return {};
    return row[column].text() != nullptr ? *row[column].text() : row[column].to_string();
}

/// Tokens with a place behind the keywords that were read.
class Words {
public:
    explicit Words(std::string_view sql) : tokens_(tokens_of(sql)) {}

    template <class... Keyword>
    bool take(Keyword... keywords) {
        std::size_t ahead = place_;
        if (!((ahead < tokens_.size() && tokens_[ahead++].is(keywords)) && ...)) return false;
        place_ += sizeof...(keywords);
        return true;
    }
    /// The last part of a name that may have the name of a schema before it.
    std::string name() {
        if (place_ >= tokens_.size() || !tokens_[place_].is_name()) return {};
        std::string name = tokens_[place_++].plain();
        if (place_ + 1 < tokens_.size() && tokens_[place_].text == "." &&
            tokens_[place_ + 1].is_name()) {
            name = tokens_[place_ + 1].plain();
            place_ += 2;
        }
        return name;
    }
    void next() { ++place_; }
    [[nodiscard]] bool at_end() const { return place_ >= tokens_.size(); }
    [[nodiscard]] const Token& here() const { return tokens_[place_]; }

private:
    Tokens tokens_;
    std::size_t place_ = 0;
};

/// The name of what a statement makes or drops besides tables; empty if it does neither.
std::string named_in(std::string_view sql) {
    Words at(sql);
    const bool creates = at.take("CREATE");
    if (!creates && !at.take("DROP")) return {};
    if (!at.take("TEMP") && !at.take("TEMPORARY")) (void)at.take("UNIQUE");
    if (!at.take("INDEX") && !at.take("TRIGGER") && !at.take("VIEW")) return {};
    if (!at.take("IF", "NOT", "EXISTS")) (void)at.take("IF", "EXISTS");
    return at.name();
}

bool renames_to(std::string_view sql, std::string_view table) {
    Words at(sql);
    return at.take("ALTER", "TABLE") && !at.name().empty() && at.take("RENAME", "TO") &&
           same_name(at.name(), table);
}

/// Adds the names that stand between a SELECT and its FROM.
void add_copied(RebuildText& text, std::string_view sql) {
    Words at(sql);
    if (!at.take("INSERT") && !at.take("REPLACE") && !at.take("WITH")) return;
    while (!at.at_end() && !at.here().is("SELECT")) at.next();
    int depth = 0;
    for (std::string_view before = "SELECT"; !at.at_end(); at.next()) {
        const Token& here = at.here();
        if (here.kind == Kind::open) ++depth;
        if (here.kind == Kind::close) --depth;
        if (depth == 0 && here.is("FROM")) return;
        const bool begins_term = model::upper(before) == "SELECT" || before == "," ||
                                 before == "." || model::upper(before) == "ALL" ||
                                 model::upper(before) == "DISTINCT";
        if (depth == 0 && here.text == "*" && begins_term) text.copies_all = true;
        const bool is_new_name = model::upper(before) == "AS";
        if ((here.kind == Kind::word || here.kind == Kind::quoted) && !is_new_name)
            text.copied.push_back(here.plain());
        before = here.text;
    }
}

class SqliteMigrating final : public Migrating {
public:
    using Migrating::Migrating;

    [[nodiscard]] std::string asks_for_table(std::string_view table) const override {
        return "SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = " +
               literal(table) + " COLLATE NOCASE";
    }

    [[nodiscard]] bool pauses_foreign_keys() const override { return true; }
    [[nodiscard]] std::string asks_enforcement() const override { return "PRAGMA foreign_keys"; }
    [[nodiscard]] std::string enforce(bool on) const override {
        return on ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF";
    }
    [[nodiscard]] std::string asks_dangling() const override {
        return "PRAGMA main.foreign_key_check";
    }
    [[nodiscard]] std::string dangling(const std::vector<SqlValue>& row) const override {
        const std::string number = text_at(row, 1);
        return "a row of " + text_at(row, 0) + (number.empty() ? "" : " (rowid " + number + ")") +
               " names a row of " + text_at(row, 2) + " that is not there";
    }
    [[nodiscard]] bool drops_table(const std::string& sql) const override {
        return Words(sql).take("DROP", "TABLE");
    }

    [[nodiscard]] std::string copy_into(const std::string& path) const override {
        return "VACUUM INTO " + literal(path);
    }
    [[nodiscard]] std::string asks_for_file() const override {
        return "SELECT file FROM pragma_database_list WHERE name = 'main'";
    }

    [[nodiscard]] std::string scratch_url() const override { return "sqlite::memory:"; }

    [[nodiscard]] bool rebuilds_lose() const override { return true; }
    [[nodiscard]] RebuildText read_rebuild(std::string_view table,
                                           std::span<const std::string> statements) const override {
        RebuildText text;
        for (std::size_t i = 0; i < statements.size(); ++i) {
            if (std::string name = named_in(statements[i]); !name.empty())
                text.names.push_back(std::move(name));
            if (renames_to(statements[i], table)) text.rename = i;
            add_copied(text, statements[i]);
        }
        return text;
    }
    // SQLite keeps the statement of a temporary trigger without the word that makes it one.
    [[nodiscard]] std::string asks_belongings(std::string_view table) const override {
        const std::string of_table =
            " WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND tbl_name = " +
            literal(table) + " COLLATE NOCASE";
        return "SELECT type, name, sql FROM (SELECT rowid AS place, type, name, sql "
               "FROM main.sqlite_master" +
               of_table +
               " UNION ALL SELECT rowid, type, name, 'CREATE TEMP' || substr(sql, 7) "
               "FROM temp.sqlite_master" +
               of_table + ") ORDER BY type, place";
    }
    [[nodiscard]] std::string asks_for_numbers() const override {
        return asks_for_table("sqlite_sequence");
    }
    [[nodiscard]] std::string asks_last_number(std::string_view table) const override {
        return "SELECT seq FROM main.sqlite_sequence WHERE name = " + literal(table) +
               " COLLATE NOCASE";
    }
    [[nodiscard]] std::vector<std::string> keep_last_number(std::string_view table,
                                                            std::int64_t number) const override {
        const std::string of_table = " WHERE name = " + literal(table) + " COLLATE NOCASE";
        const std::string text = std::to_string(number);
        return {"UPDATE main.sqlite_sequence SET seq = max(seq, " + text + ")" + of_table,
                "INSERT INTO main.sqlite_sequence (name, seq) SELECT " + literal(table) + ", " +
                    text + " WHERE NOT EXISTS (SELECT 1 FROM main.sqlite_sequence" + of_table +
                    ")"};
    }
    [[nodiscard]] std::string asks_views() const override {
        return "SELECT name FROM main.sqlite_master WHERE type = 'view' ORDER BY name";
    }
    [[nodiscard]] std::string asks_triggered() const override {
        return "SELECT DISTINCT tbl_name FROM main.sqlite_master WHERE type = 'trigger' "
               "ORDER BY tbl_name";
    }
    [[nodiscard]] std::string rename_alone(bool begins) const override {
        return begins ? "PRAGMA legacy_alter_table = ON" : "PRAGMA legacy_alter_table = OFF";
    }
};

}  // namespace

const Migrating& migrating() {
    static const Migrating& instance = *new SqliteMigrating(dialect());
    return instance;
}

}  // namespace aside::sql::sqlite
