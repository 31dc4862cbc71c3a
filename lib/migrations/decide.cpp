#include "migrations/decide.hpp"

#include <algorithm>
#include <optional>

#include "aside/error.hpp"
#include "migrations/first_values.hpp"
#include "model/joined.hpp"

namespace aside::migrations {

using schema::DeclaredColumn;
using schema::DeclaredTable;

namespace {

/// The two sides of `film.name=film.title`.
std::pair<std::string, std::string> sides(const std::string& wish, std::string_view option) {
    const std::size_t equals = wish.find('=');
    if (equals == wish.npos || equals == 0)
        throw ImproperlyConfigured(std::string(option) + ' ' + wish +
                                   ": it takes two sides with = between them");
    return {wish.substr(0, equals), wish.substr(equals + 1)};
}

bool names_the_same(const DeclaredColumn& from, const DeclaredColumn& to, const Renames& renames) {
    if (!from.references || !to.references) return !from.references && !to.references;
    return renames.table(from.references->table) == to.references->table;
}

/// The options by which a rename may be said, `--rename a=b or --rename a=c or --drop a`.
std::string choices(const std::string& gone, const std::vector<std::string>& candidates) {
    std::string text;
    for (const std::string& each : candidates)
        text.append("--rename ").append(gone).append("=").append(each).append(" or ");
    return text + "--drop " + gone;
}

/// `a is gone and b is new and c is new`
std::string gone_and_new(const std::string& name, const std::vector<std::string>& candidates) {
    std::string text = name + " is gone";
    for (const std::string& each : candidates) text.append(" and ").append(each).append(" is new");
    return text;
}

/// Decides what becomes of what. Wishes are struck off as they are met.
class Decision {
public:
    Decision(const State& from, State wanted, std::span<const detail::ModelInfo* const> models,
             std::span<const sql::Dialect* const> dialects, const Wishes& wishes,
             const Asked& asked)
        : from_(from),
          models_(models),
          labels_(models),
          asked_(asked),
          drops_(wishes.drops),
          narrows_(wishes.narrows) {
        plan_.to = std::move(wanted);
        for (const std::string& wish : wishes.renames) renames_.push_back(sides(wish, "--rename"));
        for (const std::string& wish : wishes.defaults)
            defaults_.push_back(sides(wish, "--default"));
        bounds_text_ = std::ranges::any_of(
            dialects, [](const sql::Dialect* each) { return each->features().bounds_text; });
    }

    Plan plan() {
        for (const DeclaredTable& table : from_.tables)
            if (plan_.to.find(table.name) == nullptr && !table.join) decide_table(table);
        for (const DeclaredTable& table : from_.tables)
            if (plan_.to.find(table.name) == nullptr && table.join) decide_join(table);
        for (const DeclaredTable& table : from_.tables)
            if (DeclaredTable* to = becomes(table)) decide_columns(table, *to);
        end_if_unanswered();
        const State by_new_names = renamed(from_, decided_);
        keep_first_defaults(plan_.to, by_new_names);
        for (const DeclaredTable& table : by_new_names.tables)
            if (DeclaredTable* to = find(table.name)) decide_values(table, *to);
        end_if_unanswered();
        require_all_met(renames_, "--rename",
                        [](const auto& each) { return each.first + '=' + each.second; });
        complete();
        return std::move(plan_);
    }

private:
    DeclaredTable* find(const std::string& table) {
        const auto found = std::ranges::find(plan_.to.tables, table, &DeclaredTable::name);
        return found == plan_.to.tables.end() ? nullptr : &*found;
    }
    /// The table that one becomes, or nullptr if it is dropped.
    DeclaredTable* becomes(const DeclaredTable& table) { return find(decided_.table(table.name)); }
    [[nodiscard]] bool is_new(const DeclaredTable& table) const {
        return from_.find(table.name) == nullptr &&
               std::ranges::none_of(decided_.tables,
                                    [&](const auto& each) { return each.second == table.name; });
    }

