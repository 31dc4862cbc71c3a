#include "inspect/models.hpp"

#include <algorithm>
#include <utility>

#include "inspect/identifiers.hpp"
#include "inspect/plans.hpp"
#include "inspect/values.hpp"

namespace aside::inspect {
namespace {

using schema::Action;
using schema::Check;
using schema::Column;
using schema::Index;
using schema::KeyPart;
using schema::Table;
using schema::TableKind;

constexpr std::size_t most_members = 256;

std::string listed(const std::vector<KeyPart>& parts) {
    std::string list;
    for (const KeyPart& part : parts) {
        list += (list.empty() ? "" : ", ") + (part.column.empty() ? part.expression : part.column) +
                (part.collation.empty() ? "" : " COLLATE " + part.collation) +
                (part.operator_class.empty() ? "" : ' ' + part.operator_class) +
                (part.descending ? " DESC" : "");
    }
    return list;
}

std::string_view name_of(Action action) {
    static constexpr std::string_view names[] = {"do_nothing", "protect", "cascade", "set_null",
                                                 "set_default"};
    return names[static_cast<std::size_t>(action)];
}

/// Makes the model of one table.
class Builder {
public:
    Builder(const Plans& plans, std::size_t plan)
        : plans_(plans), number_(plan), plan_(plans[plan]), table_(*plan_.table) {}

    Model build(Names& paths) {
        model_.table = &table_;
        model_.name_space = plan_.name_space;
        model_.name = plan_.name;
        model_.notes = plan_.notes;
        model_.unusable = plan_.unusable;
        if (!model_.unusable.empty()) return std::move(model_);
        name_columns(paths);
        find_allowed_texts();
        if (plan_.row_number) add_row_number(paths);
        for (const Column& column : table_.columns) add(column);
        add_table_options();
        return std::move(model_);
    }

private:
    [[nodiscard]] bool is_key(const Column& column) const {
        return !plan_.row_number && plans_.same(column.name, plan_.key);
    }

    /// Columns whose names are members' already keep them; the others take what is left.
    void name_columns(Names& paths) {
        for (const bool plainly : {true, false})
            for (const Column& column : table_.columns) {
                const bool is_relation = plans_.relation(number_, column.name).has_value();
                std::string path = path_name(column.name, plans_.options().ascii);
                if (is_relation && path.size() > 3 && path.ends_with("_id"))
                    path = path_name(path.substr(0, path.size() - 3), plans_.options().ascii);
                const bool is_plain = path + (is_relation ? "_id" : "") == column.name;
                if (is_plain != plainly) continue;
                paths_[column.name] = is_relation ? take_relation(paths, path) : paths.take(path);
            }
    }
    /// A relation goes by two names, that of its member and that with `_id`.
    static std::string take_relation(Names& paths, const std::string& path) {
        std::string taken = path;
        for (int number = 2; paths.has(taken) || paths.has(taken + "_id"); ++number)
            taken = path + std::to_string(number);
        paths.add(taken);
        paths.add(taken + "_id");
        return taken;
    }
    void find_allowed_texts() {
        for (const Check& check : table_.checks) {
            auto allowed = plans_.engine().dialect->allowed_texts(check.condition);
            const Column* column = allowed ? plans_.column(table_, allowed->column) : nullptr;
            if (column != nullptr && allowed->json)
                json_.insert(column->name);
            else if (column != nullptr && plans_.options().enums && can_be_enumeration(*column))
                allowed_[column->name] = std::move(allowed->texts);
            else
                model_.notes.push_back("CHECK (" + check.condition + ')');
        }
    }
    [[nodiscard]] bool can_be_enumeration(const Column& column) const {
        return plans_.type_of(table_, column).name == "std::string" &&
               !plans_.relation(number_, column.name) && !allowed_.contains(column.name);
    }

