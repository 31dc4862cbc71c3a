#include "sql/resolver.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

#include "aside/error.hpp"
#include "sql/expr_compiler.hpp"
#include "sql/select.hpp"

namespace aside::sql {

using detail::ExprKind;

namespace {

TableSet common(const TableSet& a, const TableSet& b) {
    TableSet result;
    std::ranges::set_intersection(a, b, std::back_inserter(result));
    return result;
}

void add(TableSet& to, const TableSet& more) {
    if (more.empty()) return;
    TableSet result;
    std::ranges::set_union(to, more, std::back_inserter(result));
    to = std::move(result);
}

/// The tables that several conditions need, of which all or at least one holds.
class Needed {
public:
    explicit Needed(bool all_hold) : all_hold_(all_hold) {}
    void of(const TableSet& condition) {
        if (first_ || all_hold_)
            add(tables_, condition);
        else
            tables_ = common(tables_, condition);
        first_ = false;
    }
    [[nodiscard]] TableSet take() { return std::move(tables_); }

private:
    bool all_hold_;
    bool first_ = true;
    TableSet tables_{};
};

bool same_join(const Table& table, std::size_t parent, const Step& step) {
    return table.parent == parent && table.step.from == step.from && table.step.to == step.to;
}

/// Whether a lookup can only hold if a joined table has a row. A comparison with a column of a row
/// that is not there never holds, and its negation always does.
bool needs_row(const Node& lookup, bool negated, const ExprCompiler& compiler) {
    return (compiler.null_test(lookup) == NullTest::is_null) == negated;
}

/// Throws if an inner query is of another database. One without an alias reads the database of the
/// outer query.
void require_same_database(const detail::Query& inner, const detail::Query& around) {
    const auto name = [](const detail::Query& query) {
        return query.place.alias.empty() ? std::string("default") : query.place.alias;
    };
    if (!inner.place.alias.empty() && name(inner) != name(around))
        throw NotSupportedError("aside: a subquery of database \"" + name(inner) +
                                "\" cannot stand in a query of \"" + name(around) +
                                "\": pass the list() of its rows");
}

/// An aggregate or window has no value yet when statements inside of a SELECT look at its rows, one
/// by one.
void require_readable(const Node& path, const Meaning& meaning, const detail::Query& query) {
    if (meaning.annotation == nullptr) return;
    if (!meaning.annotation->aggregate && !meaning.annotation->window) return;
    throw NotSupportedError("OuterRef(\"" + std::string(path.path()) + "\") of " +
                            std::string(query.model->type_name) + " is " +
                            (meaning.annotation->aggregate ? "an aggregate" : "of a window") +
                            ", which a subquery cannot read: annotate it as a Subquery");
}

}  // namespace

Column Resolver::owners(const detail::Owners& owners) {
    const detail::ResolvedRelation& relation = owners.relation->resolved();
    assert(!owners.relation->has_column());  // the row of a foreign key is looked up by its key
    if (relation.join == nullptr) return {0, relation.hops.front().to};
    const std::size_t join = tables_.join(
        0, {.from = relation.hops.back().to, .to = relation.join_target, .many = true});
    owners_joins_ = {join};
    tables_.read(join);
    return {join, relation.join_owner};
}

void Resolver::conditions_and_columns() {
    const Node* const begin = query_.where.data();
    const bool own_rows = query_.operation == detail::SetOperation::none && !query_.raw;
    auto annotation = query_.annotations.begin();
    auto value = own_rows ? query_.values.begin() : query_.values.end();
    auto group = own_rows ? query_.group_by.begin() : query_.group_by.end();
    const auto computed_until = [&](std::size_t nodes) {
        for (; annotation != query_.annotations.end() && annotation->after <= nodes; ++annotation)
            expression(annotation->expr.front());
        for (; group != query_.group_by.end() && query_.grouped_after <= nodes; ++group)
            expression(group->front());
        for (; value != query_.values.end() && value->after <= nodes; ++value)
            expression(value->expr.front());
    };
    for (const Node& node : Nodes(query_.where)) {
        const bool first = &node == begin;
        computed_until(static_cast<std::size_t>(&node - begin));
        Scope scope;
        if (first) scope.joins = owners_joins_;
        tables_.need(condition(node, scope, {.first = first}));
    }
    computed_until(query_.where.size());
}

void Resolver::expression(const Node& node) {
    Scope scope{.takes_any_join = true, .splits = false};
    (void)operand(node, scope);
}

std::vector<std::size_t> Resolver::related(const std::vector<SelectedRelation>& relations) {
    std::vector<std::size_t> tables;
    for (const SelectedRelation& selected : relations) {
        Scope scope;
        if (selected.parent >= 0) scope.root = tables[static_cast<std::size_t>(selected.parent)];
        tables.push_back(walk(follow(*selected.relation), scope).back());
        tables_.read(tables.back());
    }
    return tables;
}

TableSet Resolver::condition(const Node& node, Scope& scope, Place place) {
    switch (node.kind) {
        case ExprKind::all_of:
            return conjunction(children(node), scope, place);
        case ExprKind::any_of:
            return disjunction(children(node), scope, place);
        case ExprKind::odd_of:
            return parity(children(node), scope, place);
        case ExprKind::negation:
            return conjunction(children(node), scope, place.inverted());
        case ExprKind::filter:
            return filter(node, scope, place);
        case ExprKind::lookup:
            return lookup(node, scope, place);
        default:
            (void)operand(node, scope);
            return {};
    }
}

TableSet Resolver::conjunction(Nodes nodes, Scope& scope, Place place) {
    Needed needed(!place.negated);
    for (const Node& node : nodes) {
        needed.of(condition(node, scope, place));
        place.first = false;
    }
    return needed.take();
}

/// The joins of the filter calls of one alternative are taken over by those of the next ones, each
/// join once. A row that passes one alternative is enough.
TableSet Resolver::disjunction(Nodes nodes, Scope& scope, Place place) {
    Needed needed(place.negated);
    TableSet* const offered = scope.offered;
    TableSet closed_before = std::exchange(scope.closed, {});
    for (const Node& node : nodes) {
        TableSet offer = scope.closed;
        if (offered != nullptr) add(offer, *offered);
        scope.offered = &offer;
        needed.of(condition(node, scope, place));
        if (offered != nullptr) *offered = common(*offered, offer);
    }
    scope.offered = offered;
    add(scope.closed, closed_before);
    return needed.take();
}

/// An exclusive or depends on the operands that do not hold, too, so that each is settled on its
/// own.
TableSet Resolver::parity(Nodes nodes, Scope& scope, Place place) {
    Needed needed(false);
    for (const Node& node : nodes) {
        const bool apart = scope.splits && crosses_many({&node, &node + node.size}, scope);
        if (apart) exists(node, scope);
        needed.of(apart ? TableSet() : condition(node, scope, {.below_negation = true}));
    }
    return place.negated ? TableSet() : needed.take();
}

TableSet Resolver::filter(const Node& node, Scope& scope, Place place) {
    if (place.below_negation && scope.splits && crosses_many(children(node), scope)) {
        exists(node, scope);
        return {};
    }
    Scope own{.root = scope.root,
              .takes_any_join = scope.takes_any_join,
              .splits = scope.splits,
              .offered = scope.offered};
    if (place.first) own.joins = owners_joins_;
    TableSet needed = conjunction(children(node), own, place);
    for (const std::size_t owners : owners_joins_) own.joins.remove(owners);
    add(scope.closed, own.joins);
    return needed;
}

TableSet Resolver::lookup(const Node& node, Scope& scope, Place place) {
    if (is_not_equal(node)) place = place.inverted();
    const Node& left = children(node).front();
    if (!place.below_negation || !scope.splits || !crosses_many({&left, &left + left.size}, scope))
        return compared(node, scope, scope, place.negated);
    exists_for_lookup(node, scope);
    return {};
}

/// Resolves the paths of both sides of a lookup.
TableSet Resolver::compared(const Node& lookup, Scope& scope, Scope& scope_of_values,
                            bool negated) {
    const Nodes sides = children(lookup);
    TableSet needed = operand(sides.front(), scope);
    for (const Node& value : sides.rest()) {
        const TableSet more = operand(value, scope_of_values);
        if (&scope == &scope_of_values) add(needed, more);
    }
    return needs_row(lookup, negated, {dialect_, tables_}) ? needed : TableSet();
}

TableSet Resolver::operand(const Node& node, Scope& scope) {
    TableSet needed;
    switch (node.kind) {
        case ExprKind::path:
            return path(node, scope);
        case ExprKind::arithmetic:  // NULL if one side is
            for (const Node& side : children(node)) add(needed, operand(side, scope));
            return needed;
        case ExprKind::value:
        case ExprKind::star:
        case ExprKind::random:
            return {};
        case ExprKind::outer_path:
            outer_path(node);
            return {};
        case ExprKind::subquery:
        case ExprKind::exists:
            subquery(node, scope);
            return {};
        case ExprKind::all_of:
        case ExprKind::any_of:
        case ExprKind::odd_of:
        case ExprKind::negation:
        case ExprKind::filter:
        case ExprKind::lookup:
            (void)condition(node, scope, {});
            return {};
        default:  // may have a value also without the rows of its parts
            for (const Node& part : children(node)) (void)operand(part, scope);
            return {};
    }
}

TableSet Resolver::path(const Node& node, Scope& scope) {
    if (const detail::Annotation* annotation = annotation_of(node)) {
        const std::size_t size = annotation->name.size();
        const std::string_view text = node.path();
        const auto ending = text.size() == size ? std::string_view() : text.substr(size + 2);
        tables_.bind(node, {.annotation = annotation, .ending = ending});
        return {};
    }
    const detail::ModelInfo& model = *tables_[scope.root].model;
    if (const detail::FieldInfo* own = plain_column(model, node.path())) {
        tables_.bind(node, {.column = {scope.root, own}});
        return {};
    }
    const Path path = follow_all(model, node.path());
    TableSet walked = walk(path, scope);
    const Reading read = reading(path);
    const Column column{read.steps == 0 ? scope.root : walked[read.steps - 1], read.field};
    tables_.bind(node, {.column = column, .ending = path.rest});
    return walked;
}

/// The annotation that a path begins with, or nullptr.
const detail::Annotation* Resolver::annotation_of(const Node& path) const {
    if (query_.annotations.empty()) return nullptr;
    return query_.find_annotation(path.path().substr(0, path.path().find("__")));
}

void Resolver::outer_path(const Node& node) {
    if (outer_ == nullptr)
        throw FieldError("OuterRef(\"" + std::string(node.path()) + "\") of " +
                         std::string(query_.model->type_name) +
                         " stands in no subquery: there is no query around it");
    tables_.bind_outer(node, (*outer_)(node, node.op - 1U));
}

/// Resolves a statement in place of a value. The paths that it reads of this statement are resolved
/// as any others are.
void Resolver::subquery(const Node& node, Scope& scope) {
    const detail::Query& inner = *node.query;
    require_same_database(inner, query_);
    std::vector<Meaning> read;
    const OuterPaths outer = [&](const Node& path, unsigned steps) {
        if (steps > 0) {
            if (outer_ != nullptr) return (*outer_)(path, steps - 1);
            throw FieldError("OuterRef(OuterRef(\"" + std::string(path.path()) +
                             "\")) has only one query around it");
        }
        Scope reading{.root = scope.root, .takes_any_join = true, .splits = false};
        (void)this->path(path, reading);
        read.push_back(tables_.meaning(path));
        require_readable(path, read.back(), query_);
        return read.back();
    };
    const auto gives = node.kind == ExprKind::exists ? SelectStatement::Gives::nothing
                                                     : SelectStatement::Gives::value;
    auto statement = std::make_unique<SelectStatement>(inner, gives, dialect_, &outer, &tables_);
    tables_.add_statement(node, scope.root, std::move(statement), std::move(read));
}

/// The tables along the path.
TableSet Resolver::walk(const Path& path, Scope& scope) {
    TableSet walked;
    std::size_t table = scope.root;
    for (const Step& step : path.steps) walked.push_back(table = join(table, step, scope));
    return walked;
}

std::size_t Resolver::join(std::size_t parent, const Step& step, Scope& scope) {
    for (std::size_t table = tables_.size(); table-- > parent;) {
        const bool shared = !step.many || scope.takes_any_join ||
                            std::ranges::find(scope.joins, table) != scope.joins.end();
        if (shared && same_join(tables_[table], parent, step)) return table;
    }
    if (!step.many) return tables_.join(parent, step);
    if (scope.offered != nullptr)
        for (const std::size_t table : *scope.offered) {
            if (!same_join(tables_[table], parent, step)) continue;
            scope.offered->remove(table);
            add(scope.joins, {table});
            return table;
        }
    scope.joins.push_back(tables_.join(parent, step));
    return scope.joins.back();
}

bool Resolver::crosses_many(Nodes nodes, const Scope& scope) const {
    const detail::ModelInfo& model = *tables_[scope.root].model;
    return std::any_of(nodes.begin().node(), nodes.end().node(), [&](const Node& node) {
        return node.kind == ExprKind::path && annotation_of(node) == nullptr &&
               plain_column(model, node.path()) == nullptr && follow_all(model, node.path()).many();
    });
}

/// Settles a condition by a SELECT of its own, over the row in question.
void Resolver::exists(const Node& condition, const Scope& around) {
    Scope inner{.root = tables_.open_select(condition, around.root)};
    tables_.need(condition.kind == ExprKind::lookup ? compared(condition, inner, inner, false)
                                                    : this->condition(condition, inner, {}));
}

/// Settles one lookup by a SELECT of its own, over the row in question. Its values are those of the
/// row outside. If other lookups have joined that relation already, the SELECT is tied to that
/// joined row.
void Resolver::exists_for_lookup(const Node& lookup, Scope& around) {
    Scope inner{.root = tables_.open_select(lookup, around.root)};
    tables_.need(compared(lookup, inner, around, false));
    tie_to_shared(inner.root, around.root, around);
}

void Resolver::tie_to_shared(std::size_t inner, std::size_t outer, const Scope& around) {
    for (std::size_t i = inner + 1; i < tables_.size(); ++i) {
        if (tables_[i].parent != inner) continue;
        const Step step = tables_[i].step;
        for (std::size_t shared = outer + 1; shared < tables_.size(); ++shared) {
            if (!same_join(tables_[shared], outer, step)) continue;
            if (!step.many) {
                tie_to_shared(i, shared, around);
            } else if (tables_[i].needed && std::ranges::count(around.joins, shared) != 0) {
                const detail::FieldInfo& key = tables_[i].model->key();
                tables_.tie({i, &key}, {shared, &key});
            }
        }
    }
}

}  // namespace aside::sql