    /// Whether a wish is there, which is met by that.
    template <class Wish>
    static bool is_wished(std::vector<Wish>& wishes, auto means) {
        const auto found = std::ranges::find_if(wishes, means);
        if (found == wishes.end()) return false;
        wishes.erase(found);
        return true;
    }
    bool rename_is_wished(auto from, auto to) {
        return is_wished(renames_,
                         [&](const auto& wish) { return from(wish.first) && to(wish.second); });
    }
    [[nodiscard]] bool confirms(const std::string& question) const {
        return asked_.yes && asked_.yes(question);
    }
    [[nodiscard]] bool was_renamed(const std::string& gone, const std::string& fresh) const {
        return confirms(gone_and_new(gone, {fresh}) + ". Was it renamed?");
    }
    void unanswered(std::string line) { unanswered_.push_back(std::move(line)); }
    void end_if_unanswered() const {
        if (!unanswered_.empty()) throw Unanswered(model::joined(unanswered_, "\n"));
    }

    // Tables.

    static bool resemble(const DeclaredTable& from, const DeclaredTable& to) {
        const auto shared = std::ranges::count_if(from.columns, [&](const DeclaredColumn& column) {
            const DeclaredColumn* const same = find_column(to, column.name);
            return same != nullptr && conversion(column.type, same->type) != Conversion::none;
        });
        return 2 * static_cast<std::size_t>(shared) >= from.columns.size();
    }
    void rename_table(const DeclaredTable& from, const DeclaredTable& to) {
        decided_.tables[from.name] = to.name;
    }
    void decide_table(const DeclaredTable& table) {
        const std::string label = labels_.of(table.name);
        const auto is_this = [&](const std::string& text) {
            return labels_.means(text, table.name);
        };
        for (const DeclaredTable& other : plan_.to.tables) {
            if (!is_new(other) || other.join) continue;
            if (rename_is_wished(is_this, [&](const std::string& text) {
                    return labels_.means(text, other.name);
                }))
                return rename_table(table, other);
        }
        if (is_wished(drops_, is_this)) return;
        std::vector<std::string> candidates;
        for (const DeclaredTable& other : plan_.to.tables) {
            if (!is_new(other) || other.join || !resemble(table, other)) continue;
            candidates.push_back(labels_.of(other.name));
            if (was_renamed(label, candidates.back())) return rename_table(table, other);
        }
        drop_table(label, candidates);
    }
    void drop_table(const std::string& label, const std::vector<std::string>& candidates) {
        if (confirms(label +
                     " is gone, unless its model was only left out of the list of models. " +
                     "Drop the table and all of its rows?"))
            return;
        std::string why = gone_and_new(label, candidates);
        if (candidates.empty()) why += " (or was its model only left out of the list of models?)";
        unanswered(why + ": say " + choices(label, candidates));
    }
    /// A join table goes along with those that it joins.
    void decide_join(const DeclaredTable& table) {
        const DeclaredTable* match = nullptr;
        std::vector<const DeclaredTable*> candidates;
        for (const DeclaredTable& other : plan_.to.tables)
            if (is_new(other) && other.join && joins_the_same(table, other))
                candidates.push_back(&other);
        for (const auto& [from, to] : decided_.tables)
            for (const DeclaredTable* each : candidates)
                if (table.name.starts_with(from) && each->name.starts_with(to) &&
                    table.name.substr(from.size()) == each->name.substr(to.size()))
                    match = each;
        if (match == nullptr) return decide_join_by_question(table, candidates);
        rename_table(table, *match);
    }
    void decide_join_by_question(const DeclaredTable& table,
                                 const std::vector<const DeclaredTable*>& candidates) {
        const auto is_this = [&](const std::string& text) { return text == table.name; };
        std::vector<std::string> names;
        for (const DeclaredTable* each : candidates) {
            if (rename_is_wished(is_this,
                                 [&](const std::string& text) { return text == each->name; }))
                return rename_table(table, *each);
            names.push_back(each->name);
        }
        const bool goes_along = std::ranges::any_of(table.columns, [&](const auto& column) {
            return column.references && from_.find(column.references->table) != nullptr &&
                   find(decided_.table(column.references->table)) == nullptr;
        });
        if (is_wished(drops_, is_this) || goes_along) return;
        for (const DeclaredTable* each : candidates)
            if (was_renamed(table.name, each->name)) return rename_table(table, *each);
        drop_table(table.name, names);
    }
    [[nodiscard]] std::vector<std::string> targets(const DeclaredTable& table,
                                                   const Renames& renames) const {
        std::vector<std::string> names;
        for (const DeclaredColumn& column : table.columns)
            if (column.references) names.push_back(renames.table(column.references->table));
        std::ranges::sort(names);
        return names;
    }
    [[nodiscard]] bool joins_the_same(const DeclaredTable& from, const DeclaredTable& to) const {
        return targets(from, decided_) == targets(to, {});
    }

