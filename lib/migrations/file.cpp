#include "migrations/file.hpp"

#include <nettle/sha2.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "aside/migrate.hpp"
#include "model/ascii.hpp"
#include "model/hexadecimal.hpp"
#include "model/joined.hpp"
#include "sql/words.hpp"

namespace aside::migrations {
namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && model::is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && model::is_blank(text.back())) text.remove_suffix(1);
    return text;
}

/// What follows a word at the beginning of a comment, such as `after:`.
std::optional<std::string_view> behind(std::string_view comment, std::string_view word) {
    if (!comment.starts_with(word)) return std::nullopt;
    return trimmed(comment.substr(word.size()));
}

/// The text of a comment that begins with two dashes.
std::string_view text_of_comment(std::string_view line) { return trimmed(line.substr(2)); }

std::vector<std::string> listed(std::string_view text) {
    std::vector<std::string> names;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        const std::string_view name = trimmed(text.substr(0, comma));
        if (!name.empty()) names.emplace_back(name);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return names;
}

constexpr std::string_view without = " without ";

/// Reads a table, and the columns that are left out.
Rebuild rebuild_of(std::string_view text) {
    const std::size_t end = text.rfind(without);
    if (end == std::string_view::npos) return {.table = std::string(text)};
    return {.table = std::string(trimmed(text.substr(0, end))),
            .without = listed(text.substr(end + without.size()))};
}

/// Reads a text that is normalised.
class Reader {
public:
    Reader(std::string_view text, std::string_view name, const sql::Dialect& dialect)
        : text_(text), dialect_(dialect) {
        file_.name = name;
    }

    File read() {
        for (skip_blanks(); at_ < text_.size(); skip_blanks())
            if (text_.substr(at_).starts_with("--"))
                comment();
            else if (text_.substr(at_).starts_with("/*"))
                at_ = dialect_.end_of_quoted(text_, at_);
            else
                statement();
        if (!is_named_) fail("it does not begin with \"-- aside migration " + file_.name + "\"");
        if (rebuild_)
            fail("\"-- aside: rebuild " + rebuild_->table + "\" has no \"-- aside: end\"");
        if (!file_.in_transaction) {
            require_single(file_.up);
            if (file_.down) require_single(*file_.down);
        }
        return std::move(file_);
    }

private:
    [[noreturn]] void fail(const std::string& what) const { fail(what, at_); }
    [[noreturn]] void fail(const std::string& what, std::size_t at) const {
        const auto end = text_.begin() + static_cast<std::ptrdiff_t>(at);
        const std::ptrdiff_t line = std::count(text_.begin(), end, '\n') + 1;
        throw MigrationError("aside: migration " + file_.name + ", line " + std::to_string(line) +
                             ": " + what);
    }
    void skip_blanks() {
        while (at_ < text_.size() && model::is_blank(text_[at_])) ++at_;
    }
    [[nodiscard]] Part& part() { return file_.down ? *file_.down : file_.up; }
    [[nodiscard]] bool in_header() const {
        return !file_.down && file_.up.steps.empty() && !rebuild_;
    }

    void comment() {
        const std::size_t end = std::min(text_.find('\n', at_), text_.size());
        const std::string_view said = text_of_comment(text_.substr(at_, end - at_));
        if (const auto directive = behind(said, "aside:"))
            obey(*directive);
        else if (const auto name = behind(said, "aside migration "))
            take_name(*name);
        else if (const auto after = behind(said, "after:"))
            take_after(*after);
        else if (const auto names = behind(said, "destroys:"))
            for (std::string& each : listed(*names)) part().destroys.push_back(std::move(each));
        else if (const auto rows = behind(said, "fails where:"))
            part().fails_where.emplace_back(*rows);
        else if (in_header() && !said.empty())
            file_.description.emplace_back(said);
        at_ = end;
    }
    void take_name(std::string_view name) {
        if (name != file_.name)
            fail("it says that it is \"" + std::string(name) +
                 "\": the name of a file and that in its first line have to be one");
        is_named_ = true;
    }
    void take_after(std::string_view after) {
        if (!in_header()) fail("\"-- after:\" has to stand before the statements");
        if (!file_.after.empty()) fail("it follows one migration, and names two");
        file_.after = after;
    }

    void obey(std::string_view directive) {
        if (directive == "down") {
            require_no_rebuild(directive);
            if (file_.down) fail("there is \"-- aside: down\" twice");
            file_.down.emplace();
        } else if (directive == "no-transaction") {
            if (!in_header())
                fail("\"-- aside: no-transaction\" has to stand before the statements");
            file_.in_transaction = false;
        } else if (directive == "end") {
            if (!rebuild_) fail("\"-- aside: end\" ends nothing");
            part().steps.emplace_back(*std::exchange(rebuild_, std::nullopt));
        } else if (const auto table = behind(directive, "rebuild ")) {
            require_no_rebuild(directive);
            rebuild_ = rebuild_of(*table);
        } else if (const auto what = behind(directive, "drops ")) {
            if (!rebuild_)
                fail("\"-- aside: drops\" has to stand behind \"-- aside: rebuild TABLE\"");
            rebuild_->drops.emplace_back(*what);
        } else if (const auto name = behind(directive, "call ")) {
            require_no_rebuild(directive);
            part().steps.emplace_back(Call{std::string(*name)});
        } else {
            fail("there is no directive \"-- aside: " + std::string(directive) +
                 "\": they are rebuild TABLE, drops, end, call NAME, down and no-transaction");
        }
    }
    void require_no_rebuild(std::string_view directive) const {
        if (rebuild_)
            fail("\"-- aside: " + std::string(directive) + "\" stands inside of \"-- aside: " +
                 "rebuild " + rebuild_->table + "\", which has no \"-- aside: end\" before it");
    }