    void add_row_number(Names& paths) {
        const std::string path = paths.take(path_name(plan_.key, plans_.options().ascii));
        Member member{.path = path, .type = "std::int64_t", .initialiser = " = 0"};
        member.options = ".primary_key()";
        if (path != plan_.key) member.options += ".db_column(" + literal(plan_.key) + ')';
        model_.members.push_back(std::move(member));
        unmanaged_ = true;
    }
    void add(const Column& column) {
        if (model_.members.size() == most_members) {
            model_.left_out.push_back(column.name + ": a model has at most 256 members");
            unmanaged_ = true;
            return;
        }
        std::string why;
        const auto relation = plans_.relation(number_, column.name, &why);
        if (relation) return add_relation(column, *relation);
        MemberType type = plans_.type_of(table_, column);
        if (json_.contains(column.name)) type = {.name = "aside::Json"};
        if (!why.empty()) type.notes.push_back(why);
        if (!type.unreadable.empty()) {
            model_.left_out.push_back(
                column.name + " (" + plans_.engine().dialect->column_type(column) +
                "): " + type.unreadable +
                (column.nullable || !std::holds_alternative<std::monostate>(column.default_value)
                     ? ""
                     : "; it is NOT NULL, so that new rows are refused"));
            unmanaged_ = true;
            return;
        }
        add_plain(column, std::move(type));
    }
    void add_plain(const Column& column, MemberType type) {
        Member member{.path = paths_[column.name], .notes = std::move(type.notes)};
        const std::string value_type = enumerate(column, member.path).value_or(type.name);
        const bool is_optional = column.nullable && (!is_key(column) || plan_.optional_key);
        member.type = is_optional ? "std::optional<" + value_type + '>' : value_type;
        if (!is_optional) member.initialiser = value_type == type.name ? type.initialiser : "{}";
        for (const std::string& option : type.options) member.options += option;
        add_choices(member, column, value_type);
        add_default(member, column, value_type, type.name);
        unmanaged_ = unmanaged_ || type.unmanaged;
        finish(std::move(member), column, paths_[column.name]);
    }
    void add_relation(const Column& column, const Relation& relation) {
        Member member{.path = paths_[column.name], .target = relation.target};
        Action action = relation.key->on_delete;
        if (action == Action::set_null && !column.nullable) {
            member.notes.emplace_back(
                "set to NULL when that row is deleted, though it is NOT NULL");
            action = Action::no_action;
        }
        member.type = std::string("aside::") + (relation.one_to_one ? "OneToOne<" : "ForeignKey<") +
                      plans_.type_in(plan_.name_space, relation.target) +
                      ", aside::" + std::string(name_of(action));
        const bool is_optional = column.nullable && (!is_key(column) || plan_.optional_key);
        if (is_optional && action != Action::set_null) member.type += ", aside::nullable";
        const std::string key = plans_.key_type(relation.target);
        if (key != "std::int64_t") member.type += ", " + key;
        member.type += '>';
        const auto* value = std::get_if<SqlValue>(&column.default_value);
        if (value != nullptr && !value->is_null())
            if (const auto text = value_of(*value, key))
                member.options += ".db_default(" + *text + ')';
        finish(std::move(member), column, paths_[column.name] + "_id");
    }
    /// Adds what every column may have. `usual` is the name that its column would have by itself.
    void finish(Member member, const Column& column, const std::string& usual) {
        const bool is_one_to_one = member.type.starts_with("aside::OneToOne<");
        if (is_key(column)) {
            if (member.path != "id") member.options += ".primary_key()";
        } else if (!is_one_to_one && plans_.is_unique(table_, column.name)) {
            member.options += ".unique()";
        } else if (!member.target && has_plain_index(column)) {
            member.options += ".index()";
        }
        if (column.name != usual) member.options += ".db_column(" + literal(column.name) + ')';
        if (!column.collation.empty()) member.notes.push_back("COLLATE " + column.collation);
        if (!column.null_conflict.empty())
            member.notes.push_back("NOT NULL ON CONFLICT " + column.null_conflict);
        if (column.generated) {
            member.notes.push_back(
                "computed by the database, so that rows with a value of their "
                "own are refused: " +
                column.generated->expression);
            unmanaged_ = true;
        }
        model_.members.push_back(std::move(member));
    }
    [[nodiscard]] bool has_plain_index(const Column& column) const {
        return std::ranges::any_of(table_.indexes, [&](const Index& index) {
            return is_plain(index) && !index.unique && index.parts.size() == 1 &&
                   index.method.empty() && !index.parts[0].descending &&
                   plans_.same(index.parts[0].column, column.name);
        });
    }