    // Columns.

    void decide_columns(const DeclaredTable& from, DeclaredTable& to) {
        std::vector<const DeclaredColumn*> gone;
        for (const DeclaredColumn& column : from.columns)
            if (find_column(to, column.name) == nullptr) gone.push_back(&column);
        std::vector<const DeclaredColumn*> fresh;
        for (const DeclaredColumn& column : to.columns)
            if (find_column(from, column.name) == nullptr) fresh.push_back(&column);
        if (from.join && to.join) pair_join_columns(to, gone, fresh);
        for (const DeclaredColumn* column : gone) decide_column(from, to, *column, fresh);
    }
    void rename_column(const DeclaredTable& to, const DeclaredColumn& from,
                       std::vector<const DeclaredColumn*>& fresh, const DeclaredColumn* becomes) {
        decided_.columns[{to.name, from.name}] = becomes->name;
        std::erase(fresh, becomes);
    }
    /// Takes off both lists the columns of a join table that name rows of one table.
    void pair_join_columns(const DeclaredTable& to, std::vector<const DeclaredColumn*>& gone,
                           std::vector<const DeclaredColumn*>& fresh) {
        std::ranges::sort(gone, {}, &DeclaredColumn::name);
        std::ranges::sort(fresh, {}, &DeclaredColumn::name);
        std::erase_if(gone, [&](const DeclaredColumn* column) {
            const auto same = std::ranges::find_if(fresh, [&](const DeclaredColumn* each) {
                return names_the_same(*column, *each, decided_);
            });
            if (same == fresh.end()) return false;
            rename_column(to, *column, fresh, *same);
            return true;
        });
    }
    void decide_column(const DeclaredTable& from, const DeclaredTable& to,
                       const DeclaredColumn& column, std::vector<const DeclaredColumn*>& fresh) {
        const std::string path = labels_.of(to.name, column);
        const auto is_this = [&](const std::string& text) {
            return labels_.means(text, to.name, column) || labels_.means(text, from.name, column);
        };
        for (const DeclaredColumn* each : fresh)
            if (rename_is_wished(is_this, [&](const std::string& text) {
                    return labels_.means(text, to.name, *each);
                }))
                return rename_column(to, column, fresh, each);
        if (is_wished(drops_, is_this)) return;
        std::vector<std::string> candidates;
        for (const DeclaredColumn* each : std::vector(fresh)) {
            if (conversion(column.type, each->type) == Conversion::none ||
                !names_the_same(column, *each, decided_))
                continue;
            candidates.push_back(labels_.of(to.name, *each));
            if (was_renamed(path, candidates.back())) return rename_column(to, column, fresh, each);
        }
        if (confirms(path + " is gone. Drop the column and all of its values?")) return;
        unanswered(gone_and_new(path, candidates) + ": say " + choices(path, candidates));
    }

    // Values of rows that are there.

