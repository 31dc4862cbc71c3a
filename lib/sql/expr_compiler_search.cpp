// The part of ExprCompiler that writes lookups of words in text.
#include "aside/error.hpp"
#include "query/kinds.hpp"
#include "sql/expr_compiler.hpp"

namespace aside::sql {

using detail::ExprKind;
using detail::FieldKind;
using detail::Function;
using detail::Lookup;

namespace {

bool is_search_query(const Node& node) {
    if (node.kind != ExprKind::function) return false;
    const auto function = static_cast<Function>(node.op);
    return is_of_search(function) && !gives_search_vector(function) &&
           function != Function::search_rank && function != Function::search_rank_cd;
}

}  // namespace

/// Throws `NotSupportedError` for a function of what the engine has not.
void ExprCompiler::require_function(Function function) const {
    if (is_of_search(function) && !dialect_.features().full_text_search)
        dialect_.throw_unsupported("full-text search", "full_text_search");
    if (is_of_trigrams(function) && !dialect_.features().trigrams)
        dialect_.throw_unsupported("likeness by trigrams", "trigrams");
}

bool ExprCompiler::is_search_vector(const Node& node) const {
    if (node.kind == ExprKind::function) return gives_search_vector(static_cast<Function>(node.op));
    if (node.kind != ExprKind::path) return false;
    const Meaning meaning = meaning_of(node);
    return meaning.annotation != nullptr && meaning.ending.empty() &&
           is_search_vector(meaning.annotation->expr.front());
}

/// A vector, or the one of a text. By the configuration of the database, as in Django.
SqlWriter ExprCompiler::searched(const SqlWriter& of, const Node& node) const {
    SqlWriter vector = of.part();
    if (is_search_vector(node)) {
        expression(vector, node);
        return vector;
    }
    const Operand arguments[] = {{.sql = of.part()}, {.sql = of.part()}, argument(of, node)};
    dialect_.function(vector, Function::search_vector, arguments, nullptr, DecimalForm::number);
    return vector;
}

SqlWriter ExprCompiler::search_terms(const SqlWriter& of, const Node& node) const {
    SqlWriter terms = of.part();
    if (is_search_query(node)) {
        expression(terms, node);
        return terms;
    }
    const Operand arguments[] = {{.sql = of.part()}, argument(of, node)};
    dialect_.function(terms, Function::search_plain, arguments, nullptr, DecimalForm::number);
    return terms;
}

void ExprCompiler::search_operation(SqlWriter& writer, const Node& node, Lookup lookup) const {
    const Node& left = children(node).front();
    const Node& right = children(node).rest().front();
    const detail::FieldInfo* field = field_of(left);
    if (field != nullptr && field->type->kind != FieldKind::text)
        throw FieldError("aside: " + field->full_name() + " is no text, and has no lookup " +
                         std::string(detail::lookup_names[static_cast<int>(lookup)]));
    require_function(lookup == Lookup::trigram_similar ? Function::trigram_similarity
                                                       : Function::search_plain);
    if (lookup == Lookup::trigram_similar)
        return dialect_.trigram_match(writer, argument(writer, left).sql,
                                      argument(writer, right).sql);
    dialect_.search_match(writer, searched(writer, left), search_terms(writer, right));
}

}  // namespace aside::sql
