#pragma once
// Databases with the tables of a test, connected while they live. ASIDE_TEST_URL says of which
// engine:
//   sqlite::memory:   SQLite in memory, as if nothing were said; in a file where connections
//                     share it
//   sqlite:           SQLite in a scratch file each
//   sqlite-pooled:    that, as an engine of many writers (many_writers.hpp)
//   postgresql://...  PostgreSQL, a schema each in the database of that URL (fresh_schema.hpp)
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>

#include "aside/aside.hpp"
#include "exec/helpers.hpp"
#include "support/fresh_schema.hpp"
#include "support/many_writers.hpp"

namespace aside::testing {

/// A fresh and empty database of the engine under test, which ends with this.
class FreshDatabase {
public:
    FreshDatabase() = default;
    FreshDatabase(const FreshDatabase&) = delete;
    FreshDatabase& operator=(const FreshDatabase&) = delete;
    virtual ~FreshDatabase() = default;
    [[nodiscard]] virtual std::string url() const = 0;
    virtual void connect_to(const ConnectOptions& options) const { connect(url(), options); }
};

class FreshSqliteMemory final : public FreshDatabase {
public:
    [[nodiscard]] std::string url() const override { return "sqlite::memory:"; }
};

class FreshSqliteFile : public FreshDatabase {
public:
    [[nodiscard]] std::string url() const override { return "sqlite:" + (directory_ / "test.db"); }

private:
    ScratchDirectory directory_;
};

class FreshPostgresql final : public FreshDatabase {
public:
    explicit FreshPostgresql(const std::string& server) : schema_(server) {}
    [[nodiscard]] std::string url() const override { return schema_.url(); }

private:
    const FreshSchema schema_;
};

class FreshPooledSqlite final : public FreshSqliteFile {
public:
    void connect_to(const ConnectOptions& options) const override {
        exec::connect_with(source_of_many_writers(url(), options.timeout), options);
    }
};

/// Whether several connections are to work side by side.
enum class Sharing { no, yes };

/// What ASIDE_TEST_URL asks for. Another engine is a branch here.
inline std::unique_ptr<FreshDatabase> fresh_database(Sharing sharing) {
    const char* const set = std::getenv("ASIDE_TEST_URL");
    const std::string url = set == nullptr ? "sqlite::memory:" : set;
    if (url == "sqlite::memory:" && sharing == Sharing::no)
        return std::make_unique<FreshSqliteMemory>();
    if (url == "sqlite-pooled:") return std::make_unique<FreshPooledSqlite>();
    if (url == "sqlite:" || url == "sqlite::memory:") return std::make_unique<FreshSqliteFile>();
    if (url.starts_with("postgresql:")) return std::make_unique<FreshPostgresql>(url);
    throw std::runtime_error(
        "ASIDE_TEST_URL is \"" + url +
        "\"; what the tests take is sqlite::memory:, sqlite:, sqlite-pooled: or postgresql://...");
}

/// Connected while it lives, unless the test ends that itself.
class ConnectedDatabase {
public:
    ConnectedDatabase(Sharing sharing, const ConnectOptions& options)
        : fresh_(fresh_database(sharing)), alias_(options.alias) {
        fresh_->connect_to(options);
    }
    ConnectedDatabase(const ConnectedDatabase&) = delete;
    ConnectedDatabase& operator=(const ConnectedDatabase&) = delete;
    ~ConnectedDatabase() {
        try {
            disconnect(alias_);
        } catch (const ConnectionDoesNotExist&) {  // the test has done so itself
        }
    }

protected:
    template <class... Model>
    void create() const {
        if constexpr (sizeof...(Model) > 0) create_tables<Model...>({.alias = alias_});
    }
    [[nodiscard]] std::string url() const { return fresh_->url(); }

private:
    std::unique_ptr<FreshDatabase> fresh_;
    std::string alias_;
};

/// A database with these tables.
template <class... Model>
class TestDatabase : public ConnectedDatabase {
public:
    explicit TestDatabase(const ConnectOptions& options = {})
        : ConnectedDatabase(Sharing::no, options) {
        create<Model...>();
    }
};

/// One in which several connections work side by side.
template <class... Model>
class SharedTestDatabase : public ConnectedDatabase {
public:
    explicit SharedTestDatabase(const ConnectOptions& options = {})
        : ConnectedDatabase(Sharing::yes, options) {
        create<Model...>();
    }
    using ConnectedDatabase::url;  // for a test that connects once more
};

/// The first value of the first row.
template <class... Params>
SqlValue value_of(std::string_view sql, Params&&... params) {
    return connection().query(sql, std::forward<Params>(params)...).front()[0];
}

}  // namespace aside::testing
