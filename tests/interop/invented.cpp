// Queries that were made at random: reads their descriptions, of which django_app/descriptions.py
// tells, and asks them by paths that are known at run time only.
#include "interop/invented.hpp"

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "interop/any.hpp"
#include "interop/models.hpp"

namespace interop {
namespace {

using Json = nlohmann::json;

/// Values as a program has them that read them from a request: numbers, truths and, else, text.
AnyCondition compared(const std::string& path, const Json& value) {
    const aside::RunTimeField field(path);
    if (value.is_null()) return AnyCondition::of(field = nullptr);
    const std::string kind = value.begin().key();
    const Json& given = value.begin().value();
    if (kind == "path") return AnyCondition::of(field = aside::field(given.get<std::string>()));
    if (given.is_boolean()) return AnyCondition::of(field = given.get<bool>());
    if (given.is_number_integer()) return AnyCondition::of(field = given.get<std::int64_t>());
    if (given.is_number()) return AnyCondition::of(field = given.get<double>());
    return AnyCondition::of(field = given.get<std::string>());
}
template <class T>
AnyCondition compared_to_all(const std::string& path, const Json& values) {
    std::vector<T> all;
    for (const Json& value : values) all.push_back(value.begin()->get<T>());
    return AnyCondition::of(aside::field(path) = all);
}
AnyCondition compared_to_several(const std::string& path, const Json& values) {
    if (values.empty() || values[0].begin()->is_string())
        return compared_to_all<std::string>(path, values);
    if (values[0].begin()->is_number_integer()) return compared_to_all<std::int64_t>(path, values);
    return compared_to_all<double>(path, values);
}

AnyCondition condition(const Json& tree);

template <class M>
AnyCondition within(const Json& tree) {
    const AnyCondition inner = condition(tree[3][1]);
    return AnyCondition::of(
        aside::field(tree[1].get<std::string>())
            .in(tree[3][0] == "filter" ? M::objects.filter(inner) : M::objects.exclude(inner)));
}
AnyCondition within(const Json& tree) {
    const std::string& model = tree[2].get_ref<const std::string&>();
    if (model == "Book") return within<Book>(tree);
    if (model == "Person") return within<Person>(tree);
    if (model == "Publisher") return within<Publisher>(tree);
    if (model == "Tag") return within<Tag>(tree);
    if (model == "Country") return within<Country>(tree);
    if (model == "Review") return within<Review>(tree);
    return within<Authorship>(tree);
}

AnyCondition condition(const Json& tree) {
    const std::string& what = tree[0].get_ref<const std::string&>();
    if (what == "and") return AnyCondition::of(condition(tree[1]) && condition(tree[2]));
    if (what == "or") return AnyCondition::of(condition(tree[1]) || condition(tree[2]));
    if (what == "not") return AnyCondition::of(!condition(tree[1]));
    if (what == "within") return within(tree);
    const std::string lookup = tree[2];
    const std::string path = tree[1].get<std::string>() + (lookup == "exact" ? "" : "__" + lookup);
    return tree[3].is_array() ? compared_to_several(path, tree[3]) : compared(path, tree[3]);
}

template <class Aggregate>
AnyExpression filtered(const Aggregate& aggregate, const Json& tree) {
    return tree[3].is_null() ? AnyExpression::of(aggregate)
                             : AnyExpression::of(aggregate.filter(condition(tree[3])));
}
template <class Aggregate>
AnyExpression aggregate(const Aggregate& aggregate, const Json& tree) {
    return filtered(tree[2].get<bool>() ? aggregate.distinct() : aggregate, tree);
}
template <class Function>
AnyExpression over(const Function& function, const Json& tree) {
    const std::string term = tree[4];
    const AnyExpression column =
        AnyExpression::of(aside::field(term[0] == '-' ? term.substr(1) : term));
    const auto order = order_by(term[0] == '-' ? column.desc() : column.asc());
    if (tree[3].is_null()) return AnyExpression::of(function.over(order));
    return AnyExpression::of(
        function.over(partition_by(aside::field(tree[3].get<std::string>())), order));
}
AnyExpression window(const Json& tree) {
    const std::string& function = tree[1].get_ref<const std::string&>();
    const aside::RunTimeField path = aside::field(tree[2].get<std::string>());
    if (function == "rank") return over(aside::Rank(), tree);
    if (function == "dense_rank") return over(aside::DenseRank(), tree);
    if (function == "sum") return over(Sum(path), tree);
    if (function == "max") return over(Max(path), tree);
    return over(Count(path), tree);
}
AnyExpression expression(const Json& tree) {
    const std::string& what = tree[0].get_ref<const std::string&>();
    if (what == "window") return window(tree);
    if (what == "value") return AnyExpression::of_value(tree[1]["int"].get<std::int64_t>());
    if (what == "+") return AnyExpression::of(expression(tree[1]) + expression(tree[2]));
    if (what == "-") return AnyExpression::of(expression(tree[1]) - expression(tree[2]));
    if (what == "*") return AnyExpression::of(expression(tree[1]) * expression(tree[2]));
    const aside::RunTimeField path = aside::field(tree[1].get<std::string>());
    if (what == "path") return AnyExpression::of(path);
    if (what == "count") return aggregate(Count(path), tree);
    if (what == "sum") return aggregate(Sum(path), tree);
    if (what == "avg") return aggregate(Avg(path), tree);
    if (what == "min") return aggregate(Min(path), tree);
    if (what == "max") return aggregate(Max(path), tree);
    throw std::logic_error("no expression is called " + what);
}

/// The names that annotations go by: static text.
std::string_view name_of_annotation(const std::string& name) {
    static constexpr std::string_view names[] = {"x0", "x1", "x2", "x3"};
    return names[name.at(1) - '0'];
}

/// A query of one model, as far as its steps have been taken.
template <class M>
class Asked {
public:
    explicit Asked(const Json& description) : description_(description) {
        for (const Json& column : description["columns"])
            kinds_[column[0]] = kind_named(column[1].get_ref<const std::string&>());
        for (const Json& step : description["steps"]) take(step);
    }
    std::string answer() const {
        const std::string& ends = description_["ends"].get_ref<const std::string&>();
        if (ends == "count") return std::to_string(rows_.count());
        if (ends == "exists") return rows_.exists() ? "true" : "false";
        columns_of_rows.clear();
        for (const Json& column : description_["columns"])
            columns_of_rows.push_back(kinds_.at(column[0]));
        if (description_["groups"].get<bool>())
            return encode_rows(aside::QuerySet<M, AnyRow>(aside::detail::Query(rows_.query())));
        return encode_rows(aside::QuerySet<M, AnyObject<M>>(aside::detail::Query(rows_.query())));
    }

private:
    using Rows = aside::QuerySet<M>;

