#include "schema/differences.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "model/joined.hpp"

namespace aside::schema {

std::string listed(const std::vector<KeyPart>& parts) {
    std::vector<std::string> names;
    names.reserve(parts.size());
    for (const KeyPart& part : parts)
        names.push_back(part.column.empty() ? part.expression : part.column);
    return model::joined(names);
}

Default meaning(const Default& value) {
    const SqlValue* plain = std::get_if<SqlValue>(&value);
    return plain != nullptr && plain->is_null() ? Default() : value;
}

namespace {

using Attributes = std::vector<Attribute>;

/// Whether two types have one kind. If it is known, how the type was spelled says nothing more.
bool same_kind(const Type& from, const Type& to) {
    return from.kind == to.kind && from.bytes == to.bytes && from.is_signed == to.is_signed &&
           (from.kind || from.declared == to.declared);
}

/// Collects the attributes that differ.
class Comparison {
public:
    template <class T>
    Comparison& of(Attribute attribute, const T& from, const T& to) {
        if (!(from == to)) found_.push_back(attribute);
        return *this;
    }
    [[nodiscard]] Attributes found() { return std::move(found_); }

private:
    Attributes found_;
};

Attributes compare(const Column& from, const Column& to) {
    const auto digits = [](const Type& type) {
        return std::pair(type.max_digits, type.decimal_places);
    };
    return Comparison()
        .of(Attribute::type, same_kind(from.type, to.type), true)
        .of(Attribute::length, from.type.max_length, to.type.max_length)
        .of(Attribute::digits, digits(from.type), digits(to.type))
        .of(Attribute::nullable, from.nullable, to.nullable)
        .of(Attribute::identity, from.identity, to.identity)
        .of(Attribute::default_value, meaning(from.default_value), meaning(to.default_value))
        .of(Attribute::collation, from.collation, to.collation)
        .of(Attribute::generated, from.generated, to.generated)
        .of(Attribute::conflict, from.null_conflict, to.null_conflict)
        .found();
}

Attributes compare(const Key& from, const Key& to) {
    return Comparison()
        .of(Attribute::name, from.name, to.name)
        .of(Attribute::columns, from.parts, to.parts)
        .of(Attribute::conflict, from.conflict, to.conflict)
        .found();
}

Attributes compare(const ForeignKey& from, const ForeignKey& to) {
    return Comparison()
        .of(Attribute::name, from.name, to.name)
        .of(Attribute::columns, from.columns, to.columns)
        .of(Attribute::target, std::tie(from.schema, from.table, from.to),
            std::tie(to.schema, to.table, to.to))
        .of(Attribute::on_delete, std::tie(from.on_delete, from.sets),
            std::tie(to.on_delete, to.sets))
        .of(Attribute::on_update, from.on_update, to.on_update)
        .of(Attribute::deferrable, from.deferrable, to.deferrable)
        .found();
}

Attributes compare(const Check& from, const Check& to) {
    return Comparison()
        .of(Attribute::name, from.name, to.name)
        .of(Attribute::condition, from.condition, to.condition)
        .found();
}

Attributes compare(const Index& from, const Index& to) {
    return Comparison()
        .of(Attribute::name, from.name, to.name)
        .of(Attribute::columns, from.parts, to.parts)
        .of(Attribute::unique, from.unique, to.unique)
        .of(Attribute::condition, from.condition, to.condition)
        .of(Attribute::definition, std::tie(from.definition, from.method),
            std::tie(to.definition, to.method))
        .found();
}

std::string shown(const Column& column) { return column.name; }
std::string shown(const Key& key) { return key.name.empty() ? listed(key.parts) : key.name; }
std::string shown(const ForeignKey& key) {
    return key.name.empty() ? model::joined(key.columns) : key.name;
}
std::string shown(const Check& check) { return check.name.empty() ? check.condition : check.name; }
std::string shown(const Index& index) { return index.name; }

// What makes two of other names one that was renamed, or two without a name the same.
bool alike(const Column&, const Column&) { return false; }
bool alike(const Key& from, const Key& to) { return from.parts == to.parts; }
bool alike(const ForeignKey& from, const ForeignKey& to) { return from.columns == to.columns; }
bool alike(const Check& from, const Check& to) { return from.condition == to.condition; }
bool alike(const Index& from, const Index& to) {
    return from.parts == to.parts && from.unique == to.unique && from.condition == to.condition &&
           from.method == to.method;
}

/// Pairs the parts of two lists in three passes: those that are equal, those of one name, and those
/// that are alike.
template <class T>
class Pairs {
public:
    Pairs(const std::vector<T>& from, const std::vector<T>& to)
        : from_(from), to_(to), partners_(from.size(), none), taken_(to.size(), false) {
        pass([](const T& a, const T& b) { return a == b; });
        pass([](const T& a, const T& b) { return !a.name.empty() && a.name == b.name; });
        pass([](const T& a, const T& b) { return alike(a, b); });
    }