    void statement() {
        const std::size_t end = dialect_.end_of_statement(text_, at_);
        std::string_view sql = text_.substr(at_, end - at_);
        if (sql.ends_with(';')) sql.remove_suffix(1);
        require_no_directive(sql);
        if (sql = trimmed(sql); !sql.empty()) {
            require_no_transaction(sql);
            if (rebuild_)
                rebuild_->statements.emplace_back(sql);
            else
                part().steps.emplace_back(Sql{std::string(sql)});
        }
        at_ = end;
    }
    /// A file runs in a transaction of its own, together with its record.
    void require_no_transaction(std::string_view sql) const {
        static constexpr std::array words{"BEGIN",     "START",   "COMMIT",  "END",  "ROLLBACK",
                                          "SAVEPOINT", "RELEASE", "PREPARE", "ABORT"};
        const std::string word = sql::Words(sql, 0, dialect_).next();
        if (std::ranges::find(words, word) != words.end())
            fail("a migration has a transaction of its own, which no " + word +
                 " may begin or end: leave it out");
    }
    /// A directive in a statement would be a comment, and do nothing.
    void require_no_directive(std::string_view sql) const {
        for (std::size_t at = 0; at < sql.size();) {
            const std::size_t end = std::max(dialect_.end_of_quoted(sql, at), at + 1);
            const std::string_view part = trimmed(sql.substr(at, end - at));
            if (part.starts_with("--") && text_of_comment(part).starts_with("aside:"))
                fail("\"" + std::string(part) +
                         "\" stands inside of a statement: " + "a semicolon is missing before it",
                     at_ + at);
            at = end;
        }
    }
    void require_single(const Part& part) const {
        const bool is_single =
            part.steps.empty() ||
            (part.steps.size() == 1 && std::holds_alternative<Sql>(part.steps.front()));
        if (!is_single)
            fail(
                "what has no transaction is one statement, so that it is known how far it came: "
                "put the others into files of their own");
    }

    std::string_view text_;
    const sql::Dialect& dialect_;
    std::size_t at_ = 0;
    File file_;
    std::optional<Rebuild> rebuild_;
    bool is_named_ = false;
};

void write_statement(std::string& text, const std::string& sql) {
    text += sql;
    // A comment in the last line would take the semicolon in.
    const std::size_t line = sql.rfind('\n') + 1;
    text += sql.find("--", line) == std::string::npos ? ";\n" : "\n;\n";
}

void write(std::string& text, const Sql& sql) { write_statement(text, sql.text); }

void write(std::string& text, const Rebuild& rebuild) {
    text += "-- aside: rebuild " + rebuild.table;
    if (!rebuild.without.empty()) text += std::string(without) + model::joined(rebuild.without);
    text += '\n';
    for (const std::string& each : rebuild.drops) text += "-- aside: drops " + each + '\n';
    for (const std::string& sql : rebuild.statements) write_statement(text, sql);
    text += "-- aside: end\n";
}

void write(std::string& text, const Call& call) { text += "-- aside: call " + call.name + '\n'; }

/// A comment, each line of which is one.
void write_comment(std::string& text, std::string_view comment) {
    for (bool more = true; more;) {
        const std::size_t end = comment.find('\n');
        text += "-- ";
        text += comment.substr(0, end);
        text += '\n';
        more = end != std::string_view::npos;
        if (more) comment.remove_prefix(end + 1);
    }
}

void write_header(std::string& text, const Part& part) {
    if (!part.destroys.empty()) write_comment(text, "destroys: " + model::joined(part.destroys));
    for (const std::string& rows : part.fails_where) write_comment(text, "fails where: " + rows);
}

void write_steps(std::string& text, const Part& part) {
    for (const Step& step : part.steps)
        std::visit([&](const auto& each) { write(text, each); }, step);
}

}  // namespace

std::string write(const File& file) {
    std::string text;
    if (!file.in_transaction) write_comment(text, "aside: no-transaction");
    write_comment(text, "aside migration " + file.name);
    if (!file.after.empty()) write_comment(text, "after: " + file.after);
    for (const std::string& line : file.description) write_comment(text, line);
    write_header(text, file.up);
    write_steps(text, file.up);
    if (!file.down) return text;
    write_comment(text, "aside: down");
    write_header(text, *file.down);
    write_steps(text, *file.down);
    return text;
}

File parse(std::string_view text, std::string_view name, const sql::Dialect& dialect) {
    const std::string plain = normalised(text);
    return Reader(plain, name, dialect).read();
}

std::string normalised(std::string_view text) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    std::string plain;
    plain.reserve(text.size() + 1);
    std::size_t kept = 0;  // of what was written: up to the last newline or other character
    for (const char c : text) {
        if (c == '\n') plain.resize(kept);
        plain += c;
        if (c == '\n' || !model::is_blank(c)) kept = plain.size();
    }
    plain.resize(kept);
    while (plain.ends_with('\n')) plain.pop_back();
    return plain += '\n';
}

std::string checksum(std::string_view text) {
    const std::string plain = normalised(text);
    sha256_ctx state{};
    nettle_sha256_init(&state);
    nettle_sha256_update(&state, plain.size(), reinterpret_cast<const std::uint8_t*>(plain.data()));
    std::array<std::uint8_t, SHA256_DIGEST_SIZE> bytes{};
    nettle_sha256_digest(&state, bytes.size(), bytes.data());
    std::string digits;
    for (const std::uint8_t byte : bytes) model::append_hexadecimal(digits, std::byte{byte});
    return digits;
}

}  // namespace aside::migrations
