#pragma once
// Full-text search and the likeness of texts, by the names of Django's `contrib.postgres.search`,
// where Features have `full_text_search` and `trigrams`.
#include <string>
#include <string_view>
#include <vector>

#include "aside/functions.hpp"

namespace aside {

/// What a `SearchVector` gives: the words of text as they are searched, such as `'cat':1A`.
struct SearchDocument {
    std::string text{};
};
/// What a `SearchQuery` gives: the words that are looked for. No column holds it.
struct SearchTerms {};

/// A search vector is read as text.
template <>
struct FieldTraits<SearchDocument> {
    using stored = std::string;
    static stored to_stored(const SearchDocument& document) { return document.text; }
    static SearchDocument from_stored(stored text) { return {std::move(text)}; }
};

/// How the words of a `SearchQuery` are read: all of them (`plain`), one behind the other
/// (`phrase`), by the operators of the engine's own language (`raw`), or as search engines on the
/// web do (`websearch`).
class SearchType {
public:
    enum Value : unsigned char { plain, phrase, raw, websearch };
    constexpr SearchType(Value value) : value_(value) {}
    /// By name. Throws `ValidationError` for any other.
    constexpr SearchType(const char* name) : value_(named(name)) {}
    [[nodiscard]] constexpr Value value() const { return value_; }

private:
    static constexpr Value named(std::string_view name) {
        constexpr std::string_view names[] = {"plain", "phrase", "raw", "websearch"};
        for (unsigned char i = 0; i < 4; ++i)
            if (names[i] == name) return static_cast<Value>(i);
        throw_unknown(name);
    }
    [[noreturn]] static void throw_unknown(std::string_view name);

