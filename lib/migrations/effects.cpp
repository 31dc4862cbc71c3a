#include "migrations/effects.hpp"

#include <algorithm>

#include "model/ascii.hpp"
#include "model/joined.hpp"

namespace aside::migrations {

using detail::FieldKind;
using schema::DeclaredCheck;
using schema::DeclaredColumn;
using schema::DeclaredIndex;
using schema::DeclaredTable;

Labels::Labels(std::span<const detail::ModelInfo* const> models) {
    std::map<std::string, int> count;
    for (const detail::ModelInfo* model : models) ++count[detail::own_name(model->type_name)];
    for (const detail::ModelInfo* model : models)
        if (std::string name = detail::own_name(model->type_name);
            count[name] == 1 && model->schema.empty())
            labels_.emplace(model->table, std::move(name));
}

std::string Labels::of(std::string_view table) const {
    const auto found = labels_.find(table);
    return found == labels_.end() ? std::string(table) : found->second;
}

std::string Labels::of(std::string_view table, const DeclaredColumn& column) const {
    return of(table) + '.' + column.member;
}

bool Labels::means(std::string_view text, std::string_view table) const {
    return text == table || text == of(table);
}

bool Labels::means(std::string_view text, std::string_view table,
                   const DeclaredColumn& column) const {
    const auto is_of = [&](const std::string& name) {
        return text == name + '.' + column.member || text == name + '.' + column.name;
    };
    return is_of(std::string(table)) || is_of(of(table));
}

namespace {

std::string listed(const DeclaredIndex& index) {
    if (!index.name.empty()) return index.name;
    std::vector<std::string> words;
    for (const schema::KeyPart& part : index.parts)
        words.push_back((part.descending ? "-" : "") + part.column);
    return model::joined(words);
}

/// The first words of a text as part of a file's name.
std::string as_name(std::string_view text) {
    std::string name;
    for (const char c : text) {
        if (model::is_letter(c) || model::is_digit(c))
            name += model::lower(c);
        else if (!name.empty() && name.back() != '_')
            name += '_';
    }
    if (name.size() > 40) name.resize(40);
    while (name.ends_with('_')) name.pop_back();
    return name;
}

class Teller {
public:
    Teller(std::span<const TableChange> changes, const Fills& fills, const Labels& labels,
           bool bounds_text)
        : changes_(changes), fills_(fills), labels_(labels), bounds_text_(bounds_text) {}

    Effects tell() {
        for (const TableChange& change : changes_) {
            if (change.from && change.to)
                tell_altered(change);
            else if (change.to)
                tell_created(*change.to);
            else
                tell_dropped(*change.from);
        }
        return std::move(effects_);
    }

private:
    void line(std::string text, std::string_view about) {
        if (effects_.name.empty()) effects_.name = as_name(about);
        effects_.lines.push_back(std::move(text));
    }
    void narrows(const std::string& path, const std::string& why,
                 const std::string& fails_where = {}) {
        effects_.narrowings.push_back({path, path + ' ' + why});
        if (!fails_where.empty()) effects_.fails_where.push_back(fails_where);
    }

    void tell_created(const DeclaredTable& table) {
        const std::string label = labels_.of(table.name);
        line("create " + label, label);
    }
    void tell_dropped(const DeclaredTable& table) {
        const std::string label = labels_.of(table.name);
        line("drop " + label, "drop " + label);
        effects_.destroys.push_back(label);
    }

    void tell_altered(const TableChange& change) {
        const DeclaredTable& from = *change.renamed;
        const DeclaredTable& to = *change.to;
        const std::string label = labels_.of(to.name);
        if (change.from->name != to.name)
            line("rename " + labels_.of(change.from->name) + " to " + label, label);
        for (const auto& [old_name, new_name] : change.columns) {
            const DeclaredColumn& old = *find_column(*change.from, old_name);
            const DeclaredColumn* const now = find_column(to, new_name);
            const std::string path = labels_.of(to.name, now == nullptr ? old : *now);
            line("rename " + labels_.of(change.from->name, old) + " to " + path, path);
        }
        for (const DeclaredColumn& column : to.columns) {
            const DeclaredColumn* const before = find_column(from, column.name);
            if (before == nullptr)
                tell_added(to, column);
            else
                tell_changed(to, *before, column);
        }
        for (const DeclaredColumn& column : from.columns)
            if (find_column(to, column.name) == nullptr) {
                const std::string path = labels_.of(to.name, column);
                line("drop " + path, "drop " + path);
                effects_.destroys.push_back(path);
            }
        tell_unique_together(from, to);
        tell_checks(from, to);
        tell_indexes(from, to);
    }

