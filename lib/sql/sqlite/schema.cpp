#include "sql/sqlite/schema.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "model/ascii.hpp"
#include "sql/sqlite/dialect.hpp"
#include "sql/sqlite/storage.hpp"
#include "sql/sqlite/tokens.hpp"

namespace aside::sql::sqlite {
namespace {

using detail::FieldKind;
using schema::Type;

std::string integer_type(const Type& type) {
    return type.bytes == 2 ? "smallint" : type.bytes == 4 ? "integer" : "bigint";
}

std::string type_of_kind(const Type& type) {
    switch (*type.kind) {
        case FieldKind::boolean:
            return "bool";
        case FieldKind::integer:
            return integer_type(type);
        case FieldKind::real:
            return "real";
        case FieldKind::text:
            return type.max_length > 0 ? "varchar(" + std::to_string(type.max_length) + ')'
                                       : "text";
        case FieldKind::blob:
            return "BLOB";
        case FieldKind::date:
            return "date";
        case FieldKind::date_time:
            return "datetime";
        case FieldKind::time:
            return "time";
        case FieldKind::duration:
            return "bigint";
        case FieldKind::decimal:
            return "decimal";
        case FieldKind::uuid:
            return "char(32)";
        case FieldKind::json:
            return "text";
        case FieldKind::array:  // refused before there is a table of it
            break;
    }
    return {};
}

/// Whether a type can be written without quotes. One that has a word that would end it, or anything
/// but words and numbers in one pair of parentheses, was declared in quotes.
bool is_plain_type(std::string_view declared) {
    const std::vector<Token> tokens = tokens_of(declared);
    std::size_t i = 0;
    for (; i < tokens.size() && tokens[i].kind == Token::Kind::word; ++i)
        if (begins_column_constraint(tokens[i]) || tokens[i].is("GENERATED")) return false;
    if (i == tokens.size()) return true;
    if (i == 0 || tokens[i].kind != Token::Kind::open || tokens[i].partner != tokens.size() - 1)
        return false;
    const std::size_t inside = tokens.size() - i - 2;
    return (inside == 1 || (inside == 3 && tokens[i + 2].kind == Token::Kind::comma)) &&
           tokens[i + 1].kind == Token::Kind::number &&
           tokens[tokens.size() - 2].kind == Token::Kind::number;
}

struct KnownType {
    std::string_view words;
    Type type;
};

const std::vector<KnownType>& known_types() {
    static const std::vector<KnownType> types{
        {"bool", {.kind = FieldKind::boolean}},
        {"boolean", {.kind = FieldKind::boolean}},
        {"tinyint", {.kind = FieldKind::integer, .bytes = 1}},
        {"smallint", {.kind = FieldKind::integer, .bytes = 2}},
        {"int2", {.kind = FieldKind::integer, .bytes = 2}},
        {"int", {.kind = FieldKind::integer, .bytes = 4}},
        {"int4", {.kind = FieldKind::integer, .bytes = 4}},
        {"integer", {.kind = FieldKind::integer, .bytes = 4}},
        {"mediumint", {.kind = FieldKind::integer, .bytes = 4}},
        {"bigint", {.kind = FieldKind::integer, .bytes = 8}},
        {"big int", {.kind = FieldKind::integer, .bytes = 8}},
        {"int8", {.kind = FieldKind::integer, .bytes = 8}},
        {"real", {.kind = FieldKind::real}},
        {"double", {.kind = FieldKind::real}},
        {"double precision", {.kind = FieldKind::real}},
        {"float", {.kind = FieldKind::real}},
        {"text", {.kind = FieldKind::text}},
        {"clob", {.kind = FieldKind::text}},
        {"char", {.kind = FieldKind::text}},
        {"character", {.kind = FieldKind::text}},
        {"varchar", {.kind = FieldKind::text}},
        {"character varying", {.kind = FieldKind::text}},
        {"varying character", {.kind = FieldKind::text}},
        {"nchar", {.kind = FieldKind::text}},
        {"native character", {.kind = FieldKind::text}},
        {"nvarchar", {.kind = FieldKind::text}},
        {"blob", {.kind = FieldKind::blob}},
        {"date", {.kind = FieldKind::date}},
        {"datetime", {.kind = FieldKind::date_time}},
        {"timestamp", {.kind = FieldKind::date_time}},
        {"time", {.kind = FieldKind::time}},
        {"decimal", {.kind = FieldKind::decimal}},
        {"numeric", {.kind = FieldKind::decimal}},
    };
    return types;
}

/// A type in its words and its numbers, of which it has two at most.
struct Declared {
    std::string words{};
    int numbers[2]{};
    int count = 0;
    bool is_signed = true;
};

std::optional<int> small_number(std::string_view digits) {
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return number;
}

/// The words and numbers of a declared type; nothing if it has anything else.
std::optional<Declared> taken_apart(std::string_view declared) {
    Declared type;
    for (const Token& token : tokens_of(declared)) {
        if (token.is("UNSIGNED")) {
            type.is_signed = false;
        } else if (token.kind == Token::Kind::word && type.count == 0) {
            if (!type.words.empty()) type.words += ' ';
            type.words += token.text;
        } else if (token.kind == Token::Kind::number && type.count < 2) {
            const auto number = small_number(token.text);
            if (!number) return std::nullopt;
            type.numbers[type.count++] = *number;
        } else if (token.kind != Token::Kind::open && token.kind != Token::Kind::comma &&
                   token.kind != Token::Kind::close) {
            return std::nullopt;
        }
    }
    return type;
}

/// The type that such words stand for, with their numbers; of no kind if they stand for none.
Type named_type(std::string_view declared) {
    const auto found = taken_apart(declared);
    if (!found) return {};
    const auto known = std::ranges::find_if(
        known_types(), [&](const KnownType& each) { return same_name(each.words, found->words); });
    if (known == known_types().end()) return {};
    Type type = known->type;
    const bool is_decimal = type.kind == FieldKind::decimal;
    const bool is_text = type.kind == FieldKind::text;
    if (found->count > (is_decimal ? 2 : is_text ? 1 : 0)) return {};
    if (!found->is_signed && type.kind != FieldKind::integer) return {};
    type.is_signed = found->is_signed;
    if (is_text && same_name(found->words, "char") && found->numbers[0] == 32)
        return {.kind = FieldKind::uuid};
    if (is_text) type.max_length = found->numbers[0];
    if (is_decimal) type.max_digits = found->numbers[0];
    if (is_decimal) type.decimal_places = found->numbers[1];
    return type;
}

schema::Default number_of(std::string_view digits, std::string_view text) {
    const char* const end = text.data() + text.size();
    std::int64_t integer = 0;
    if (text.starts_with('+')) text.remove_prefix(1);
    const auto whole = std::from_chars(text.data(), end, integer);
    if (whole.ec == std::errc() && whole.ptr == end) return SqlValue(integer);
    double real = 0;
    const auto other = std::from_chars(text.data(), end, real);
    const bool is_real = digits.find_first_of(".eE") != digits.npos;
    if (is_real && other.ec == std::errc() && other.ptr == end) return SqlValue(real);
    return schema::Sql{std::string(text)};
}

Blob bytes_of(std::string_view literal) {
    const std::string_view digits = literal.substr(2, literal.size() - 3);
    Blob bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        unsigned byte = 0;
        std::from_chars(digits.data() + i, digits.data() + i + 2, byte, 16);
        bytes.push_back(static_cast<std::byte>(byte));
    }
    return bytes;
}

schema::Default word_of(const Token& token) {
    if (token.is("NULL")) return {};
    if (token.is("TRUE")) return SqlValue(1);
    if (token.is("FALSE")) return SqlValue(0);
    for (const std::string_view moment : {"CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME"})
        if (token.is(moment)) return schema::Sql{std::string(moment)};
    return SqlValue(std::string(token.text));  // a name stands for its own text there
}

schema::Default stored_default(const schema::Default& value) {
    if (const SqlValue* plain = std::get_if<SqlValue>(&value))
        return default_of(stored(*plain).to_string());
    if (const schema::Sql* sql = std::get_if<schema::Sql>(&value)) return default_of(sql->text);
    return value;
}

schema::Column stored_column(schema::Column column) {
    const bool is_json = column.type.kind == FieldKind::json;
    if (!is_json) column.type = type_of(column_type(column));
    if (column.identity != schema::Identity::none) {
        column.type.bytes = 8;
        column.nullable = false;
    }
    column.default_value = stored_default(column.default_value);
    column.collation = collation_of(column.collation);
    if (column.generated) column.generated->expression = tidy(column.generated->expression);
    return column;
}

}  // namespace

