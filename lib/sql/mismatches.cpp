#include "sql/mismatches.hpp"

#include <algorithm>
#include <utility>

#include "model/joined.hpp"
#include "sql/schema_of.hpp"

namespace aside::sql {
namespace {

using schema::Action;
using schema::Check;
using schema::Column;
using schema::ForeignKey;
using schema::Index;
using schema::Key;
using schema::KeyPart;
using schema::Table;
using schema::TableKind;

std::string listed(const std::vector<KeyPart>& parts) {
    std::vector<std::string> names;
    names.reserve(parts.size());
    for (const KeyPart& part : parts)
        names.push_back((part.descending ? "-" : "") +
                        (part.column.empty() ? part.expression : part.column) +
                        (part.operator_class.empty() ? "" : ' ' + part.operator_class));
    return model::joined(names);
}

const Column* column_of(const Table& table, std::string_view name, const Dialect& dialect) {
    const auto found = std::ranges::find_if(
        table.columns, [&](const Column& column) { return dialect.same_name(column.name, name); });
    return found == table.columns.end() ? nullptr : &*found;
}

bool same_part(const KeyPart& a, const KeyPart& b, const Dialect& dialect) {
    return dialect.same_name(a.column, b.column) && a.expression == b.expression &&
           a.descending == b.descending && a.collation == b.collation &&
           a.operator_class == b.operator_class;
}
bool same_parts(const std::vector<KeyPart>& a, const std::vector<KeyPart>& b,
                const Dialect& dialect) {
    return std::ranges::equal(
        a, b, [&](const KeyPart& x, const KeyPart& y) { return same_part(x, y, dialect); });
}
/// Whether two lists are of the same columns, in whatever order.
bool same_columns(const std::vector<KeyPart>& a, const std::vector<KeyPart>& b,
                  const Dialect& dialect) {
    return a.size() == b.size() && std::ranges::all_of(a, [&](const KeyPart& x) {
               return !x.column.empty() && std::ranges::any_of(b, [&](const KeyPart& y) {
                   return dialect.same_name(x.column, y.column);
               });
           });
}

/// Whether no two rows of the table have the same values in these columns.
bool keeps_unique(const Table& table, const std::vector<KeyPart>& parts, const Dialect& dialect) {
    const auto is_over_them = [&](const std::vector<KeyPart>& other) {
        return same_columns(parts, other, dialect);
    };
    return (table.primary_key && is_over_them(table.primary_key->parts)) ||
           std::ranges::any_of(table.unique, is_over_them, &Key::parts) ||
           std::ranges::any_of(table.indexes, [&](const Index& index) {
               return index.unique && index.condition.empty() && index.definition.empty() &&
                      is_over_them(index.parts);
           });
}

/// A condition without its parentheses, quotes around names and blanks, which engines and programs
/// set differently.
std::string bare(std::string_view condition) {
    std::string text;
    for (const char c : condition)
        if (c != '(' && c != ')' && c != '"' && c != '`' && c != ' ') text += c;
    return text;
}

/// What a default is in the words of the engine.
std::string shown(const schema::Default& value, const Dialect& dialect) {
    if (const SqlValue* plain = std::get_if<SqlValue>(&value)) {
        std::string sql;
        dialect.literal(sql, *plain);
        return sql;
    }
    const schema::Sql* sql = std::get_if<schema::Sql>(&value);
    return sql == nullptr ? "none" : sql->text;
}
std::optional<double> number_of(const schema::Default& value) {
    const SqlValue* plain = std::get_if<SqlValue>(&value);
    if (plain == nullptr) return std::nullopt;
    if (plain->boolean() != nullptr) return *plain->boolean() ? 1 : 0;
    if (plain->integer() != nullptr) return static_cast<double>(*plain->integer());
    if (plain->real() != nullptr) return *plain->real();
    return std::nullopt;
}
/// Whether both mean one value; numbers may be spelled with and without a point.
bool same_value(const schema::Default& a, const schema::Default& b) {
    return a == b || (number_of(a) && number_of(a) == number_of(b));
}
bool is_none(const schema::Default& value) {
    const SqlValue* plain = std::get_if<SqlValue>(&value);
    return std::holds_alternative<std::monostate>(value) || (plain != nullptr && plain->is_null());
}

std::string_view words_of(Action action) {
    static constexpr std::string_view words[] = {"no action", "restrict", "cascade", "set null",
                                                 "set default"};
    return words[static_cast<std::size_t>(action)];
}

/// Finds how one table differs from the one that is wanted.
class Comparison {
public:
    Comparison(const ModelTable& wanted, const Table& found, const Dialect& dialect, bool of_django)
        : wanted_(dialect.read_back(wanted.table)),
          found_(found),
          dialect_(dialect),
          managed_(wanted.managed),
          is_join_(wanted.join),
          of_django_(of_django) {}

