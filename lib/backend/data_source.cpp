#include "backend/data_source.hpp"

#include <string>
#include <utility>

#include "aside/error.hpp"
#ifdef ASIDE_SQLITE
#include "backend/sqlite/open.hpp"
#endif
#ifdef ASIDE_POSTGRESQL
#include "backend/postgresql/open.hpp"
#endif

namespace aside::backend {
namespace {

struct Engine {
    std::string_view scheme;
    std::string_view urls;  ///< for messages
    DataSource (*source_of)(std::string_view url, std::chrono::milliseconds timeout);
    const sql::Dialect& (*dialect)();
};

/// The engines that this library was built with, each by an option of its own in meson_options.txt.
/// The dialect of the first one is that of SQL for no database.
constexpr Engine engines[] = {
#ifdef ASIDE_SQLITE
    {"sqlite", "sqlite:path and sqlite::memory:", sqlite::source_of, sqlite::dialect},
#endif
#ifdef ASIDE_POSTGRESQL
    {"postgresql", "postgresql://host/database", postgresql::source_of, postgresql::dialect},
    {"postgres", {}, postgresql::source_of, postgresql::dialect},
#endif
};

/// The schemes of engines that the library was built without, and the option of meson_options.txt
/// that adds each.
constexpr std::pair<std::string_view, std::string_view> left_out[] = {
    {"sqlite", "sqlite"}, {"postgresql", "postgresql"}, {"postgres", "postgresql"}};

[[noreturn]] void throw_unknown(std::string_view url, std::string_view why) {
    std::string known;
    for (const Engine& engine : engines)
        if (!engine.urls.empty()) known += (known.empty() ? "" : ", ") + std::string(engine.urls);
    throw ImproperlyConfigured("cannot connect to \"" + std::string(url) +
                               "\": " + std::string(why) + "; " + known + " are known");
}

}  // namespace

DataSource source_of(std::string_view url, std::chrono::milliseconds timeout) {
    const std::size_t colon = url.find(':');
    if (colon == url.npos) throw_unknown(url, "it has no scheme");
    const std::string_view scheme = url.substr(0, colon);
    for (const Engine& engine : engines)
        if (engine.scheme == scheme) return engine.source_of(url, timeout);
    for (const auto& [name, option] : left_out)
        if (name == scheme)
            throw_unknown(url, "this library was built without the engine for it, which -D" +
                                   std::string(option) + "=enabled builds");
    throw_unknown(url, "unknown scheme \"" + std::string(scheme) + '"');
}

const sql::Dialect& default_dialect() { return engines[0].dialect(); }

const sql::Dialect* dialect_of(std::string_view engine) {
    for (const Engine& each : engines)
        if (each.scheme == engine) return &each.dialect();
    return nullptr;
}

std::string engine_names() {
    std::string names;
    for (const Engine& each : engines)
        if (!each.urls.empty()) names += (names.empty() ? "" : ", ") + std::string(each.scheme);
    return names;
}

}  // namespace aside::backend