std::string column_type(const schema::Column& column) {
    const std::string& declared = column.type.declared;
    if (declared.empty() && column.identity != schema::Identity::none) return "integer";
    if (declared.empty() && column.type.kind) return type_of_kind(column.type);
    if (is_plain_type(declared)) return declared;
    std::string quoted;
    dialect().quote(quoted, declared);
    return quoted;
}

std::string column_check(const schema::Column& column) {
    if (column.type.kind != FieldKind::json) return {};
    std::string name;
    dialect().quote(name, column.name);
    return "(JSON_VALID(" + name + ") OR " + name + " IS NULL)";
}

Affinity affinity_of(std::string_view declared) {
    const std::string type = model::upper(declared);
    const auto has = [&](std::string_view part) { return type.find(part) != type.npos; };
    if (has("INT")) return Affinity::integer;
    if (has("CHAR") || has("CLOB") || has("TEXT")) return Affinity::text;
    if (has("BLOB") || type.empty()) return Affinity::blob;
    if (has("REAL") || has("FLOA") || has("DOUB")) return Affinity::real;
    return Affinity::numeric;
}

std::optional<detail::FieldKind> kept_kind(const schema::Column& column) {
    switch (affinity_of(column_type(column))) {
        case Affinity::integer:
            return FieldKind::integer;
        case Affinity::text:
            return FieldKind::text;
        case Affinity::real:
        case Affinity::numeric:
            return FieldKind::real;
        case Affinity::blob:
            break;
    }
    return std::nullopt;
}