    [[nodiscard]] bool has_fill(const DeclaredTable& table, const DeclaredColumn& column) const {
        return fills_.contains({table.name, column.name});
    }
    void tell_added(const DeclaredTable& table, const DeclaredColumn& column) {
        const std::string path = labels_.of(table.name, column);
        const auto& value = column.default_value ? column.default_value : column.first_default;
        std::string text = "add " + path;
        if (value && !value->is_null()) text += ", " + value->to_string() + " in existing rows";
        line(text, path);
        if (value || column.automatic || has_fill(table, column)) {
            if (column.unique)
                narrows(path, "is new and unique, and existing rows get one value",
                        labels_.of(table.name) + " has more than one row");
        } else if (!column.nullable) {
            effects_.fails_where.push_back(labels_.of(table.name) + " has rows");
        }
    }
    void tell_changed(const DeclaredTable& table, const DeclaredColumn& from,
                      const DeclaredColumn& to) {
        const std::string path = labels_.of(table.name, to);
        std::vector<std::string> what;
        if (from.type != to.type) tell_type(path, from, to, what);
        if (from.nullable != to.nullable) {
            what.emplace_back(to.nullable ? "NULL" : "NOT NULL");
            if (!to.nullable && !has_fill(table, to) && !to.automatic)
                narrows(path, "was nullable and is not: existing rows without one would be refused",
                        path + " is NULL");
        }
        if (from.default_value != to.default_value)
            what.push_back(to.default_value ? "default " + to.default_value->to_string()
                                            : "no default");
        tell_keys(path, from, to, what);
        if (!what.empty()) line("alter " + path + " (" + model::joined(what) + ')', path);
    }
    void tell_type(const std::string& path, const DeclaredColumn& from, const DeclaredColumn& to,
                   std::vector<std::string>& what) {
        what.emplace_back(
            from.type.kind == to.type.kind && from.type.max_length != to.type.max_length ? "length"
                                                                                         : "type");
        const Conversion converts = conversion(from.type, to.type);
        const std::string kinds = std::string(detail::kind_name(*from.type.kind)) + " to " +
                                  std::string(detail::kind_name(*to.type.kind));
        if (converts == Conversion::none) {
            effects_.impossible.push_back(
                path + " goes from " + kinds +
                ", which its values cannot do by themselves: add a member of the new type under "
                "another name, fill it in a migration of your own (--empty), and drop the old one");
            effects_.fails_where.push_back(path + " does not fit its new type");
        } else if (converts == Conversion::some) {
            const std::string loss(lost(from.type, to.type));
            if (!loss.empty()) effects_.destroys.push_back(loss + " of " + path);
            if (to.type.kind == FieldKind::text) {
                if (bounds_text_)
                    narrows(path, "gets shorter: existing rows with more would be refused",
                            path + " is longer than " + std::to_string(to.type.max_length));
            } else if (kind_of_values(to.type) == FieldKind::real) {
                narrows(path, "holds less than before: existing rows with more would be cut");
            } else {
                narrows(path, "holds less than before: existing rows with more would be refused",
                        path + " does not fit its new type");
            }
        }
    }
    void tell_keys(const std::string& path, const DeclaredColumn& from, const DeclaredColumn& to,
                   std::vector<std::string>& what) {
        if (from.unique != to.unique) {
            what.emplace_back(to.unique ? "unique" : "not unique");
            if (to.unique)
                narrows(path, "was not unique and is: existing rows of one value would be refused",
                        path + " is there twice");
        }
        if (from.primary_key != to.primary_key) {
            what.emplace_back(to.primary_key ? "key" : "no key");
            if (to.primary_key)
                narrows(path, "becomes the key: existing rows of one value would be refused",
                        path + " is there twice");
        }
        if (from.automatic != to.automatic)
            what.emplace_back(to.automatic ? "automatic" : "not automatic");
        if (from.index != to.index) what.emplace_back(to.index ? "index" : "no index");
        if (from.references != to.references) {
            const bool same_target = from.references && to.references &&
                                     from.references->table == to.references->table &&
                                     from.references->column == to.references->column;
            what.emplace_back(same_target ? "on delete" : "relation");
            if (to.references && !same_target)
                narrows(path,
                        "names other rows than before: existing rows that name none would "
                        "be refused",
                        path + " names no row of " + labels_.of(to.references->table));
        }
    }

    void tell_unique_together(const DeclaredTable& from, const DeclaredTable& to) {
        const std::string label = labels_.of(to.name);
        for (const auto& columns : to.unique_together)
            if (std::ranges::count(from.unique_together, columns) == 0) {
                const std::string path = label + '.' + model::joined(columns, "+");
                line("add unique " + path, path);
                narrows(path, "is to be unique: existing rows of one value would be refused",
                        path + " is there twice");
            }
        for (const auto& columns : from.unique_together)
            if (std::ranges::count(to.unique_together, columns) == 0)
                line("drop unique " + label + '.' + model::joined(columns, "+"),
                     label + " not unique");
    }
    void tell_checks(const DeclaredTable& from, const DeclaredTable& to) {
        const std::string label = labels_.of(to.name);
        for (const DeclaredCheck& check : to.checks)
            if (std::ranges::count(from.checks, check) == 0) {
                const std::string path = label + '.' + check.name;
                line("add check " + path, path);
                narrows(path, "is a new check: existing rows that break it would be refused",
                        "rows of " + label + " break " + check.name);
            }
        for (const DeclaredCheck& check : from.checks)
            if (std::ranges::count(to.checks, check) == 0)
                line("drop check " + label + '.' + check.name, "drop " + check.name);
    }
    void tell_indexes(const DeclaredTable& from, const DeclaredTable& to) {
        const std::string label = labels_.of(to.name);
        for (const DeclaredIndex& index : to.indexes)
            if (std::ranges::count(from.indexes, index) == 0)
                line("add index " + label + " (" + listed(index) + ')',
                     label + ' ' + listed(index));
        for (const DeclaredIndex& index : from.indexes)
            if (std::ranges::count(to.indexes, index) == 0)
                line("drop index " + label + " (" + listed(index) + ')', label + " drop index");
    }

    std::span<const TableChange> changes_;
    const Fills& fills_;
    const Labels& labels_;
    bool bounds_text_;
    Effects effects_;
};

}  // namespace

Effects effects_of(std::span<const TableChange> changes, const Fills& fills, const Labels& labels,
                   bool bounds_text) {
    return Teller(changes, fills, labels, bounds_text).tell();
}

}  // namespace aside::migrations