    void differences(Part part, const std::string& table, std::vector<Difference>& all) const {
        for (std::size_t i = 0; i < from_.size(); ++i) {
            if (partners_[i] == none) {
                all.push_back({Change::removed, part, table, shown(from_[i])});
                continue;
            }
            Attributes changed = compare(from_[i], to_[partners_[i]]);
            if (!changed.empty())
                all.push_back({Change::changed, part, table, shown(from_[i]), std::move(changed)});
        }
        for (std::size_t i = 0; i < to_.size(); ++i)
            if (!taken_[i]) all.push_back({Change::added, part, table, shown(to_[i])});
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    template <class Same>
    void pass(Same same) {
        for (std::size_t i = 0; i < from_.size(); ++i)
            for (std::size_t j = 0; partners_[i] == none && j < to_.size(); ++j)
                if (!taken_[j] && same(from_[i], to_[j])) {
                    partners_[i] = j;
                    taken_[j] = true;
                }
    }

    const std::vector<T>& from_;
    const std::vector<T>& to_;
    std::vector<std::size_t> partners_;
    std::vector<bool> taken_;
};

/// The names of the columns that another table has as well, in their order.
std::vector<std::string> common_columns(const Table& table, const Table& other) {
    std::vector<std::string> names;
    for (const Column& column : table.columns)
        if (std::ranges::find(other.columns, column.name, &Column::name) != other.columns.end())
            names.push_back(column.name);
    return names;
}

void compare_tables(const Table& from, const Table& to, std::vector<Difference>& all) {
    Attributes changed =
        Comparison()
            .of(Attribute::name, std::tie(from.schema, from.name), std::tie(to.schema, to.name))
            .of(Attribute::order, common_columns(from, to), common_columns(to, from))
            .of(Attribute::options, std::pair(from.strict, from.without_rowid),
                std::pair(to.strict, to.without_rowid))
            .of(Attribute::definition, from.definition, to.definition)
            .found();
    if (!changed.empty())
        all.push_back(
            {Change::changed, Part::table, from.full_name(), from.full_name(), std::move(changed)});
}

void compare_primary_keys(const Table& from, const Table& to, std::vector<Difference>& all) {
    const std::optional<Key>& before = from.primary_key;
    const std::optional<Key>& after = to.primary_key;
    const Key& named = before ? *before : after ? *after : Key();
    if (before && after) {
        Attributes changed = compare(*before, *after);
        if (!changed.empty())
            all.push_back({Change::changed, Part::primary_key, from.full_name(), shown(named),
                           std::move(changed)});
    } else if (before || after) {
        all.push_back({before ? Change::removed : Change::added, Part::primary_key,
                       from.full_name(), shown(named)});
    }
}

}  // namespace

std::string_view attribute_name(Attribute attribute) {
    static constexpr std::string_view names[] = {
        "name",       "type",      "length",   "digits",  "nullable", "identity",  "default",
        "collation",  "generated", "conflict", "columns", "target",   "on delete", "on update",
        "deferrable", "condition", "unique",   "order",   "options",  "definition"};
    static_assert(std::size(names) == static_cast<std::size_t>(Attribute::definition) + 1);
    return names[static_cast<std::size_t>(attribute)];
}

std::string to_string(const Difference& difference) {
    static constexpr std::string_view parts[] = {
        "", "column ", "primary key ", "unique ", "foreign key ", "check ", "index "};
    std::string text = difference.table;
    if (difference.part != Part::table) {
        text += ": ";
        text += parts[static_cast<std::size_t>(difference.part)];
        text += difference.name;
    }
    if (difference.change == Change::added) return text + " added";
    if (difference.change == Change::removed) return text + " removed";
    for (const Attribute& attribute : difference.attributes) {
        text += &attribute == &difference.attributes.front() ? ": " : ", ";
        text += attribute_name(attribute);
    }
    return text;
}

std::vector<Difference> differences(const Table& from, const Table& to) {
    std::vector<Difference> all;
    const std::string table = from.full_name();
    compare_tables(from, to, all);
    Pairs(from.columns, to.columns).differences(Part::column, table, all);
    compare_primary_keys(from, to, all);
    Pairs(from.unique, to.unique).differences(Part::unique, table, all);
    Pairs(from.foreign_keys, to.foreign_keys).differences(Part::foreign_key, table, all);
    Pairs(from.checks, to.checks).differences(Part::check, table, all);
    Pairs(from.indexes, to.indexes).differences(Part::index, table, all);
    return all;
}

std::vector<Difference> differences(std::span<const Table> from, std::span<const Table> to) {
    std::vector<Difference> all;
    const auto find = [](std::span<const Table> tables, const Table& table) {
        return std::ranges::find_if(tables, [&](const Table& each) {
            return each.name == table.name && each.schema == table.schema;
        });
    };
    for (const Table& table : from) {
        const auto other = find(to, table);
        if (other == to.end()) {
            all.push_back({Change::removed, Part::table, table.full_name(), table.full_name()});
            continue;
        }
        const std::vector<Difference> found = differences(table, *other);
        all.insert(all.end(), found.begin(), found.end());
    }
    for (const Table& table : to)
        if (find(from, table) == from.end())
            all.push_back({Change::added, Part::table, table.full_name(), table.full_name()});
    return all;
}

}  // namespace aside::schema
