#include "inspect/plans.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "aside/detail/model_info.hpp"
#include "inspect/identifiers.hpp"
#include "model/ascii.hpp"

namespace aside::inspect {
namespace {

using schema::Column;
using schema::ForeignKey;
using schema::Index;
using schema::Key;
using schema::Table;
using schema::TableKind;

/// The first word of a table's name: the name of an application, if other tables have it too.
std::string_view prefix_of(std::string_view table) {
    const std::size_t end = table.find('_');
    if (end == table.npos || end + 1 >= table.size()) return {};
    const bool goes_on = model::is_letter(table[end + 1]);
    return goes_on && is_namespace_name(table.substr(0, end)) ? table.substr(0, end)
                                                              : std::string_view();
}

/// The prefixes that several tables share, but that are no tables themselves: `film_actor` is no
/// table of an application where there is a table `film`.
std::set<std::string, std::less<>> shared_prefixes(std::span<const Table> tables) {
    std::map<std::string, int, std::less<>> counts;
    for (const Table& table : tables) ++counts[std::string(prefix_of(table.name))];
    std::set<std::string, std::less<>> shared;
    for (const auto& [prefix, count] : counts)
        if (count > 1 && !prefix.empty() &&
            std::ranges::find(tables, prefix, &Table::name) == tables.end())
            shared.insert(prefix);
    return shared;
}

constexpr std::string_view unprefixed_namespace = "models";

}  // namespace

Plans::Plans(std::span<const Table> tables, const Samples& samples, const Options& options,
             const Engine& engine)
    : samples_(samples), options_(options), engine_(engine) {
    for (const Table& table : tables)
        if (is_wanted(table)) plans_.push_back({.table = &table});
    std::ranges::sort(plans_, {}, [](const Plan& plan) { return plan.table->name; });
    name_tables(tables);
    for (Plan& plan : plans_) choose_key(plan);
    if (options.guess) find_joins();
}

bool Plans::is_wanted(const Table& table) const {
    if (!options_.tables.empty())
        return std::ranges::any_of(options_.tables,
                                   [&](const auto& name) { return same(name, table.name); });
    if (table.name == "aside_migrations") return false;  // the library's own
    return table.kind != TableKind::view || options_.include_views;
}

void Plans::name_tables(std::span<const Table> all) {
    const auto prefixes = shared_prefixes(all);
    std::map<std::string, Names> names;
    for (Plan& plan : plans_) {
        const std::string& table = plan.table->name;
        const std::string prefix(prefix_of(table));
        const bool has_prefix = prefixes.contains(prefix);
        plan.name_space = options_.name_space;
        if (has_prefix && prefix != options_.name_space)
            plan.name_space += (plan.name_space.empty() ? "" : "::") + prefix;
        if (plan.name_space.empty()) plan.name_space = unprefixed_namespace;
        const std::string own = has_prefix ? table.substr(prefix.size() + 1) : table;
        plan.name = names[plan.name_space].take(inspect::type_name(own, options_.ascii));
    }
}

std::optional<std::size_t> Plans::find(std::string_view table) const {
    const auto found =
        std::ranges::find_if(plans_, [&](const Plan& plan) { return plan.table->name == table; });
    if (found == plans_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - plans_.begin());
}

const Sample& Plans::sample(const Table& table, const std::string& column) const {
    static const Sample none;
    const auto of_table = samples_.find(table.name);
    if (of_table == samples_.end()) return none;
    const auto found = of_table->second.find(column);
    return found == of_table->second.end() ? none : found->second;
}

MemberType Plans::type_of(const Table& table, const Column& column) const {
    return inspect::type_of(column, sample(table, column.name), engine_);
}

const Column* Plans::column(const Table& table, std::string_view name) const {
    const auto found = std::ranges::find_if(
        table.columns, [&](const Column& column) { return same(column.name, name); });
    return found == table.columns.end() ? nullptr : &*found;
}

bool Plans::is_unique(const Table& table, std::string_view column) const {
    const auto is_it = [&](const std::vector<schema::KeyPart>& parts) {
        return parts.size() == 1 && same(parts[0].column, column);
    };
    return (table.primary_key && is_it(table.primary_key->parts)) ||
           std::ranges::any_of(table.unique, is_it, &Key::parts) ||
           std::ranges::any_of(table.indexes, [&](const Index& index) {
               return index.unique && index.condition.empty() && index.definition.empty() &&
                      is_it(index.parts);
           });
}

void Plans::choose_key(Plan& plan) const {
    const Table& table = *plan.table;
    const auto is_readable = [&](const Column& column) {
        return type_of(table, column).unreadable.empty();
    };
    if (table.primary_key && table.primary_key->parts.size() == 1) {
        const Column* key = column(table, table.primary_key->parts[0].column);
        if (key == nullptr || !is_readable(*key)) {
            plan.unusable = "the type of its primary key is none that a member has";
            return;
        }
        plan.key = key->name;
        plan.optional_key = key->nullable && sample(table, key->name).nulls() > 0;
        if (key->nullable)
            plan.notes.push_back(std::string("The database lets its key be NULL") +
                                 (plan.optional_key ? ", and there are such rows." : "."));
        return;
    }
    const std::string_view number = engine_.dialect->hidden_row_number(table);
    const std::string why =
        table.primary_key ? "its primary key has several columns" : "it has no primary key";
    if (table.kind == TableKind::table)
        for (const Column& each : table.columns)
            if (!each.nullable && is_unique(table, each.name) && is_readable(each)) {
                plan.key = each.name;
                plan.notes.push_back("Found by the column " + each.name +
                                     ", which is unique: " + why + '.');
                return;
            }
    if (!number.empty()) {
        plan.key = number;
        plan.row_number = true;
        if (table.kind == TableKind::foreign)
            plan.notes.emplace_back(
                "Rows are read; whether they can be saved is up to the code that keeps them.");
        if (table.kind == TableKind::table)
            plan.notes.push_back("Found by the number of the row, which VACUUM may change: " + why +
                                 '.');
        return;
    }
    const auto first = std::ranges::find_if(table.columns, is_readable);
    if (table.kind == TableKind::table || first == table.columns.end()) {
        plan.unusable = why + ", and no column that is unique alone";
        return;
    }
    plan.key = first->name;
    plan.notes.emplace_back(
        "Read only: what gets or saves a row by its key, which is its first column "
        "for want of a better one, may not work.");
}

std::optional<Relation> Plans::relation(std::size_t plan, std::string_view name,
                                        std::string* why) const {
    const Table& table = *plans_[plan].table;
    const auto refuse = [&](const ForeignKey& key, const std::string& reason) {
        if (why != nullptr) *why = "names a row of " + key.table + ": " + reason;
        return std::nullopt;
    };
    for (const ForeignKey& key : table.foreign_keys) {
        if (std::ranges::none_of(key.columns, [&](const auto& each) { return same(each, name); }))
            continue;
        if (key.columns.size() > 1)
            return refuse(key, "a part of a key of several columns, which no relation has");
        const auto target = std::ranges::find_if(plans_, [&](const Plan& each) {
            return same(each.table->name, key.table) && each.table->schema == key.schema;
        });
        if (target == plans_.end()) return refuse(key, "a table that is not here");
        if (!target->unusable.empty() || target->is_join) return refuse(key, "which is no model");
        if (target->row_number || (!key.to.empty() && !same(key.to[0], target->key)))
            return refuse(key, "by a column that is not its key");
        if (target->optional_key) return refuse(key, "whose key may be NULL");
        const Column* from = column(table, name);
        const Column* to = column(*target->table, target->key);
        const bool fits = engine_.dialect->features().loose_types ||
                          (from->type.kind == to->type.kind && from->type.bytes == to->type.bytes);
        if (!fits) return refuse(key, "the types of the two differ");
        return Relation{static_cast<std::size_t>(target - plans_.begin()), &key,
                        is_unique(table, name)};
    }
    return std::nullopt;
}

std::string Plans::key_type(std::size_t plan) const {
    std::set<std::size_t> seen;
    while (!plans_[plan].row_number && seen.insert(plan).second) {
        const auto leads = relation(plan, plans_[plan].key);
        if (!leads) break;
        plan = leads->target;
    }
    const Plan& last = plans_[plan];
    return last.row_number ? "std::int64_t"
                           : type_of(*last.table, *column(*last.table, last.key)).name;
}

std::string Plans::type_in(const std::string& name_space, std::size_t plan) const {
    const Plan& other = plans_[plan];
    return other.name_space == name_space ? other.name
                                          : "::" + other.name_space + "::" + other.name;
}

void Plans::find_joins() {
    for (std::size_t i = 0; i < plans_.size(); ++i)
        if (auto join = join_of(i)) {
            plans_[i].is_join = true;
            joins_.push_back(*std::move(join));
        }
}

/// A table of `id` and two foreign keys that are unique together, and nothing else.
std::optional<ManyToMany> Plans::join_of(std::size_t i) const {
    const Plan& join = plans_[i];
    const Table& table = *join.table;
    const bool is_plain = table.kind == TableKind::table && table.columns.size() == 3 &&
                          join.key == "id" && table.foreign_keys.size() == 2 &&
                          table.checks.empty() && table.triggers.empty() && !table.strict;
    if (!is_plain) return std::nullopt;
    std::vector<Relation> sides;
    for (const Column& each : table.columns) {
        if (each.name == join.key) continue;
        const auto side = relation(i, each.name);
        if (!side || each.nullable || side->one_to_one) return std::nullopt;
        if (side->key->on_delete != schema::Action::no_action &&
            side->key->on_delete != schema::Action::cascade)
            return std::nullopt;
        sides.push_back(*side);
    }
    if (sides.size() != 2) return std::nullopt;
    const auto are_both = [&](const std::vector<schema::KeyPart>& parts) {
        return parts.size() == 2 && std::ranges::all_of(sides, [&](const Relation& side) {
                   return std::ranges::any_of(parts, [&](const schema::KeyPart& part) {
                       return same(part.column, side.key->columns[0]);
                   });
               });
    };
    const bool is_unique = std::ranges::any_of(table.unique, are_both, &Key::parts) ||
                           std::ranges::any_of(table.indexes, [&](const Index& index) {
                               return index.unique && are_both(index.parts);
                           });
    const bool is_named = std::ranges::any_of(plans_, [&](const Plan& other) {
        return std::ranges::any_of(other.table->foreign_keys, [&](const ForeignKey& key) {
            return same(key.table, table.name) && key.schema == table.schema;
        });
    });
    if (!is_unique || is_named) return std::nullopt;
    if (auto found = join_between(join, sides[0], sides[1])) return found;
    return join_between(join, sides[1], sides[0]);
}

/// The relation, if the table and its columns are called as such a one's are.
std::optional<ManyToMany> Plans::join_between(const Plan& join, const Relation& from,
                                              const Relation& to) const {
    const Plan& owner = plans_[from.target];
    const Plan& target = plans_[to.target];
    const std::string& table = join.table->name;
    const std::string begin = owner.table->name + '_';
    if (!table.starts_with(begin)) return std::nullopt;
    const std::string path = table.substr(begin.size());
    if (path.empty() || path != path_name(path, options_.ascii)) return std::nullopt;
    const auto own = [](const Plan& plan) { return detail::own_name(plan.name); };
    const bool is_of_itself = own(owner) == own(target);
    if (from.key->columns[0] != (is_of_itself ? "from_" : "") + own(owner) + "_id" ||
        to.key->columns[0] != (is_of_itself ? "to_" : "") + own(target) + "_id")
        return std::nullopt;
    return ManyToMany{from.target, to.target, path};
}

}  // namespace aside::inspect