    std::vector<Mismatch> all() {
        for (const Column& column : wanted_.columns) compare(column);
        for (const Column& column : found_.columns)
            if (column_of(wanted_, column.name, dialect_) == nullptr) add_extra(column);
        // A view has no constraints, and those of a foreign table are not known.
        if (found_.kind != TableKind::table) return std::move(all_);
        compare_primary_key();
        for (const Key& key : wanted_.unique) require_unique(key.parts);
        for (const Index& index : wanted_.indexes)
            if (index.unique) require_unique(index.parts);
        compare_foreign_keys();
        compare_checks();
        for (const Index& index : wanted_.indexes)
            if (!index.unique && !has_index(found_, index, dialect_))
                note({}, "there is no index over " + listed(index.parts) + ", only speed is lost");
        return std::move(all_);
    }

private:
    void add(bool harmless, std::string_view column, const std::string& what) {
        std::string text = wanted_.full_name();
        if (!column.empty()) text += '.' + std::string(column);
        text += ": " + what;
        for (char& c : text)
            if (static_cast<unsigned char>(c) < ' ') c = ' ';  // names and checks may have lines
        all_.push_back({harmless, std::move(text)});
    }
    void problem(std::string_view column, const std::string& what) { add(false, column, what); }
    void note(std::string_view column, const std::string& what) { add(true, column, what); }

    /// Whether the column is not one of the table's, but its rows have it all the same.
    [[nodiscard]] bool is_row_number(const std::string& name) const {
        const std::string_view hidden = dialect_.hidden_row_number(found_);
        return !hidden.empty() && dialect_.same_name(hidden, name);
    }

    void compare(const Column& column) {
        const Column* found = column_of(found_, column.name, dialect_);
        if (found == nullptr) {
            if (!is_row_number(column.name))
                problem(column.name, "the model has it, the table has not");
            return;
        }
        // No member holds the key of a join table that no model declares.
        if (!is_join_ || !is_in_key(column.name)) compare_types(column, *found);
        if (found_.kind != TableKind::table) return;
        if (found->nullable && !column.nullable && !is_in_key(column.name))
            problem(column.name, "it may be NULL in the table, which the model's member cannot be");
        if (!found->nullable && column.nullable)
            problem(column.name, "it is NOT NULL in the table, and the model's member may be NULL");
        if (found->generated)
            add(!managed_, column.name,
                "the database computes it, so that rows with a value of their own are refused");
        if (column.identity != schema::Identity::none &&
            found->identity == schema::Identity::none && is_none(found->default_value))
            note(column.name, "the database gives no keys: set them before saving");
        if (!is_none(column.default_value) &&
            !same_value(column.default_value, found->default_value))
            problem(column.name, "its default is " + shown(found->default_value, dialect_) +
                                     ", and " + shown(column.default_value, dialect_) +
                                     " in the model");
    }
    void compare_types(const Column& column, const Column& found) {
        const Fit fit = dialect_.fit(column, found);
        if (fit.degree == Fit::Degree::well) return;
        std::string declared = dialect_.column_type(found);
        add(fit.degree == Fit::Degree::loosely, column.name,
            "its type is " + declared + ", and " + dialect_.column_type(column) +
                " in the model: " + fit.why);
    }
    [[nodiscard]] bool is_in_key(const std::string& name) const {
        return wanted_.primary_key &&
               std::ranges::any_of(wanted_.primary_key->parts, [&](const KeyPart& part) {
                   return dialect_.same_name(part.column, name);
               });
    }
    void add_extra(const Column& column) {
        const bool needed = !column.nullable && is_none(column.default_value) &&
                            column.identity == schema::Identity::none && !column.generated &&
                            found_.kind == TableKind::table;
        add(!needed || !managed_, column.name,
            needed
                ? "the table has it, the model has not: it is NOT NULL without a DEFAULT, so that "
                  "new rows are refused"
                : "the table has it, the model has not");
    }

    void compare_primary_key() {
        const Key key = wanted_.primary_key.value_or(Key());
        const bool is_same =
            found_.primary_key && same_columns(key.parts, found_.primary_key->parts, dialect_);
        if (is_same || (key.parts.size() == 1 && is_row_number(key.parts[0].column))) return;
        const std::string found =
            found_.primary_key ? listed(found_.primary_key->parts) : std::string("none");
        add(keeps_unique(found_, key.parts, dialect_), {},
            "its primary key is " + found + ", and " + listed(key.parts) + " in the model");
    }
    void require_unique(const std::vector<KeyPart>& parts) {
        if (!keeps_unique(found_, parts, dialect_))
            problem({}, "there is no UNIQUE over " + listed(parts));
    }