    void take(const Json& step) {
        const std::string& what = step[0].get_ref<const std::string&>();
        if (what == "filter") rows_ = rows_.filter(condition(step[1]));
        if (what == "exclude") rows_ = rows_.exclude(condition(step[1]));
        if (what == "reverse") rows_ = rows_.reverse();
        if (what == "distinct") rows_ = rows_.distinct();
        if (what == "slice") rows_ = rows_.slice(step[1], step[2]);
        if (what == "annotate" || what == "alias") annotate(step, what == "annotate");
        if (what == "values") values(step[1]);
        if (what == "order_by") order_by(step[1]);
    }
    void annotate(const Json& step, bool selected) {
        aside::detail::Query query = rows_.query();
        aside::detail::add_annotation(query, {.name = name_of_annotation(step[1]),
                                              .expr = expression(step[2]).nodes(),
                                              .type = field_type_of(kind_named(step[3])),
                                              .selected = selected});
        rows_ = Rows(std::move(query));
    }
    void values(const Json& paths) {
        std::vector<aside::detail::ValueTerm> terms;
        for (const Json& path : paths)
            terms.push_back({AnyExpression::of(aside::field(path.get<std::string>())).nodes(),
                             field_type_of(kinds_.at(path))});
        aside::detail::Query query = rows_.query();
        aside::detail::select_values(query, std::move(terms));
        rows_ = Rows(std::move(query));
    }
    void order_by(const Json& paths) {
        std::vector<aside::detail::OrderTerm> terms;
        for (const Json& path : paths)
            terms.push_back(aside::field(path.get<std::string>()).order_term());
        aside::detail::Query query = rows_.query();
        aside::detail::replace_ordering(query, std::move(terms));
        rows_ = Rows(std::move(query));
    }

    const Json& description_;
    std::map<std::string, CellKind> kinds_;
    Rows rows_;
};

std::string answer_of(const Json& description) {
    const std::string& model = description["model"].get_ref<const std::string&>();
    if (model == "Book") return Asked<Book>(description).answer();
    if (model == "Person") return Asked<Person>(description).answer();
    if (model == "Publisher") return Asked<Publisher>(description).answer();
    if (model == "Tag") return Asked<Tag>(description).answer();
    if (model == "Review") return Asked<Review>(description).answer();
    if (model == "Country") return Asked<Country>(description).answer();
    if (model == "Authorship") return Asked<Authorship>(description).answer();
    throw std::logic_error("no model is called " + model);
}

}  // namespace

void invented(const std::string& file) {
    const Json descriptions = Json::parse(std::ifstream(file));
    std::string separator = "[";
    for (const Json& description : descriptions) {
        std::cout << separator << answered([&] { return answer_of(description); });
        separator = ",\n";
    }
    std::cout << "]\n";
}

}  // namespace interop