    /// The name of the enumeration of a column, if it is to have one.
    std::optional<std::string> enumerate(const Column& column, const std::string& path) {
        const auto texts = allowed_.find(column.name);
        if (texts == allowed_.end()) return std::nullopt;
        Enumeration enumeration{.name = type_name(path, plans_.options().ascii)};
        for (std::size_t i = 0; i < plans_.size(); ++i)
            if (plans_[i].name == enumeration.name) {
                enumeration.name += "Value";  // it would hide that type
                break;
            }
        Names names;
        for (const std::string& text : texts->second) {
            const std::string name = path_name(text, plans_.options().ascii);
            enumeration.choices.emplace_back(member_name(names.take(name)), text);
        }
        model_.enumerations.push_back(enumeration);
        return enumeration.name;
    }
    void add_choices(Member& member, const Column& column, const std::string& type) {
        if (!allowed_.contains(column.name)) return;
        member.options += ".choices(";
        for (const auto& [name, text] : model_.enumerations.back().choices) {
            if (!member.options.ends_with('(')) member.options += ", ";
            member.options += enumerator_of(type, name) + ", " + literal(text);
        }
        member.options += ')';
    }
    static std::string enumerator_of(const std::string& type, const std::string& name) {
        return type + "::" + name;
    }
    void add_default(Member& member, const Column& column, const std::string& type,
                     const std::string& stored) {
        if (const auto* sql = std::get_if<schema::Sql>(&column.default_value)) {
            member.notes.push_back("DEFAULT " + sql->text);
            return;
        }
        const auto* value = std::get_if<SqlValue>(&column.default_value);
        if (value == nullptr || value->is_null()) return;
        std::optional<std::string> text = value_of(*value, stored);
        if (type != stored) {
            text.reset();
            for (const auto& [name, choice] : model_.enumerations.back().choices)
                if (value->text() != nullptr && choice == *value->text())
                    text = enumerator_of(type, name);
        }
        if (!text) {
            member.notes.push_back("DEFAULT " + value->to_string());
            return;
        }
        member.initialiser = " = " + *text;
        member.options += ".db_default(" + *text + ')';
    }

    static bool is_plain(const Index& index) {
        return index.condition.empty() && index.definition.empty() &&
               std::ranges::all_of(index.parts, [](const KeyPart& part) {
                   return !part.column.empty() && part.collation.empty() &&
                          part.operator_class.empty();
               });
    }
    /// The members of some columns, as `meta` names them: `"a"_f, "-b"_f`; nothing if there is a
    /// column that has none.
    [[nodiscard]] std::optional<std::string> fields(const std::vector<KeyPart>& parts,
                                                    bool directions) const {
        std::string list;
        for (const KeyPart& part : parts) {
            const Column* column = plans_.column(table_, part.column);
            const auto path = column == nullptr ? paths_.end() : paths_.find(column->name);
            const bool is_member = path != paths_.end() &&
                                   std::ranges::find(model_.members, path->second, &Member::path) !=
                                       model_.members.end();
            if (!is_member || !part.collation.empty()) return std::nullopt;
            list += (list.empty() ? "\"" : ", \"") +
                    std::string(directions && part.descending ? "-" : "") + path->second + "\"_f";
        }
        return list;
    }
    void add_table_options() {
        if (detail::table_name(model_.name_space + "::" + model_.name) != table_.name)
            model_.options.push_back("aside::table(" + literal(table_.name) + ')');
        if (table_.primary_key && table_.primary_key->parts.size() > 1) {
            add_unique_together(table_.primary_key->parts);
            unmanaged_ = true;
        }
        for (const schema::Key& key : table_.unique)
            if (key.parts.size() > 1) add_unique_together(key.parts);
        for (const Index& index : table_.indexes) add(index);
        if (!table_.primary_key || table_.kind != TableKind::table) unmanaged_ = true;
        if (table_.strict) model_.notes.emplace_back("STRICT");
        if (table_.without_rowid) model_.notes.emplace_back("WITHOUT ROWID");
        if (table_.strict || table_.without_rowid) unmanaged_ = true;
        if (table_.kind == TableKind::table && !table_.definition.empty())
            model_.notes.emplace_back(
                "Not all of its definition was understood: checks, collations and clauses of "
                "foreign keys may be missing.");
        for (const std::string& trigger : table_.triggers) model_.notes.push_back(trigger);
        if (unmanaged_) model_.options.emplace_back("aside::managed(false)");
    }
    void add_unique_together(const std::vector<KeyPart>& parts) {
        if (const auto list = fields(parts, false))
            add_option("aside::unique_together(" + *list + ')');
        else
            model_.notes.push_back("UNIQUE (" + listed(parts) + ')');
    }
    void add(const Index& index) {
        const auto list = is_plain(index) ? fields(index.parts, true) : std::nullopt;
        if (!list) {
            if (!serves_beginnings(index)) model_.notes.push_back(text_of(index));
        } else if (index.unique) {
            if (index.parts.size() > 1) add_unique_together(index.parts);
        } else if (index.parts.size() > 1 || index.parts[0].descending || !index.method.empty()) {
            add_option("aside::index(" + *list + ')' +
                       (index.method.empty() ? "" : ".using_(" + literal(index.method) + ')'));
        }
    }
    void add_option(std::string option) {
        if (std::ranges::find(model_.options, option) == model_.options.end())
            model_.options.push_back(std::move(option));
    }
    /// The further index over text that this library and Django make by themselves.
    [[nodiscard]] bool serves_beginnings(const Index& index) const {
        if (index.parts.size() != 1 || index.unique || !index.condition.empty()) return false;
        const KeyPart& part = index.parts[0];
        const Column* column = plans_.column(table_, part.column);
        return column != nullptr && !part.operator_class.empty() &&
               part.operator_class == plans_.engine().dialect->pattern_operator_class(*column) &&
               (plans_.is_unique(table_, column->name) || has_plain_index(*column));
    }
    static std::string text_of(const Index& index) {
        if (!index.definition.empty()) return index.definition;
        return (index.unique ? "UNIQUE INDEX " : "INDEX ") + index.name +
               (index.method.empty() ? "" : " USING " + index.method) + " (" + listed(index.parts) +
               ')' + (index.condition.empty() ? "" : " where " + index.condition);
    }