    [[nodiscard]] bool same_columns_of(const ForeignKey& a, const ForeignKey& b) const {
        return std::ranges::equal(a.columns, b.columns, [&](const auto& x, const auto& y) {
            return dialect_.same_name(x, y);
        });
    }
    void compare_foreign_keys() {
        for (const ForeignKey& key : wanted_.foreign_keys) {
            const auto found =
                std::ranges::find_if(found_.foreign_keys, [&](const ForeignKey& other) {
                    return same_columns_of(key, other) && key.schema == other.schema &&
                           dialect_.same_name(key.table, other.table);
                });
            if (found == found_.foreign_keys.end())
                problem(model::joined(key.columns), "there is no foreign key to " + key.table);
            else if (found->on_delete != key.on_delete)
                compare_deletions(key, *found);
        }
        for (const ForeignKey& key : found_.foreign_keys)
            if (std::ranges::none_of(wanted_.foreign_keys, [&](const ForeignKey& other) {
                    return same_columns_of(key, other);
                }))
                note(model::joined(key.columns),
                     "the table has a foreign key to " + key.table + ", the model has not");
    }
    void compare_deletions(const ForeignKey& key, const ForeignKey& found) {
        const bool has_none = found.on_delete == Action::no_action;
        if (of_django_ && has_none) return;
        // The rows of such a table are deleted before those that they name.
        add(is_join_ && has_none, model::joined(key.columns),
            "ON DELETE is " + std::string(words_of(found.on_delete)) + ", and " +
                std::string(words_of(key.on_delete)) + " in the model");
    }

    void compare_checks() {
        if (!found_.definition.empty()) return;  // they are not known
        std::vector<bool> known(found_.checks.size(), false);
        for (const Check& check : wanted_.checks) require_check(check, known);
        for (std::size_t i = 0; i < known.size(); ++i)
            if (!known[i] && !is_of_positive_integer(found_.checks[i]))
                note({},
                     "the table has a check that the model has not: " + found_.checks[i].condition);
    }
    void require_check(const Check& check, std::vector<bool>& known) {
        for (std::size_t i = 0; i < known.size(); ++i) {
            const Check& other = found_.checks[i];
            const bool same_words = bare(other.condition) == bare(check.condition);
            if (!same_words && (check.name.empty() || check.name != other.name)) continue;
            known[i] = true;
            if (!same_words && dialect_.features().keeps_expressions)
                add(of_django_, {},
                    "the check \"" + check.name + "\" is " + other.condition + ", and " +
                        check.condition + " in the model");
            return;
        }
        problem({}, "there is no check \"" + check.name + '"');
    }
    /// Django writes it behind a column of positive integers.
    [[nodiscard]] bool is_of_positive_integer(const Check& check) const {
        return std::ranges::any_of(wanted_.columns, [&](const Column& column) {
            return bare(check.condition) == bare(column.name) + ">=0";
        });
    }

    const Table wanted_;
    const Table& found_;
    const Dialect& dialect_;
    const bool managed_;
    const bool is_join_;
    const bool of_django_;
    std::vector<Mismatch> all_;
};

const Table* table_of(std::span<const Table> tables, const Table& wanted, const Dialect& dialect) {
    const auto found = std::ranges::find_if(tables, [&](const Table& table) {
        return table.schema == wanted.schema && dialect.same_name(table.name, wanted.name);
    });
    return found == tables.end() ? nullptr : &*found;
}

}  // namespace

bool is_of_django(std::span<const Table> tables) {
    return std::ranges::find(tables, "django_migrations", &Table::name) != tables.end();
}

/// Whether one index may be the other, whose expressions the engine has put into its own words.
bool may_be_reworded(const Index& index, const Index& found, const Dialect& dialect) {
    return !dialect.features().keeps_expressions && index.name == found.name &&
           std::ranges::equal(index.parts, found.parts, [&](const KeyPart& a, const KeyPart& b) {
               const bool is_expression = !a.expression.empty() && !b.expression.empty();
               return a.descending == b.descending && (is_expression || same_part(a, b, dialect));
           });
}

bool has_index(const Table& table, const Index& index, const Dialect& dialect) {
    if (index.unique) return keeps_unique(table, index.parts, dialect);
    const auto is_over_them = [&](const std::vector<KeyPart>& other) {
        return same_parts(index.parts, other, dialect);
    };
    const bool is_usual = index.method.empty() && index.condition.empty();
    return std::ranges::any_of(
               table.indexes,
               [&](const Index& other) {
                   return other.method == index.method && other.condition == index.condition &&
                          other.definition.empty() &&
                          (is_over_them(other.parts) || may_be_reworded(index, other, dialect));
               }) ||
           (is_usual && ((table.primary_key && is_over_them(table.primary_key->parts)) ||
                         std::ranges::any_of(table.unique, is_over_them, &Key::parts)));
}

std::vector<Mismatch> mismatches(const Table& wanted, const Table& found, const Dialect& dialect,
                                 bool of_django) {
    return Comparison({wanted}, found, dialect, of_django).all();
}

std::vector<Mismatch> mismatches(std::span<const detail::ModelInfo* const> models,
                                 std::span<const Table> tables, const Dialect& dialect) {
    const bool of_django = is_of_django(tables);
    std::vector<Mismatch> all;
    for (const detail::ModelInfo* model : models)
        for (const ModelTable& each : model_tables(*model, dialect)) {
            const Table* found = table_of(tables, each.table, dialect);
            if (found == nullptr) {
                all.push_back({false, each.table.full_name() + ": there is no such table"});
                continue;
            }
            std::vector<Mismatch> some = Comparison(each, *found, dialect, of_django).all();
            all.insert(all.end(), std::move_iterator(some.begin()), std::move_iterator(some.end()));
        }
    return all;
}

}  // namespace aside::sql