std::string table_options(const schema::Table& table) {
    std::string options;
    if (table.strict) options += " STRICT";
    if (table.without_rowid) options += options.empty() ? " WITHOUT ROWID" : ", WITHOUT ROWID";
    return options;
}

schema::Type type_of(std::string_view declared) {
    std::string words = tidy(declared);
    if (!is_plain_type(words)) words = declared;       // which was in quotes
    for (const std::string_view own : {"INT", "ANY"})  // as SQLite tells them, if not always
        if (same_name(words, own)) words = own;
    Type type = named_type(words);
    if (type.kind && affinity_of(type_of_kind(type)) != affinity_of(words)) type = {};
    if (!type.kind || !same_name(type_of_kind(type), words)) type.declared = words;
    return type;
}

schema::Default default_of(std::string_view text) {
    const std::vector<Token> tokens = tokens_of(text);
    if (tokens.empty()) return {};
    const Token& last = tokens.back();
    const bool has_sign = tokens.size() == 2 && (tokens[0].text == "-" || tokens[0].text == "+");
    if (last.kind == Token::Kind::number && (tokens.size() == 1 || has_sign))
        return number_of(last.text, text_of(tokens.data(), tokens.data() + tokens.size()));
    if (tokens.size() > 1)
        return schema::Sql{text_of(tokens.data(), tokens.data() + tokens.size())};
    switch (last.kind) {
        case Token::Kind::word:
            return word_of(last);
        case Token::Kind::quoted:
        case Token::Kind::text:
            return SqlValue(last.plain());
        case Token::Kind::bytes:
            return SqlValue(bytes_of(last.text));
        default:
            return schema::Sql{std::string(last.text)};
    }
}

std::string collation_of(std::string_view name) {
    if (same_name(name, "BINARY")) return {};
    for (const std::string_view own : {"NOCASE", "RTRIM"})
        if (same_name(name, own)) return std::string(own);
    return std::string(name);
}

schema::Table read_back(schema::Table table) {
    for (schema::Column& column : table.columns) column = stored_column(std::move(column));
    for (schema::Check& check : table.checks) check.condition = tidy(check.condition);
    for (schema::Index& index : table.indexes) {
        index.condition = tidy(index.condition);
        for (schema::KeyPart& part : index.parts) part.expression = tidy(part.expression);
    }
    return table;
}

std::vector<std::string> empty_counters(const Dialect& dialect,
                                        std::span<const schema::Table> tables) {
    std::map<std::string, std::string> names;  // of tables that count, by schema
    for (const schema::Table& table : tables) {
        const bool counts = std::ranges::any_of(table.columns, [](const schema::Column& column) {
            return column.identity == schema::Identity::by_default;
        });
        if (!counts) continue;
        std::string& in_schema = names[table.schema.empty() ? "main" : table.schema];
        if (!in_schema.empty()) in_schema += ", ";
        dialect.literal(in_schema, table.name);
    }
    std::vector<std::string> statements;
    for (const auto& [schema, in_schema] : names) {
        std::string& sql = statements.emplace_back("DELETE FROM ");
        dialect.quote_table(sql, schema, "sqlite_sequence");
        sql += " WHERE name IN (" + in_schema + ')';
    }
    return statements;
}

}  // namespace aside::sql::sqlite