    const Plans& plans_;
    const std::size_t number_;
    const Plan& plan_;
    const Table& table_;
    Model model_;
    std::map<std::string, std::string> paths_;  ///< of the columns
    std::map<std::string, std::vector<std::string>> allowed_;
    std::set<std::string> json_;  ///< columns that a check allows JSON only
    bool unmanaged_ = false;
};

/// Adds the members that belong to no column.
class Relations {
public:
    Relations(const Plans& plans, std::vector<Model>& models, std::vector<Names>& paths)
        : plans_(plans), models_(models), paths_(paths) {}

    void add_many_to_many() {
        for (const ManyToMany& join : plans_.joins()) {
            Member member{.path = join.path, .target = join.target};
            member.type = "aside::ManyToMany<" + type(join.owner, join.target);
            if (join.owner == join.target) {
                member.type += ", aside::asymmetric";
                member.notes.emplace_back(
                    "Drop aside::asymmetric if each row is there in both directions.");
            }
            member.type += '>';
            if (add(join.owner, join.path, std::move(member)) && plans_.options().reverse)
                add_reverse(join.target, join.owner, "ReverseManyToMany", join.path, "_set");
        }
    }
    void add_reverse_members() {
        const std::size_t count = models_.size();
        for (std::size_t i = 0; i < count; ++i)
            for (std::size_t m = 0; m < models_[i].members.size(); ++m) {
                const Member& member = models_[i].members[m];
                const bool is_one = member.type.starts_with("aside::OneToOne<");
                if (!is_one && !member.type.starts_with("aside::ForeignKey<")) continue;
                const std::string path = member.path;
                add_reverse(*member.target, i, is_one ? "ReverseOneToOne" : "ReverseForeignKey",
                            path, is_one ? "" : "_set");
            }
    }

private:
    [[nodiscard]] std::string type(std::size_t in, std::size_t named) const {
        return plans_.type_in(plans_[in].name_space, named);
    }
    /// False if the model has no room for it.
    bool add(std::size_t model, const std::string& path, Member member) {
        if (models_[model].members.size() == most_members) {
            models_[model].left_out.push_back(path + ": a model has at most 256 members");
            return false;
        }
        models_[model].members.push_back(std::move(member));
        return true;
    }
    void add_reverse(std::size_t to, std::size_t from, const std::string& kind,
                     const std::string& path, const std::string& ending) {
        const std::string name =
            path_name(plans_[from].name, plans_.options().ascii) + '_' + path + ending;
        Member member{.path = paths_[to].take(name), .target = from};
        member.type = "aside::" + kind + '<' + type(to, from) + ", \"" + path + "\">";
        add(to, name, std::move(member));
    }

    const Plans& plans_;
    std::vector<Model>& models_;
    std::vector<Names>& paths_;
};

}  // namespace

std::vector<std::string> columns_to_sample(const Table& table, const Engine& engine) {
    std::vector<std::string> columns;
    for (const Column& column : table.columns) {
        const bool may_be_null_key =
            column.nullable && table.primary_key && table.primary_key->parts.size() == 1 &&
            engine.dialect->same_name(table.primary_key->parts[0].column, column.name);
        if (wants_sample(column, engine) || may_be_null_key) columns.push_back(column.name);
    }
    return columns;
}

std::vector<Model> models_of(std::span<const Table> tables, const Samples& samples,
                             const Options& options, const Engine& engine) {
    const Plans plans(tables, samples, options, engine);
    std::vector<Model> models;
    std::vector<Names> paths(plans.size());
    for (const ManyToMany& join : plans.joins()) paths[join.owner].add(join.path);
    for (std::size_t i = 0; i < plans.size(); ++i)
        models.push_back(plans[i].is_join ? Model() : Builder(plans, i).build(paths[i]));
    Relations relations(plans, models, paths);
    if (options.reverse) relations.add_reverse_members();
    relations.add_many_to_many();
    return models;
}

}  // namespace aside::inspect