    Value value_;
};

/// What `SearchVector` may be told. The text of `config` outlives the vector.
struct SearchVectorOptions {
    const char* config = nullptr;  ///< the engine's configuration, such as `english`
    char weight = 0;               ///< from `A`, which ranks first, to `D`
};
/// What `SearchQuery` may be told. The text of `config` outlives the query.
struct SearchQueryOptions {
    const char* config = nullptr;  ///< the engine's configuration, such as `english`
    SearchType search_type = SearchType::plain;
    bool invert = false;  ///< looks for text that does not have the words
};
/// What `SearchRank` may be told.
struct SearchRankOptions {
    std::vector<double> weights{};  ///< of the words of weight D, C, B and A, in this order
    int normalization = 0;          ///< how the length of text counts: the engine's bits
    bool cover_density = false;     ///< how close the words stand to one another counts, too
};

namespace detail {

// compiled
/// A configuration by its name, and a weight by its letter; NULL for none. Throws `ValidationError`
/// for another letter.
void write_search_options(ExprWriter& writer, const SearchVectorOptions& options);
/// Opens what reads the words; a second node is opened around it to invert it.
std::size_t begin_search_query(ExprWriter& writer, const SearchQueryOptions& options);
void end_search_query(ExprWriter& writer, std::size_t opened, const SearchQueryOptions& options);
/// Throws `ValidationError` unless there are four weights or none.
void write_rank_options(ExprWriter& writer, const SearchRankOptions& options);

template <class... Operand>
using first_operand_error = typename first_error<Operand...>::type;

/// An expression that gives something to search in, and one that gives something to look for.
template <class T>
concept search_vector = Expression<T> && requires {
    T::is_search_vector;
};
template <class T>
concept search_query = Expression<T> && requires {
    T::is_search_query;
};

}  // namespace detail

/// Made by `SearchVector`.
template <class... Text>
struct [[nodiscard]] SearchVectorOf : Lookups<SearchVectorOf<Text...>>,
                                      detail::CopiedWhenMoved<SearchVectorOf<Text...>> {
    detail::value_pack<Text...> texts;
    SearchVectorOptions options;
    constexpr explicit SearchVectorOf(SearchVectorOptions o, Text... t)
        : texts(std::move(t)...), options(o) {}

    static constexpr bool is_search_vector = true;
    static constexpr detail::Contents contents =
        (detail::plain_contents | ... | detail::contents_of<Text>());
    using label = SearchVectorOf;
    template <class M, class N>
    using error = typename detail::first_error<detail::operand_error_t<M, N, Text>...>::type;
    template <class M, class N>
    using value = SearchDocument;

    void write(detail::ExprWriter& writer) const {
        const std::size_t node =
            writer.begin(detail::ExprKind::function,
                         static_cast<unsigned char>(detail::Function::search_vector));
        detail::write_search_options(writer, options);
        texts.write(writer);
        writer.end(node);
    }
};

namespace detail {

/// Two vectors or two queries, joined.
template <class A, Function Name, class B, class Result>
struct SearchPair : Lookups<SearchPair<A, Name, B, Result>>,
                    CopiedWhenMoved<SearchPair<A, Name, B, Result>> {
    A a;
    B b;
    constexpr SearchPair(A x, B y) : a(std::move(x)), b(std::move(y)) {}

    static constexpr Contents contents = A::contents | B::contents;
    using label = SearchPair;
    template <class M, class N>
    using error = typename first_error<operand_error_t<M, N, A>, operand_error_t<M, N, B>>::type;
    template <class M, class N>
    using value = Result;

    void write(ExprWriter& writer) const {
        const std::size_t node = writer.begin(ExprKind::function, static_cast<unsigned char>(Name));
        write_operand(writer, a);
        write_operand(writer, b);
        writer.end(node);
    }
};
template <class A, class B>
struct JoinedVectors : SearchPair<A, Function::search_joined, B, SearchDocument> {
    static constexpr bool is_search_vector = true;
    using SearchPair<A, Function::search_joined, B, SearchDocument>::SearchPair;
};
template <class A, Function Name, class B>
struct JoinedQueries : SearchPair<A, Name, B, SearchTerms> {
    static constexpr bool is_search_query = true;
    using SearchPair<A, Name, B, SearchTerms>::SearchPair;
};
/// `a + b` of vectors has the words of both.
template <search_vector A, search_vector B>
struct sum<A, B> {
    using type = JoinedVectors<A, B>;
};

}  // namespace detail

/// The words of these texts, to search in. NULL counts as an empty text, and other values are
/// searched as their text. `a + b` of two has the words of both.
template <detail::computed A>
constexpr auto SearchVector(A a, SearchVectorOptions options = {}) {
    return SearchVectorOf<A>(options, std::move(a));
}
/// The words of two texts.
template <detail::computed A, detail::computed B>
constexpr auto SearchVector(A a, B b, SearchVectorOptions options = {}) {
    return SearchVectorOf<A, B>(options, std::move(a), std::move(b));
}
/// The words of three texts.
template <detail::computed A, detail::computed B, detail::computed C>
constexpr auto SearchVector(A a, B b, C c, SearchVectorOptions options = {}) {
    return SearchVectorOf<A, B, C>(options, std::move(a), std::move(b), std::move(c));
}
/// The words of four texts or more, by the engine's own configuration.
template <detail::computed A, detail::computed B, detail::computed C, detail::computed D,
          detail::computed... More>
constexpr auto SearchVector(A a, B b, C c, D d, More... more) {
    return SearchVectorOf<A, B, C, D, More...>({}, std::move(a), std::move(b), std::move(c),
                                               std::move(d), std::move(more)...);
}

/// Made by `SearchQuery`.
template <class Text>
struct [[nodiscard]] SearchQueryOf : Lookups<SearchQueryOf<Text>>,
                                     detail::CopiedWhenMoved<SearchQueryOf<Text>> {
    Text text;
    SearchQueryOptions options;
    constexpr SearchQueryOf(Text t, SearchQueryOptions o) : text(std::move(t)), options(o) {}

    static constexpr bool is_search_query = true;
    static constexpr detail::Contents contents = detail::contents_of<Text>();
    using label = SearchQueryOf;
    template <class M, class N>
    using error = detail::operand_error_t<M, N, Text>;
    template <class M, class N>
    using value = SearchTerms;

    void write(detail::ExprWriter& writer) const {
        const std::size_t node = detail::begin_search_query(writer, options);
        detail::write_operand(writer, text);
        detail::end_search_query(writer, node, options);
    }
};

/// Words to look for: `"search"_f == SearchQuery("words")`, where `search` is a `SearchVector`.
/// They are a text, or an expression that gives one. `a & b`, `a | b` and `!a` combine queries.
template <class Text>
constexpr auto SearchQuery(Text&& words, SearchQueryOptions options = {}) {
    return SearchQueryOf<detail::owned_t<Text>>(detail::own(std::forward<Text>(words)), options);
}

/// Looks for what both queries ask for.
template <detail::search_query A, detail::search_query B>
constexpr auto operator&(A a, B b) {
    return detail::JoinedQueries<A, detail::Function::search_and, B>{std::move(a), std::move(b)};
}
/// Looks for what either of the queries asks for.
template <detail::search_query A, detail::search_query B>
constexpr auto operator|(A a, B b) {
    return detail::JoinedQueries<A, detail::Function::search_or, B>{std::move(a), std::move(b)};
}

/// Made by `!` of a `SearchQuery`.
template <class Query>
struct [[nodiscard]] InvertedQuery : Lookups<InvertedQuery<Query>>,
                                     detail::CopiedWhenMoved<InvertedQuery<Query>> {
    Query query;
    constexpr explicit InvertedQuery(Query q) : query(std::move(q)) {}

    static constexpr bool is_search_query = true;
    static constexpr detail::Contents contents = Query::contents;
    using label = InvertedQuery;
    template <class M, class N>
    using error = typename Query::template error<M, N>;
    template <class M, class N>
    using value = SearchTerms;

    void write(detail::ExprWriter& writer) const {
        const std::size_t node = writer.begin(
            detail::ExprKind::function, static_cast<unsigned char>(detail::Function::search_not));
        query.write(writer);
        writer.end(node);
    }
};
/// Looks for text that does not have what the query asks for.
template <detail::search_query A>
constexpr auto operator!(A a) {
    return InvertedQuery<A>{std::move(a)};
}

/// Made by `SearchRank`.
template <class Vector, class Query>
struct [[nodiscard]] SearchRankOf : Lookups<SearchRankOf<Vector, Query>>,
                                    detail::CopiedWhenMoved<SearchRankOf<Vector, Query>> {
    Vector vector;
    Query query;
    SearchRankOptions options;
    SearchRankOf(Vector v, Query q, SearchRankOptions o)
        : vector(std::move(v)), query(std::move(q)), options(std::move(o)) {}

    static constexpr detail::Contents contents = Vector::contents | Query::contents;
    using label = SearchRankOf;
    template <class M, class N>
    static consteval auto check() {
        using Problem = typename detail::first_error<detail::operand_error_t<M, N, Vector>,
                                                     detail::operand_error_t<M, N, Query>>::type;
        using Searched = detail::without_optional<detail::operand_t<M, N, Vector>>;
        if constexpr (!std::is_same_v<Problem, detail::fine>)
            return std::type_identity<Problem>{};
        else if constexpr (!std::is_same_v<Searched, SearchDocument>)
            return std::type_identity<argument_has_the_wrong_type<SearchRankOf, Searched>>{};
        else
            return std::type_identity<detail::fine>{};
    }
    template <class M, class N>
    using error = typename decltype(check<M, N>())::type;
    template <class M, class N>
    using value = double;

    void write(detail::ExprWriter& writer) const {
        const auto function = options.cover_density ? detail::Function::search_rank_cd
                                                    : detail::Function::search_rank;
        const std::size_t node =
            writer.begin(detail::ExprKind::function, static_cast<unsigned char>(function));
        detail::write_rank_options(writer, options);
        detail::write_operand(writer, vector);
        detail::write_operand(writer, query);
        writer.end(node);
    }
};

/// How well the query's words are found in a `SearchVector`, or an annotation that is one. 0 means
/// not at all; more is better.
template <detail::computed Vector, detail::search_query Query>
auto SearchRank(Vector vector, Query query, SearchRankOptions options = {}) {
    return SearchRankOf<Vector, Query>(std::move(vector), std::move(query), std::move(options));
}
/// How well plain words are found.
template <detail::computed Vector, detail::text_like Text>
auto SearchRank(Vector vector, Text&& words, SearchRankOptions options = {}) {
    return SearchRank(std::move(vector), SearchQuery(std::forward<Text>(words)),
                      std::move(options));
}

namespace detail {
struct trigram_similarity_function : of_text<Function::trigram_similarity, double, "tt"> {};
struct trigram_word_similarity_function : of_text<Function::trigram_word_similarity, double, "tt"> {
};
}  // namespace detail

/// How alike two texts are, from 0 to 1, as PostgreSQL's extension pg_trgm measures it.
template <class A, class B>
constexpr auto TrigramSimilarity(A&& text, B&& other) {
    return detail::function_of<detail::trigram_similarity_function>(std::forward<A>(text),
                                                                    std::forward<B>(other));
}
/// How alike some words of the second text and the first are, from 0 to 1.
template <class A, class B>
constexpr auto TrigramWordSimilarity(A&& words, B&& text) {
    return detail::function_of<detail::trigram_word_similarity_function>(std::forward<A>(words),
                                                                         std::forward<B>(text));
}

}  // namespace aside
