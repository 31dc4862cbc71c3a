#include "page.hpp"

#include <algorithm>
#include <future>
#include <kainjow/mustache.hpp>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace world {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::lambda;
using kainjow::mustache::lambda2;
using kainjow::mustache::mustache;
using kainjow::mustache::renderer;

constexpr std::pair<LanguageKind, const char*> kinds[] = {
    {LanguageKind::living, "living"},           {LanguageKind::extinct, "extinct"},
    {LanguageKind::ancient, "ancient"},         {LanguageKind::historical, "historical"},
    {LanguageKind::constructed, "constructed"}, {LanguageKind::special, "special codes"},
    {LanguageKind::collection, "groups"},
};

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// A future as something to call, any number of times; the first call may wait.
template <class Value>
std::function<Value()> once_there(std::future<Value> future) {
    return [shared = future.share()] { return shared.get(); };
}

/// A question that is asked when its answer is first needed, once.
template <class Ask>
auto when_needed(Ask ask) {
    return [ask, answer = std::make_shared<std::optional<decltype(ask())>>()] {
        if (!*answer) *answer = ask();
        return **answer;
    };
}

Content content() {
    const auto with_parents = Subdivision::objects.select_related("parent"_f);
    return {.countries = Country::objects.prefetch_related(Prefetch("subdivisions"_f, with_parents),
                                                           "currencies"_f),
            .short_languages = Language::objects.filter("alpha_2"_f.isnull(false)),
            .currencies = Currency::objects.select_related("country"_f)};
}

/// A number, or text, that is asked for where the template shows it.
template <class Ask>
data shown(Ask ask) {
    return lambda([ask](const std::string&) { return ask(); });
}

/// A section that is repeated for every row, which are asked for where it begins.
template <class Rows, class ToData>
data repeated(Rows rows, ToData to_data) {
    return lambda2([rows, to_data](const std::string& text, const renderer&) {
        mustache body(text);
        std::string html;
        for (const auto& row : rows) html += body.render(to_data(row));
        return html;
    });
}

data subdivision_data(const Subdivision& subdivision) {
    data item;
    item.set("code", subdivision.code);
    item.set("name", subdivision.name);
    item.set("kind", subdivision.kind);
    if (subdivision.parent) item.set("parent", subdivision.parent->name);
    return item;
}

data country_data(const Country& country) {
    data item;
    item.set("flag", country.flag);
    item.set("name", country.name);
    item.set("official", country.official_name.value_or(country.name));
    item.set("code", country.alpha_2);
    item.set("part_count", std::to_string(country.subdivisions.count()));
    data parts(data::type::list);
    for (const Subdivision& each : country.subdivisions.all())
        parts.push_back(subdivision_data(each));
    item.set("parts", std::move(parts));
    data money(data::type::list);
    for (const Currency& each : country.currencies.all()) {
        data name;
        name.set("name", each.name);
        money.push_back(name);
    }
    item.set("money", std::move(money));
    return item;
}

std::string percent(std::int64_t part, std::int64_t whole) {
    return std::to_string(100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

data language_kinds(const Content& content) {
    return repeated(content.language_kinds,
                    [all = content.language_count](const Content::Kind& kind) {
                        const std::int64_t count = kind.count();
                        data item;
                        item.set("label", kind.label);
                        item.set("count", std::to_string(count));
                        item.set("percent", percent(count, all()));
                        return item;
                    });
}

/// A column for each letter; the longest fills the chart.
data letters(const Content& content) {
    return lambda2([all = content.letters](const std::string& text, const renderer&) {
        std::vector<std::pair<std::int64_t, std::int64_t>> counts;
        std::int64_t most = 1;
        for (const Content::Letter& each : all) {
            const auto& [languages, subdivisions] =
                counts.emplace_back(each.languages(), each.subdivisions());
            most = std::max({most, languages, subdivisions});
        }
        mustache body(text);
        std::string html;
        for (std::size_t i = 0; i < all.size(); ++i) {
            data item;
            item.set("letter", all[i].letter);
            item.set("languages", std::to_string(counts[i].first));
            item.set("languages_height", percent(counts[i].first, most));
            item.set("subdivisions", std::to_string(counts[i].second));
            item.set("subdivisions_height", percent(counts[i].second, most));
            html += body.render(item);
        }
        return html;
    });
}

data language_data(const Language& language) {
    data item;
    item.set("code", *language.alpha_2);
    item.set("name", language.name);
    return item;
}

data currency_data(const Currency& currency) {
    data item;
    item.set("code", currency.alpha_3);
    item.set("name", currency.name);
    if (currency.country) item.set("country", currency.country->name);
    return item;
}

}  // namespace

Content ask_in_turn(const std::string& host_code) {
    Content content = world::content();
    for (const auto& [kind, label] : kinds)
        content.language_kinds.push_back(
            {label, [kind = kind] { return Language::objects.filter("kind"_f == kind).count(); }});
    for (const char each : alphabet) {
        const std::string letter(1, each);
        content.letters.push_back(
            {letter,
             [letter] { return Language::objects.filter("name__istartswith"_f = letter).count(); },
             [letter] {
                 return Subdivision::objects.filter("name__istartswith"_f = letter).count();
             }});
    }
    content.subdivision_count = when_needed([] { return Subdivision::objects.count(); });
    content.language_count = when_needed([] { return Language::objects.count(); });
    content.host =
        when_needed([host_code] { return Country::objects.get("alpha_2"_f = host_code); });
    return content;
}

Content ask_ahead(const std::string& host_code) {
    Content content = world::content();
    content.countries.start_fetch();
    content.short_languages.start_fetch();
    content.currencies.start_fetch();
    for (const auto& [kind, label] : kinds)
        content.language_kinds.push_back(
            {label, once_there<std::int64_t>(Language::objects.filter("kind"_f == kind).acount())});
    for (const char each : alphabet) {
        const std::string letter(1, each);
        content.letters.push_back(
            {letter,
             once_there<std::int64_t>(
                 Language::objects.filter("name__istartswith"_f = letter).acount()),
             once_there<std::int64_t>(
                 Subdivision::objects.filter("name__istartswith"_f = letter).acount())});
    }
    content.subdivision_count = once_there<std::int64_t>(Subdivision::objects.acount());
    content.language_count = once_there<std::int64_t>(Language::objects.acount());
    content.host = once_there<Country>(Country::objects.aget("alpha_2"_f = host_code));
    return content;
}

std::string render(const std::string& text, const Content& content) {
    mustache page(text);
    data context;
    context.set("host_name", shown([host = content.host] { return host().name; }));
    context.set("host_flag", shown([host = content.host] { return host().flag; }));
    context.set("country_count",
                shown([all = content.countries] { return std::to_string(all.count()); }));
    context.set("subdivision_count",
                shown([all = content.subdivision_count] { return std::to_string(all()); }));
    context.set("language_count",
                shown([all = content.language_count] { return std::to_string(all()); }));
    context.set("currency_count",
                shown([all = content.currencies] { return std::to_string(all.count()); }));
    context.set("countries", repeated(content.countries, country_data));
    context.set("language_kinds", language_kinds(content));
    context.set("letters", letters(content));
    context.set("short_languages", repeated(content.short_languages, language_data));
    context.set("currencies", repeated(content.currencies, currency_data));
    std::string html = page.render(context);
    if (!page.is_valid())
        throw std::runtime_error("the template is broken: " + page.error_message());
    return html;
}

}  // namespace world
