#include "sql/postgresql/servers.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include "aside/detail/mutex.hpp"
#include "aside/error.hpp"
#include "sql/postgresql/dialect.hpp"

namespace aside::sql::postgresql {
namespace {

/// What differs between servers, by the names that a URL has for it.
constexpr std::pair<std::string_view, bool Features::*> switches[] = {
    {"advisory_locks", &Features::advisory_locks},
    {"commits_conflict", &Features::commits_conflict},
    {"counts_cascades", &Features::counts_cascades},
    {"deferrable_constraints", &Features::deferrable_constraints},
    {"explain_formats", &Features::explain_formats},
    {"full_text_search", &Features::full_text_search},
    {"index_methods", &Features::index_methods},
    {"notifications", &Features::notifications},
    {"nulls_largest", &Features::nulls_largest},
    {"ordered_keys", &Features::ordered_keys},
    {"transactional_ddl", &Features::transactional_ddl},
    {"trigrams", &Features::trigrams},
};

// Sources: docs.citusdata.com, "SQL support and workarounds".
Features features_of_citus() {
    Features features = features_of_postgresql();
    features.counts_cascades = false;  // the nodes count, and not the coordinator
    return features;
}

// Sources: cockroachlabs.com/docs, "PostgreSQL compatibility", and the features of
// django-cockroachdb. Its advisory locks and notifications are accepted, and do nothing.
Features features_of_cockroachdb() {
    Features features = features_of_postgresql();
    features.counts_cascades = false;
    features.deferrable_constraints = false;
    features.transactional_ddl = false;
    features.ordered_keys = false;
    features.commits_conflict = true;
    features.explain_formats = false;
    features.nulls_largest = false;
    features.advisory_locks = false;
    features.notifications = false;
    return features;
}

// Source: docs.yugabyte.com, "PostgreSQL feature support". Its statistics count no rows of a
// transaction.
Features features_of_yugabytedb() {
    Features features = features_of_postgresql();
    features.counts_cascades = false;
    features.transactional_ddl = false;
    features.commits_conflict = true;
    features.advisory_locks = false;
    features.notifications = false;
    return features;
}

Features features_of(Server server) {
    switch (server) {
        case Server::citus:
            return features_of_citus();
        case Server::cockroachdb:
            return features_of_cockroachdb();
        case Server::yugabytedb:
            return features_of_yugabytedb();
        case Server::postgresql:
            break;
    }
    return features_of_postgresql();
}

Limits limits_of(Server server) {
    Limits limits = limits_of_postgresql();
    // What is asked of a table before rows are copied into it are functions of PostgreSQL's own.
    if (server == Server::cockroachdb) limits.rows_to_copy = 0;
    return limits;
}

/// The dialects that were asked for, each once: statements name them as long as the process lives.
///
/// Thread-safe.
class KnownDialects {
public:
    const Dialect& find(Server server, const Features& features) ASIDE_EXCLUDES(mutex_) {
        const detail::Lock lock(mutex_);
        for (const Known& each : known_)
            if (each.first == server && each.second->features() == features) return *each.second;
        return *known_.emplace_back(server, make_dialect(features, limits_of(server))).second;
    }

private:
    using Known = std::pair<Server, std::unique_ptr<const Dialect>>;

    detail::Mutex mutex_;
    std::vector<Known> known_ ASIDE_GUARDED_BY(mutex_);
};

}  // namespace

ServerVersion read_version(std::string_view version, std::string_view cockroach) {
    if (!cockroach.empty()) return {.server = Server::cockroachdb};
    if (version.find("-YB-") != version.npos) return {.server = Server::yugabytedb};
    return {.asks_for_citus = true};
}

Switch read_switch(std::string_view text) {
    const bool on = !text.starts_with('-');
    const std::string_view name = on ? text : text.substr(1);
    const auto* const found =
        std::ranges::find(switches, name, [](const auto& each) { return each.first; });
    if (found != std::end(switches)) return {found->second, on};
    std::string known;
    for (const auto& each : switches)
        known += (known.empty() ? "" : ", ") + std::string(each.first);
    throw ImproperlyConfigured("no feature is called \"" + std::string(name) + "\"; those are " +
                               known);
}

const Dialect& dialect_of(Server server, std::span<const Switch> switched) {
    if (server == Server::postgresql && switched.empty()) return dialect();
    Features features = features_of(server);
    for (const Switch& each : switched) features.*each.member = each.on;
    static KnownDialects& known = *new KnownDialects;  // statements may outlive `main`
    return known.find(server, features);
}

}  // namespace aside::sql::postgresql
