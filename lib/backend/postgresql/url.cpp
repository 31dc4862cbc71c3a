#include "backend/postgresql/url.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>
#include <utility>

#include "aside/error.hpp"

namespace aside::backend::postgresql {

namespace {

struct FreeOptions {
    void operator()(PQconninfoOption* options) const noexcept { PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, FreeOptions>;

constexpr std::string_view hidden = "***";

/// How the SQL of the dialect is read, and text made of values, whatever the server's own settings;
/// and, with the milliseconds behind it, how long a lock is waited for.
constexpr std::string_view session_settings =
    "-c TimeZone=UTC -c DateStyle=ISO -c IntervalStyle=postgres -c standard_conforming_strings=on "
    "-c lock_timeout=";

void replace_all(std::string& text, std::string_view what, std::string_view by) {
    if (what.empty()) return;
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

[[noreturn]] void refuse(const Url& url, std::string reason) {
    throw ImproperlyConfigured("cannot connect to \"" + url.text +
                               "\": " + url.without_secrets(std::move(reason)));
}

bool is_uri(std::string_view url) { return url.substr(url.find(':') + 1).starts_with("//"); }

/// The index at which the options of a URI begin: behind its `?`, which is not one in the password.
std::size_t query_of(std::string_view uri) {
    const auto authority = uri.find("//") + 2;
    const auto end_of_user = uri.find_first_of("@/", authority);
    const bool has_user = end_of_user != uri.npos && uri[end_of_user] == '@';
    return uri.find('?', has_user ? end_of_user : authority);
}

/// Collects the passwords as the URL spells them. Called before libpq reads the URL, so that an
/// error that quotes the URL shows none.
void find_secrets(Url& url, std::string_view text) {
    const auto keep = [&](std::string_view secret) {
        if (!secret.empty()) url.secrets.emplace_back(secret);
    };
    if (is_uri(text)) {
        const auto user = text.find("//") + 2;
        const auto end = text.find_first_of("@/", user);
        const auto colon = text.find(':', user);
        if (end != text.npos && text[end] == '@' && colon < end)
            keep(text.substr(colon + 1, end - colon - 1));
    }
    for (const std::string_view key : {"password=", "sslpassword="}) {
        for (auto at = text.find(key); at != text.npos; at = text.find(key, at + 1)) {
            const auto value = text.substr(at + key.size());
            const bool quoted = value.starts_with('\'');
            const auto end = quoted ? value.find('\'', 1) : value.find_first_of("& ");
            keep(value.substr(quoted ? 1 : 0, end == value.npos ? end : end - (quoted ? 1 : 0)));
        }
    }
    // The longest first: a password may be a part of another.
    std::ranges::sort(url.secrets,
                      [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

/// The options that are ours, each on or off.
constexpr std::pair<std::string_view, bool Url::*> own_options[] = {
    {"prepare", &Url::prepares}, {"share_commits", &Url::shares_commits}};

/// Applies `features=-one,other`.
void apply_features(Url& url, std::string_view list) {
    while (!list.empty()) {
        const auto end = list.find(',');
        try {
            url.features.push_back(sql::postgresql::read_switch(list.substr(0, end)));
        } catch (const ImproperlyConfigured& error) {
            refuse(url, error.what());
        }
        list.remove_prefix(end == list.npos ? list.size() : end + 1);
    }
}

/// Applies an option that is ours; false if it is not.
bool apply_own(Url& url, std::string_view option) {
    const auto equals = option.find('=');
    const auto name = option.substr(0, equals);
    if (name == "features" && equals != option.npos) {
        apply_features(url, option.substr(equals + 1));
        return true;
    }
    const auto* const own =
        std::ranges::find(own_options, name, [](const auto& each) { return each.first; });
    if (equals == option.npos || own == std::end(own_options)) return false;
    const auto value = option.substr(equals + 1);
    if (value != "on" && value != "off")
        refuse(url, std::string(name) + " is on or off, not \"" + std::string(value) + '"');
    url.*own->second = value == "on";
    return true;
}

/// The options between such separators without those that are ours, which are applied.
std::string take_own(Url& url, std::string_view options, char separator) {
    std::string others;
    while (!options.empty()) {
        const auto end = options.find(separator);
        const auto option = options.substr(0, end);
        options.remove_prefix(end == options.npos ? options.size() : end + 1);
        if (apply_own(url, option)) continue;
        if (!others.empty()) others += separator;
        others += option;
    }
    return others;
}

void take_own_options(Url& url, std::string_view text) {
    if (!is_uri(text)) {
        url.for_libpq = take_own(url, text.substr(text.find(':') + 1), ' ');
        return;
    }
    const auto query = query_of(text);
    url.for_libpq = text.substr(0, query);
    if (query == text.npos) return;
    const std::string others = take_own(url, text.substr(query + 1), '&');
    if (!others.empty()) url.for_libpq += '?' + others;
}

/// Has libpq read all of it now, so that what is wrong with it is said by `connect`.
void check(Url& url) {
    char* reason = nullptr;
    const Options options(PQconninfoParse(url.for_libpq.c_str(), &reason));
    if (options == nullptr) {
        std::string why = reason == nullptr ? "there is no memory" : reason;
        PQfreemem(reason);
        while (!why.empty() && why.back() == '\n') why.pop_back();
        refuse(url, std::move(why));
    }
    for (const PQconninfoOption* each = options.get(); each->keyword != nullptr; ++each) {
        if (each->val == nullptr) continue;
        const std::string_view keyword = each->keyword;
        if (keyword == "options") url.options = each->val;
        if (keyword == "password" || keyword == "sslpassword") url.secrets.emplace_back(each->val);
    }
}

/// Calls `use(keyword, value)` for each option of the URL.
template <class Use>
void for_each_option(const Url& url, Use use) {
    const Options options(PQconninfoParse(url.for_libpq.c_str(), nullptr));
    for (const PQconninfoOption* each = options.get(); each != nullptr && each->keyword != nullptr;
         ++each)
        if (each->val != nullptr) use(std::string_view(each->keyword), std::string_view(each->val));
}

/// An option as libpq reads it behind others.
std::string quoted_option(std::string_view keyword, std::string_view value) {
    std::string text(keyword);
    text += "='";
    for (const char c : value) {
        if (c == '\'' || c == '\\') text += '\\';
        text += c;
    }
    return text + '\'';
}

}  // namespace

std::string database_of(const Url& url) {
    std::string name;
    for_each_option(url, [&](std::string_view keyword, std::string_view value) {
        if (keyword == "dbname") name = value;
    });
    return name;
}

ShellCommand shell_of(const Url& url) {
    ShellCommand shell;
    std::string options;
    for_each_option(url, [&](std::string_view keyword, std::string_view value) {
        if (keyword == "password")
            return shell.environment.emplace_back("PGPASSWORD", value), void();
        if (keyword == "sslpassword") return;  // psql asks for it
        options += (options.empty() ? "" : " ") + quoted_option(keyword, value);
    });
    shell.arguments = {"psql", "--dbname=" + options};
    return shell;
}

std::string Url::without_secrets(std::string message) const {
    for (const std::string& secret : secrets) replace_all(message, secret, hidden);
    return message;
}

// Options of the URL come behind the defaults: of two values libpq takes the last.
Url::Settings Url::settings(std::chrono::milliseconds timeout) const {
    Settings settings;
    settings.add("application_name", "aside");
    settings.add("tcp_user_timeout", "30000");  // milliseconds until a network is given up
    settings.add("keepalives_idle", "60");
    settings.add("dbname", for_libpq);
    settings.add("client_encoding", "UTF8");
    // A pooler refuses them, and would not keep what SET says to the program that has said it.
    if (prepares)
        settings.add("options", std::string(session_settings) +
                                    std::to_string(std::max<std::int64_t>(timeout.count(), 1)) +
                                    (options.empty() ? "" : ' ' + options));
    return settings;
}

Url parse_url(std::string_view text) {
    Url url;
    find_secrets(url, text);
    url.text = url.without_secrets(std::string(text));
    if (text.find('\0') != text.npos)
        throw ImproperlyConfigured("cannot connect to a URL with a NUL character in it");
    take_own_options(url, text);
    check(url);
    return url;
}

}  // namespace aside::backend::postgresql
