// What a search is told beside its texts, as values in an expression.
#include "aside/search.hpp"

#include "aside/error.hpp"
#include "model/shown.hpp"

namespace aside {

void SearchType::throw_unknown(std::string_view name) {
    throw ValidationError("aside: a SearchQuery is plain, phrase, raw or websearch, not " +
                          model::shown(name));
}

}  // namespace aside

namespace aside::detail {

void write_search_options(ExprWriter& writer, const SearchVectorOptions& options) {
    if (options.weight != 0 && (options.weight < 'A' || options.weight > 'D'))
        throw ValidationError(std::string("aside: a SearchVector's weight is A, B, C or D, not ") +
                              options.weight);
    writer.value(options.config == nullptr ? SqlValue() : SqlValue(options.config));
    writer.value(options.weight == 0 ? SqlValue() : SqlValue(std::string(1, options.weight)));
}

std::size_t begin_search_query(ExprWriter& writer, const SearchQueryOptions& options) {
    constexpr Function functions[] = {Function::search_plain, Function::search_phrase,
                                      Function::search_raw, Function::search_websearch};
    if (options.invert)
        (void)writer.begin(ExprKind::function, static_cast<unsigned char>(Function::search_not));
    const Function function = functions[options.search_type.value()];
    const std::size_t node = writer.begin(ExprKind::function, static_cast<unsigned char>(function));
    writer.value(options.config == nullptr ? SqlValue() : SqlValue(options.config));
    return node;
}

void end_search_query(ExprWriter& writer, std::size_t opened, const SearchQueryOptions& options) {
    writer.end(opened);
    if (options.invert) writer.end(opened - 1);
}

void write_rank_options(ExprWriter& writer, const SearchRankOptions& options) {
    constexpr std::size_t letters = 4;
    if (!options.weights.empty() && options.weights.size() != letters)
        throw ValidationError("aside: a SearchRank has four weights, of D, C, B and A, not " +
                              std::to_string(options.weights.size()));
    writer.value(options.weights.empty() ? SqlValue() : SqlValue(array_as_sql(options.weights)));
    writer.value(options.normalization == 0 ? SqlValue() : SqlValue(options.normalization));
}

}  // namespace aside::detail
