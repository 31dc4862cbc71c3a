#pragma once
// Tables of distributed models on several servers, behind one to which the program is connected:
// hash partitions by postgres_fdw, as Citus would have them. ASIDE_TEST_SHARDS has the URLs of the
// servers, with blanks between them; tests spread nothing where it is not set.
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "aside/aside.hpp"

namespace aside::testing {

inline std::vector<std::string> shards() {
    const char* const urls = std::getenv("ASIDE_TEST_SHARDS");
    std::istringstream words(urls == nullptr ? "" : urls);
    std::vector<std::string> all;
    for (std::string url; words >> url;) all.push_back(url);
    return all;
}

/// The folder of a server's socket, as its URL has it.
inline std::string host_of(const std::string& url) {
    const auto begin = url.find("host=") + 5;
    return url.substr(begin, url.find('&', begin) - begin);
}

/// Moves the tables of the distributed ones among these models to the shards.
template <class... Model>
void spread_tables(const std::string& alias) {
    auto coordinator = connection(alias);
    const std::string schema =
        *coordinator.query("SELECT CAST(CURRENT_SCHEMA() AS text)").front()[0].text();
    coordinator.execute("CREATE EXTENSION IF NOT EXISTS postgres_fdw SCHEMA pg_catalog");
    const std::vector<std::string> urls = shards();
    for (std::size_t i = 0; i < urls.size(); ++i) {
        const std::string shard = "shard_" + std::to_string(i);
        coordinator.execute("CREATE SERVER IF NOT EXISTS " + shard +
                            " FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '" +
                            host_of(urls[i]) + "', dbname 'aside', async_capable 'true')");
        coordinator.execute("CREATE USER MAPPING IF NOT EXISTS FOR CURRENT_USER SERVER " + shard +
                            " OPTIONS (user 'aside')");
        connect(urls[i] + "&options=-csearch_path%3D" + schema, {.alias = shard});
        connection(shard).execute("CREATE SCHEMA " + schema);
        create_tables<Model...>({.alias = shard});
        disconnect(shard);
    }
    const auto spread = [&](const detail::ModelInfo& model) {
        if (model.distribution() == nullptr) return;
        const std::string& table = model.table;
        coordinator.execute("ALTER TABLE " + table + " RENAME TO whole");
        coordinator.execute("CREATE TABLE " + table +
                            " (LIKE whole INCLUDING DEFAULTS INCLUDING IDENTITY) "
                            "PARTITION BY HASH (" +
                            model.distribution()->column + ')');
        coordinator.execute("DROP TABLE whole CASCADE");
        for (std::size_t i = 0; i < urls.size(); ++i) {
            const std::string number = std::to_string(i);
            coordinator.execute("CREATE FOREIGN TABLE " + table + '_' + number + " PARTITION OF " +
                                table + " FOR VALUES WITH (MODULUS " + std::to_string(urls.size()) +
                                ", REMAINDER " + number + ") SERVER shard_" + number +
                                " OPTIONS (schema_name '" + schema + "', table_name '" + table +
                                "')");
        }
    };
    (spread(detail::model_info<Model>()), ...);
}

}  // namespace aside::testing

/// Goes on in this test case only where tables lie on the server that the program is connected to.
#define REQUIRES_ONE_SERVER()                                                       \
    if (!aside::testing::shards().empty()) {                                        \
        MESSAGE("skipped, since the tables are on several servers: "                \
                << std::string(doctest::getContextOptions()->currentTest->m_name)); \
        return;                                                                     \
    }                                                                               \
    static_assert(true, "ends with a semicolon")
