// The rows that select_for_update locks.
#include "aside/error.hpp"
#include "sql/select.hpp"

namespace aside::sql {

namespace {

/// The path of one of the relations that are read with each row.
std::string path_of(const std::vector<SelectedRelation>& selected, std::size_t relation) {
    const auto& [own, parent] = selected[relation];
    const std::string name(own->name);
    return parent < 0 ? name : path_of(selected, static_cast<std::size_t>(parent)) + "__" + name;
}

[[noreturn]] void throw_not_read(std::string_view row,
                                 const std::vector<SelectedRelation>& selected) {
    std::string known = "self";
    for (std::size_t i = 0; i < selected.size(); ++i) known += ", " + path_of(selected, i);
    throw FieldError(
        "aside: select_for_update() cannot lock the row of \"" + std::string(row) +
        "\", which is not read: add it to select_related(). Those that are read: " + known);
}

}  // namespace

/// The table of a row that `of` names.
std::size_t SelectStatement::row_table(std::string_view row) const {
    if (row == "self") return 0;
    const auto selected = selected_relations(query_);
    for (std::size_t i = 0; i < related_.size(); ++i)
        if (path_of(selected, i) == row) return related_[i];
    throw_not_read(row, selected);
}

// Engines refuse to lock rows of a table that an outer join adds.
void SelectStatement::require_lockable(std::size_t table) const {
    const Table& locked = table_expression_.tables()[table];
    if (locked.select != 0 || !locked.used || !locked.outer) return;
    throw NotSupportedError(
        "aside: select_for_update() cannot lock rows of " + std::string(locked.model->type_name) +
        " that a row of " + std::string(query_.model->type_name) +
        " may be without: name those to be locked, as in select_for_update({.of = {\"self\"_f}})");
}

/// The tables whose rows are to be locked, by their names in the statement; none if all are.
std::vector<std::string> SelectStatement::locked_tables() const {
    const Tables& tables = table_expression_.tables();
    std::vector<std::string> names;
    for (const std::string_view row : query_.lock->of) {
        const std::size_t table = row_table(row);
        require_lockable(table);
        tables.write_name(names.emplace_back(), table, dialect_);
    }
    if (names.empty())
        for (std::size_t table = 0; table < tables.size(); ++table) require_lockable(table);
    return names;
}

}  // namespace aside::sql
