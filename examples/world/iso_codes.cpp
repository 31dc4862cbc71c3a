#include "iso_codes.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <system_error>

namespace world {
namespace {

using nlohmann::json;

std::optional<std::string> optional_text(const json& entry, const char* key) {
    const auto found = entry.find(key);
    return found == entry.end() ? std::nullopt : std::optional(found->get<std::string>());
}

Country country(const json& entry) {
    Country country;
    country.alpha_2 = entry.at("alpha_2");
    country.alpha_3 = entry.at("alpha_3");
    country.numeric = entry.at("numeric");
    country.name = optional_text(entry, "common_name").value_or(entry.at("name"));
    country.official_name = optional_text(entry, "official_name");
    country.flag = entry.at("flag");
    return country;
}

/// Some entries leave the country out of their parent's code.
std::string parent_code(const std::string& code, const std::string& parent) {
    return parent.find('-') == parent.npos ? code.substr(0, 3) + parent : parent;
}

Subdivision subdivision(const json& entry) {
    Subdivision subdivision;
    subdivision.code = entry.at("code");
    subdivision.country.set_pk(subdivision.code.substr(0, 2));
    if (const auto parent = optional_text(entry, "parent"))
        subdivision.parent.set_pk(parent_code(subdivision.code, *parent));
    subdivision.name = entry.at("name");
    subdivision.kind = entry.at("type");
    return subdivision;
}

LanguageKind language_kind(const std::string& letter) {
    switch (letter.empty() ? '\0' : letter[0]) {
        case 'L':
            return LanguageKind::living;
        case 'E':
            return LanguageKind::extinct;
        case 'A':
            return LanguageKind::ancient;
        case 'H':
            return LanguageKind::historical;
        case 'C':
            return LanguageKind::constructed;
        case 'S':
            return LanguageKind::special;
    }
    throw std::runtime_error("no language is of type '" + letter + "'");
}

Language language(const json& entry) {
    Language language;
    language.alpha_3 = entry.at("alpha_3");
    language.alpha_2 = optional_text(entry, "alpha_2");
    language.name = entry.at("name");
    // Only ISO 639-3 has types; what ISO 639-2 has beyond it are groups, such as "Creoles and
    // pidgins".
    const auto type = optional_text(entry, "type");
    language.kind = type ? language_kind(*type) : LanguageKind::collection;
    return language;
}

Currency currency(const json& entry) {
    Currency currency;
    currency.alpha_3 = entry.at("alpha_3");
    currency.numeric = entry.at("numeric");
    currency.name = entry.at("name");
    return currency;
}

json parse_file(const std::filesystem::path& path) {
    std::ifstream file(path);
    if (!file)
        throw std::runtime_error("cannot read " + path.string() + ": " +
                                 std::generic_category().message(errno));
    try {
        return json::parse(file);
    } catch (const json::exception& error) {
        throw std::runtime_error(path.string() + " is broken: " + error.what());
    }
}

/// The objects of one file, whose only key is the number of the standard.
template <class Object>
std::vector<Object> read(const std::filesystem::path& folder, const std::string& standard,
                         Object (*convert)(const json&)) {
    const auto path = folder / ("iso_" + standard + ".json");
    const json document = parse_file(path);
    std::vector<Object> objects;
    try {
        for (const json& entry : document.at(standard)) objects.push_back(convert(entry));
    } catch (const std::exception& error) {
        throw std::runtime_error(path.string() + " is not what iso-codes writes, entry " +
                                 std::to_string(objects.size() + 1) + ": " + error.what());
    }
    return objects;
}

/// Those that others name by `parent` first, since a row is there before it is named.
std::vector<Subdivision> read_subdivisions(const std::filesystem::path& folder) {
    auto subdivisions = read(folder, "3166-2", subdivision);
    std::stable_partition(subdivisions.begin(), subdivisions.end(),
                          [](const Subdivision& each) { return !each.parent; });
    return subdivisions;
}

/// The first two letters of a currency's code are those of its country, where it is of one.
std::vector<Currency> read_currencies(const std::filesystem::path& folder,
                                      const std::vector<Country>& countries) {
    std::set<std::string> known;
    for (const Country& each : countries) known.insert(each.alpha_2);
    auto currencies = read(folder, "4217", currency);
    for (Currency& each : currencies) {
        const std::string country = each.alpha_3.substr(0, 2);
        if (known.contains(country)) each.country.set_pk(country);
    }
    return currencies;
}

std::vector<Language> read_languages(const std::filesystem::path& folder) {
    auto languages = read(folder, "639-3", language);
    std::set<std::string> known;
    for (const Language& each : languages) known.insert(each.alpha_3);
    for (Language& each : read(folder, "639-2", language))
        if (known.insert(each.alpha_3).second) languages.push_back(std::move(each));
    return languages;
}

}  // namespace

IsoCodes read_iso_codes(const std::filesystem::path& folder) {
    IsoCodes codes{.countries = read(folder, "3166-1", country),
                   .subdivisions = read_subdivisions(folder),
                   .languages = read_languages(folder)};
    codes.currencies = read_currencies(folder, codes.countries);
    return codes;
}

}  // namespace world
