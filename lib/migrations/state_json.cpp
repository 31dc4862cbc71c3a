// The text of state.json.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>

#include "aside/detail/field_type.hpp"
#include "aside/error.hpp"
#include "migrations/state.hpp"
#include "query/kinds.hpp"

namespace aside::migrations {
namespace {

using detail::FieldKind;
using nlohmann::json;
using schema::Action;
using schema::DeclaredCheck;
using schema::DeclaredColumn;
using schema::DeclaredIndex;
using schema::DeclaredTable;
using schema::Type;

constexpr std::string_view kinds[] = {"boolean", "integer", "real", "text",     "bytes",
                                      "date",    "moment",  "time", "duration", "decimal",
                                      "uuid",    "json",    "array"};
static_assert(std::size(kinds) == static_cast<std::size_t>(FieldKind::array) + 1);
constexpr std::string_view actions[] = {"no_action", "restrict", "cascade", "set_null",
                                        "set_default"};
static_assert(std::size(actions) == static_cast<std::size_t>(Action::set_default) + 1);

/// The text of JSON on one line, with a space behind each comma and colon.
void write_line(std::string& out, const json& value) {
    if (value.is_object() || value.is_array()) {
        out += value.is_object() ? '{' : '[';
        bool first = true;
        for (auto it = value.begin(); it != value.end(); ++it) {
            if (!std::exchange(first, false)) out += ", ";
            if (value.is_object()) out += json(it.key()).dump() + ": ";
            write_line(out, *it);
        }
        out += value.is_object() ? '}' : ']';
    } else {
        out += value.dump();
    }
}

std::string without_quotes(const std::string& text) {
    return text.starts_with('\'') ? text.substr(1, text.size() - 2) : text;
}

json to_json(const SqlValue& value) {
    switch (value.kind()) {
        case SqlKind::null:
            return nullptr;
        case SqlKind::boolean:
            return *value.boolean();
        case SqlKind::integer:
            return *value.integer();
        case SqlKind::real:
            if (!std::isfinite(*value.real())) return value.to_string();
            return *value.real();
        case SqlKind::text:
            return *value.text();
        case SqlKind::json:
            return std::string(value.json()->text());
        case SqlKind::blob: {  // X'0AFF'
            const std::string shown = value.to_string();
            return shown.substr(2, shown.size() - 3);
        }
        case SqlKind::duration:
            return value.duration()->count();
        case SqlKind::array: {
            json list = json::array();
            for (const SqlValue& element : value.array()->values) list.push_back(to_json(element));
            return list;
        }
        default:
            return without_quotes(value.to_string());
    }
}

Blob bytes_of(const std::string& digits) {
    Blob bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        unsigned byte = 0;
        std::from_chars(&digits[i], &digits[i] + 2, byte, 16);
        bytes.push_back(static_cast<std::byte>(byte));
    }
    return bytes;
}

SqlValue value_from(const json& value, const Type& type) {
    if (value.is_null()) return {};
    switch (*type.kind) {
        case FieldKind::boolean:
            return value.get<bool>();
        case FieldKind::integer:
            return value.get<std::int64_t>();
        case FieldKind::real:
            if (value.is_number()) return value.get<double>();
            return value.get<std::string>() == "-9e999" ? -HUGE_VAL : HUGE_VAL;
        case FieldKind::text:
            return value.get<std::string>();
        case FieldKind::blob:
            return bytes_of(value.get<std::string>());
        case FieldKind::duration:
            return Duration(value.get<std::int64_t>());
        case FieldKind::array: {
            SqlArray array;
            Type element = type;
            element.kind = element.element;
            for (const json& each : value) array.values.push_back(value_from(each, element));
            array.element = query::bound_kind(query::field_of_kind(*element.kind));
            return array;
        }
        default: {
            const auto& text = value.get_ref<const std::string&>();
            const detail::Cell cell{.type = detail::CellType::text, .text = text};
            detail::FieldInfo field = query::field_of_kind(*type.kind);
            detail::FieldType own = *field.type;
            own.max_digits = type.max_digits;
            own.decimal_places = type.decimal_places;
            own.bytes = 16;  // of a decimal, which may have all digits
            field.type = &own;
            return detail::typed_value(cell, field);
        }
    }
}

json to_json(const DeclaredColumn& column) {
    const Type& type = column.type;
    json line{{"type", kinds[static_cast<std::size_t>(*type.kind)]}};
    if (type.element) line["of"] = kinds[static_cast<std::size_t>(*type.element)];
    if (type.bytes != 0) line["bytes"] = type.bytes;
    if (!type.is_signed) line["signed"] = false;
    if (type.max_length != 0) line["length"] = type.max_length;
    if (type.max_digits != 0) line["digits"] = type.max_digits;
    if (type.decimal_places != 0) line["places"] = type.decimal_places;
    if (column.member != column.name) line["member"] = column.member;
    if (column.nullable) line["null"] = true;
    if (column.primary_key) line["key"] = true;
    if (column.automatic) line["automatic"] = true;
    if (column.unique) line["unique"] = true;
    if (column.index) line["index"] = true;
    if (column.default_value) line["default"] = to_json(*column.default_value);
    if (column.first_default) line["first_default"] = to_json(*column.first_default);
    if (column.references) {
        line["references"] = {column.references->table, column.references->column};
        line["on_delete"] = actions[static_cast<std::size_t>(column.references->on_delete)];
    }
    return line;
}

template <class Enum, std::size_t N>
Enum named(const std::string_view (&names)[N], const std::string& name) {
    const auto* const found = std::ranges::find(names, name);
    if (found == std::end(names)) throw ImproperlyConfigured("\"" + name + "\" is not known");
    return static_cast<Enum>(found - std::begin(names));
}

Type type_from(const json& line) {
    Type type{.kind = named<FieldKind>(kinds, line.at("type")),
              .bytes = line.value("bytes", 0),
              .is_signed = line.value("signed", true),
              .max_length = line.value("length", 0),
              .max_digits = line.value("digits", 0),
              .decimal_places = line.value("places", 0)};
    if (line.contains("of")) type.element = named<FieldKind>(kinds, line.at("of"));
    if (type.element.has_value() != (type.kind == FieldKind::array))
        throw ImproperlyConfigured("an array, and nothing else, is of something");
    return type;
}

DeclaredColumn column_from(const std::string& name, const json& line) {
    DeclaredColumn column{.name = name,
                          .member = line.value("member", name),
                          .type = type_from(line),
                          .nullable = line.value("null", false),
                          .primary_key = line.value("key", false),
                          .automatic = line.value("automatic", false),
                          .unique = line.value("unique", false),
                          .index = line.value("index", false)};
    if (line.contains("default")) column.default_value = value_from(line["default"], column.type);
    if (line.contains("first_default"))
        column.first_default = value_from(line["first_default"], column.type);
    if (line.contains("references"))
        column.references = {.table = line["references"].at(0),
                             .column = line["references"].at(1),
                             .on_delete = named<Action>(actions, line.at("on_delete"))};
    return column;
}

/// The columns and expressions of an index in the words of one engine.
json to_json(const std::vector<schema::KeyPart>& terms) {
    json lines = json::array();
    for (const schema::KeyPart& part : terms) {
        json& line = lines.emplace_back(json::object());
        line[part.column.empty() ? "expression" : "column"] =
            part.column.empty() ? part.expression : part.column;
        if (part.descending) line["descending"] = true;
    }
    return lines;
}

std::vector<schema::KeyPart> terms_from(const json& lines) {
    std::vector<schema::KeyPart> terms;
    for (const json& line : lines)
        terms.push_back({.column = line.value("column", ""),
                         .expression = line.value("expression", ""),
                         .descending = line.value("descending", false)});
    return terms;
}

json to_json(const DeclaredIndex& index) {
    json columns = json::array();
    json line;
    for (const schema::KeyPart& part : index.parts) {
        columns.push_back(part.column);
        if (part.descending) line["descending"].push_back(part.column);
    }
    if (index.expressions.empty()) line["columns"] = columns;
    for (const auto& [engine, terms] : index.expressions)
        line["expressions"][engine] = to_json(terms);
    if (!index.method.empty()) line["method"] = index.method;
    if (!index.name.empty()) line["name"] = index.name;
    return line;
}

DeclaredIndex index_from(const json& line) {
    DeclaredIndex index{.method = line.value("method", ""), .name = line.value("name", "")};
    if (line.contains("expressions")) {
        for (const auto& [engine, terms] : line["expressions"].items())
            index.expressions.emplace(engine, terms_from(terms));
        return index;
    }
    const json descending = line.value("descending", json::array());
    for (const json& column : line.at("columns"))
        index.parts.push_back(
            {.column = column,
             .descending = std::ranges::find(descending, column) != descending.end()});
    return index;
}

DeclaredTable table_from(const std::string& name, const json& lines) {
    DeclaredTable table{.name = name, .join = lines.value("join", false)};
    for (const auto& [column, line] : lines.at("columns").items())
        table.columns.push_back(column_from(column, line));
    if (lines.contains("unique_together"))
        for (const json& line : lines["unique_together"]) table.unique_together.push_back(line);
    if (lines.contains("indexes"))
        for (const json& line : lines["indexes"]) table.indexes.push_back(index_from(line));
    if (lines.contains("checks"))
        for (const auto& [check, conditions] : lines["checks"].items())
            table.checks.push_back({.name = check, .conditions = conditions});
    return table;
}

/// Writes the entries of a list, a line each, between two brackets.
class Lines {
public:
    Lines(std::string& out, std::string_view open, std::string_view indent)
        : out_(out), indent_(indent) {
        out_ += open;
    }
    std::string& next() {
        out_ += first_ ? "\n" : ",\n";
        first_ = false;
        return out_ += indent_;
    }
    void entry(const json& value) { write_line(next(), value); }
    void entry(const std::string& name, const json& value) {
        next() += json(name).dump() + ": ";
        write_line(out_, value);
    }
    void close(std::string_view close) {
        if (!first_) out_.append("\n").append(indent_.substr(1));
        out_ += close;
    }

private:
    std::string& out_;
    std::string_view indent_;
    bool first_ = true;
};

template <class List>
std::vector<const typename List::value_type*> sorted_by_name(const List& list) {
    std::vector<const typename List::value_type*> sorted;
    sorted.reserve(list.size());
    for (const auto& each : list) sorted.push_back(&each);
    std::ranges::sort(sorted, {},
                      [](const auto* each) -> const std::string& { return each->name; });
    return sorted;
}

void write_table(std::string& out, const DeclaredTable& table) {
    Lines parts(out, "{", "   ");
    if (table.join) parts.entry("join", true);
    Lines columns(parts.next(), "\"columns\": {", "    ");
    for (const DeclaredColumn* column : sorted_by_name(table.columns))
        columns.entry(column->name, to_json(*column));
    columns.close("}");
    if (!table.checks.empty()) {
        Lines checks(parts.next(), "\"checks\": {", "    ");
        for (const DeclaredCheck* check : sorted_by_name(table.checks))
            checks.entry(check->name, check->conditions);
        checks.close("}");
    }
    if (!table.indexes.empty()) {
        Lines indexes(parts.next(), "\"indexes\": [", "    ");
        for (const DeclaredIndex& index : table.indexes) indexes.entry(to_json(index));
        indexes.close("]");
    }
    if (!table.unique_together.empty()) {
        Lines unique(parts.next(), "\"unique_together\": [", "    ");
        for (const auto& columns : table.unique_together) unique.entry(columns);
        unique.close("]");
    }
    parts.close("}");
}

}  // namespace

std::string to_text(const State& state) {
    std::string out = "{\"after\": " + json(state.after).dump() + ",\n ";
    if (!state.adopted.empty()) {
        out += "\"adopted\": ";
        write_line(out, state.adopted);
        out += ",\n ";
    }
    out += "\"tables\": ";
    Lines tables(out, "{", "  ");
    for (const DeclaredTable* table : sorted_by_name(state.tables)) {
        tables.next() += json(table->name).dump() + ": ";
        write_table(out, *table);
    }
    tables.close("}");
    return out += "\n}\n";
}

State state_from(std::string_view text, std::string_view name) {
    try {
        const json read = json::parse(text);
        State state{.after = read.at("after")};
        if (read.contains("adopted")) state.adopted = read["adopted"];
        for (const auto& [table, lines] : read.at("tables").items())
            state.tables.push_back(table_from(table, lines));
        return state;
    } catch (const std::exception& error) {
        std::string why(error.what());
        if (text.find("<<<<<<<") != text.npos)
            why =
                "it has the marks of a merge: take one side of it whole, then say "
                "makemigrations --rebase NAME";
        throw ImproperlyConfigured(std::string(name) + " is no state of migrations: " + why);
    }
}

}  // namespace aside::migrations
