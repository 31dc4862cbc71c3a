#include "sql/tables.hpp"

#include <algorithm>

#include "sql/select.hpp"

namespace aside::sql {

using detail::ModelInfo;

Tables::Tables(const ModelInfo& model, const Tables* around)
    : tables_{{.model = &model}}, selects_{{}}, around_(around) {}
Tables::~Tables() = default;

std::size_t Tables::join(std::size_t parent, const Step& step) {
    tables_.push_back({.model = step.to->model,
                       .select = tables_[parent].select,
                       .parent = parent,
                       .step = step});
    return tables_.size() - 1;
}

std::size_t Tables::open_select(const Node& condition, std::size_t outer) {
    const std::size_t root = tables_.size();
    const ModelInfo& same = *tables_[outer].model;
    select_of_.set(condition, selects_.size());
    tables_.push_back({.model = &same, .select = selects_.size()});
    selects_.push_back({.around = tables_[outer].select,
                        .root = root,
                        .tied = {{{root, &same.key()}, {outer, &same.key()}}}});
    return root;
}

void Tables::bind(const Node& path, const Meaning& meaning) {
    meanings_.set(path, meaning);
    if (meaning.annotation == nullptr) read(meaning.column.table);
}

void Tables::bind_outer(const Node& path, const Meaning& meaning) { meanings_.set(path, meaning); }

void Tables::add_statement(const Node& node, std::size_t table,
                           std::unique_ptr<SelectStatement> statement, std::vector<Meaning> reads) {
    statements_.insert_or_assign(&node, Inner{table, std::move(statement), std::move(reads)});
}

void Tables::need(const TableSet& tables) {
    for (const std::size_t table : tables) tables_[table].needed = true;
}

void Tables::tie(Column inner, Column outer) {
    selects_[tables_[inner.table].select].tied.push_back({inner, outer});
    read(inner.table);
}

bool Tables::joined() const {
    return std::ranges::any_of(tables_, [](const Table& table) {
        return table.select == 0 && table.parent != no_table && table.read;
    });
}

void Tables::settle(unsigned depth) {
    settle_types();
    // From the innermost SELECT outwards: each reads columns of the one around it.
    for (std::size_t select = selects_.size(); select-- > 0;) settle_use(select);
    for (std::size_t select = 0; select < selects_.size(); ++select)
        settle_names(select, depth + depth_of(select));
    for (auto& [node, inner] : statements_)
        inner.statement->settle(depth + depth_of(tables_[inner.table].select) + 1);
}

void Tables::settle_types() {
    for (Table& table : tables_)
        if (table.parent != no_table)
            table.outer = !table.needed && (table.step.nullable || tables_[table.parent].outer);
}

void Tables::settle_use(std::size_t select) {
    for (std::size_t i = tables_.size(); i-- > 0;) {
        Table& table = tables_[i];
        if (table.select != select) continue;
        table.used = table.used || table.read || table.parent == no_table;
        if (table.used && table.parent != no_table) tables_[table.parent].used = true;
    }
    settle_start(selects_[select]);
    for (const auto& [inner, outer] : selects_[select].tied) read(outer.table);
}

/// Leaves out the first tables of an EXISTS if they only lead to the next one, whose rows name
/// those of the SELECT around it.
void Tables::settle_start(Select& select) {
    if (select.tied.empty()) return;
    auto& [inner, outer] = select.tied.front();
    while (!tables_[select.root].read) {
        const std::size_t child = only_child(select.root);
        if (child == no_table) return;
        Table& root = tables_[select.root];
        const Step& step = tables_[child].step;
        const bool same_row = root.parent == no_table;
        // What lies between rows of nodes and is on all of them does not say that they are on one.
        if (!same_row && root.model->distribution() == nullptr &&
            tables_[child].model->distribution() != nullptr)
            return;
        if (!same_row && !(root.step.forward && step.from == inner.field)) return;
        if (same_row) outer.field = step.from;
        inner = {child, step.to};
        root.used = false;
        select.root = child;
    }
}

/// The table joined to this one, if there is just one and it has a row.
std::size_t Tables::only_child(std::size_t table) const {
    std::size_t child = no_table;
    for (std::size_t i = table + 1; i < tables_.size(); ++i) {
        if (tables_[i].parent != table || !tables_[i].used) continue;
        if (child != no_table || tables_[i].outer) return no_table;
        child = i;
    }
    return child;
}

unsigned Tables::depth_of(std::size_t select) const {
    return select == 0 ? 0 : 1 + depth_of(selects_[select].around);
}

/// Names as Django gives them: a table's own the first time, then T2, T3; in statements inside of
/// others U0, U1, and V0, V1 inside of those.
void Tables::settle_names(std::size_t select, unsigned depth) {
    std::size_t number = tables_[selects_[select].root].parent == no_table ? 0 : 1;
    for (std::size_t i = 0; i < tables_.size(); ++i) {
        Table& table = tables_[i];
        if (table.select != select || !table.used) continue;
        const bool named_already = std::any_of(
            tables_.begin(), tables_.begin() + static_cast<std::ptrdiff_t>(i),
            [&](const Table& other) {
                return other.select == select && other.used &&
                       (other.model == table.model || other.model->table == table.model->table);
            });
        if (depth > 0)
            table.alias = static_cast<char>('T' + depth) + std::to_string(number);
        else if (named_already)
            table.alias = 'T' + std::to_string(number + 1);
        ++number;
    }
}

Meaning Tables::meaning(const Node& path) const {
    if (const Meaning* bound = meanings_.find(path)) return *bound;
    return {.column = {0, &model().at(path.path())}};
}

const Tables& Tables::around(unsigned steps) const {
    return steps == 0 ? *this : around_->around(steps - 1);
}

const SelectStatement& Tables::statement(const Node& node) const {
    return *statements_.at(&node).statement;
}

const std::vector<Meaning>& Tables::read_by_statement(const Node& node) const {
    return statements_.at(&node).reads;
}

bool Tables::nullable(Column column) const {
    return column.field->type->nullable || tables_[column.table].outer;
}

std::size_t Tables::select_of(const Node& condition) const {
    const std::size_t* opened = select_of_.find(condition);
    return opened != nullptr ? *opened : 0;
}

std::string_view Tables::name(std::size_t table) const {
    const Table& named = tables_[table];
    return named.alias.empty() ? std::string_view(named.model->table) : named.alias;
}

void Tables::write(SqlWriter& writer, Column column, const Dialect& dialect) const {
    dialect.quote(writer.sql, name(column.table));
    writer.sql += '.';
    dialect.quote(writer.sql, column.field->column);
}

void Tables::write_name(std::string& sql, std::size_t table, const Dialect& dialect) const {
    dialect.quote(sql, name(table));
}

void Tables::declare(SqlWriter& writer, std::size_t table, const Dialect& dialect) const {
    dialect.quote_table(writer.sql, *tables_[table].model);
    if (tables_[table].alias.empty()) return;
    writer.sql += " AS ";
    dialect.quote(writer.sql, tables_[table].alias);
}

bool Tables::are_on_one_node(Column one, Column other) const {
    const detail::FieldInfo* const first = tables_[one.table].model->distribution();
    const detail::FieldInfo* const second = tables_[other.table].model->distribution();
    if (first == nullptr || second == nullptr) return false;
    return !first->primary_key && !second->primary_key;  // else the equation says it
}

void Tables::same_node(SqlWriter& writer, Column one, Column other, const Dialect& dialect) const {
    if (!are_on_one_node(one, other)) return;
    writer.sql += " AND ";
    write(writer, {one.table, tables_[one.table].model->distribution()}, dialect);
    writer.sql += " = ";
    write(writer, {other.table, tables_[other.table].model->distribution()}, dialect);
}

void Tables::from(SqlWriter& writer, std::size_t select, const Dialect& dialect) const {
    const std::size_t root = selects_[select].root;
    writer.sql += " FROM ";
    declare(writer, root, dialect);
    for (std::size_t i = root + 1; i < tables_.size(); ++i) {
        const Table& table = tables_[i];
        if (table.select != select || !table.used) continue;
        writer.sql += table.outer ? " LEFT OUTER JOIN " : " INNER JOIN ";
        declare(writer, i, dialect);
        writer.sql += " ON (";
        write(writer, {table.parent, table.step.from}, dialect);
        writer.sql += " = ";
        write(writer, {i, table.step.to}, dialect);
        same_node(writer, {table.parent, table.step.from}, {i, table.step.to}, dialect);
        writer.sql += ')';
    }
}

}  // namespace aside::sql
