#include "aside/detail/prepared_query.hpp"

#include "query/one_row.hpp"

namespace aside::detail {

Query filled(const PreparedQuery& form, std::span<const SqlValue> values) {
    Query query(form.model());
    ExprWriter writer(query.where);
    const std::size_t call = form.joins ? writer.begin(ExprKind::filter) : 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const PreparedTerm& term = form.terms[i];
        writer.comparison(term.lookup, term.path, values[i], term.type);
    }
    if (form.joins) writer.end(call);
    query::limit_for_only_row(query);
    return query;
}

}  // namespace aside::detail