    void decide_values(const DeclaredTable& from, DeclaredTable& to) {
        for (DeclaredColumn& column : to.columns) {
            const DeclaredColumn* const before = find_column(from, column.name);
            if (before == nullptr)
                decide_first_value(to, column);
            else if (before->nullable && !column.nullable)
                decide_fill(to, column);
        }
    }
    std::optional<SqlValue> wished_value(const DeclaredTable& table, const DeclaredColumn& column) {
        const auto found = std::ranges::find_if(defaults_, [&](const auto& wish) {
            return labels_.means(wish.first, table.name, column);
        });
        if (found == defaults_.end()) return std::nullopt;
        const std::string text = found->second;
        defaults_.erase(found);
        return value_from_text(field_of(models_, table.name, column), column,
                               labels_.of(table.name, column), text);
    }
    void decide_first_value(const DeclaredTable& table, DeclaredColumn& column) {
        if (auto value = wished_value(table, column)) {
            column.first_default = std::move(value);
            return;
        }
        if (column.nullable || column.automatic || column.default_value) return;
        const detail::FieldInfo* const field = field_of(models_, table.name, column);
        if (field != nullptr) column.first_default = initialiser(*field);
        if (column.first_default) return;
        const std::string path = labels_.of(table.name, column);
        const std::string is_required = path + " is new and NOT NULL";
        if (asked_.text) {
            const std::string text =
                asked_.text(is_required + ". Which value do existing rows get? ");
            column.first_default = value_from_text(field, column, path, text);
        } else {
            unanswered(is_required + ": say --default " + path +
                       "=VALUE, which existing rows get; of a date or moment, now is one");
        }
    }
    void decide_fill(const DeclaredTable& table, const DeclaredColumn& column) {
        auto value = wished_value(table, column);
        if (!value) value = column.default_value;
        if (value) plan_.fills[{table.name, column.name}] = *value;
    }

    // What it comes to.

    void complete() {
        plan_.up = changes(from_, plan_.to, decided_);
        plan_.down = changes(plan_.to, from_, decided_.reversed());
        plan_.fills_back = zero_fills(plan_.down);
        plan_.effects = effects_of(plan_.up, plan_.fills, labels_, bounds_text_);
        plan_.effects_back = effects_of(plan_.down, plan_.fills_back, labels_, bounds_text_);
        if (!plan_.effects.impossible.empty())
            throw ImproperlyConfigured(plan_.effects.impossible.front());
        std::vector<std::string> met;
        const auto is_allowed = [&](const Narrowing& narrowing) {
            for (const std::string& text : narrows_)
                if (is_path(text, narrowing)) met.push_back(text);
            return !met.empty() && is_path(met.back(), narrowing);
        };
        for (const Narrowing& each : plan_.effects.narrowings)
            if (!is_allowed(each) &&
                !confirms(each.why + ". Do it, if 'migrate' may fail on such rows?"))
                unanswered(each.why + ": say --narrow " + each.path +
                           " (if 'migrate' fails on such rows, nothing is changed), or write a "
                           "migration first that changes them (--empty)");
        end_if_unanswered();
        for (const std::string& text : met) std::erase(narrows_, text);
        const auto as_is = [](const std::string& text) { return text; };
        require_all_met(drops_, "--drop", as_is);
        require_all_met(narrows_, "--narrow", as_is);
        require_all_met(defaults_, "--default", [](const auto& each) { return each.first; });
    }
    /// Whether a text is the path, or the same by the column's own name or that of the table.
    [[nodiscard]] bool is_path(const std::string& text, const Narrowing& narrowing) const {
        if (text == narrowing.path) return true;
        for (const DeclaredTable& table : plan_.to.tables) {
            for (const DeclaredColumn& column : table.columns)
                if (labels_.of(table.name, column) == narrowing.path &&
                    labels_.means(text, table.name, column))
                    return true;
            const std::string label = labels_.of(table.name) + '.';
            if (narrowing.path.starts_with(label) &&
                text == table.name + '.' + narrowing.path.substr(label.size()))
                return true;
        }
        return false;
    }
    template <class Wish>
    static void require_all_met(const std::vector<Wish>& left, std::string_view option,
                                auto shown) {
        if (!left.empty())
            throw ImproperlyConfigured(std::string(option) + ' ' + shown(left.front()) +
                                       ": there is no such change");
    }

    const State& from_;
    std::span<const detail::ModelInfo* const> models_;
    const Labels labels_;
    const Asked& asked_;
    bool bounds_text_ = false;
    std::vector<std::pair<std::string, std::string>> renames_;
    std::vector<std::string> drops_;
    std::vector<std::string> narrows_;
    std::vector<std::pair<std::string, std::string>> defaults_;
    Renames decided_;
    Plan plan_;
    std::vector<std::string> unanswered_;
};

}  // namespace

Plan decide(const State& from, State wanted, std::span<const detail::ModelInfo* const> models,
            std::span<const sql::Dialect* const> dialects, const Wishes& wishes,
            const Asked& asked) {
    return Decision(from, std::move(wanted), models, dialects, wishes, asked).plan();
}

}  // namespace aside::migrations
