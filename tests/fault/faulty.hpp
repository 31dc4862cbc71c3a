#pragma once
// A database whose connections fail when a test says so.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <atomic>
#include <string>

#include "exec/database/databases.hpp"
#include "support/forwarding_connection.hpp"
#include "support/pizzeria.hpp"

namespace aside::testing {

/// Which call of a driver fails: the nth from `arm` on, or that and all that follow.
class Fault {
public:
    enum class Lasts : unsigned char { once, on };

    void arm(int call, Lasts lasts) {
        lasts_ = lasts;
        met_ = false;
        left_ = call;
    }
    /// Whether it has been met; from here on nothing fails.
    bool disarm() {
        left_ = 0;
        return met_;
    }
    void meet(std::string_view sql) {
        if (met_ && lasts_ == Lasts::on && left_ != 0) fail(sql);
        int left = left_;
        while (left > 0 && !left_.compare_exchange_weak(
                               left, left == 1 && lasts_ == Lasts::on ? -1 : left - 1)) {
        }
        if (left == 1) fail(sql);
    }

private:
    [[noreturn]] void fail(std::string_view sql) {
        met_ = true;
        throw OperationalError(DatabaseErrorInfo{
            .message = "disk I/O error", .sql = std::string(sql), .code = SQLITE_IOERR});
    }

    std::atomic<Lasts> lasts_{Lasts::once};
    std::atomic<int> left_{0};
    std::atomic<bool> met_{false};
};

class FaultyStatement final : public ForwardingPrepared {
public:
    FaultyStatement(std::unique_ptr<Prepared> statement, std::string sql,
                    std::shared_ptr<Fault> fault)
        : ForwardingPrepared(std::move(statement)),
          sql_(std::move(sql)),
          fault_(std::move(fault)) {}

    bool step() override {
        fault_->meet(sql_);
        return inner().step();
    }

private:
    const std::string sql_;
    const std::shared_ptr<Fault> fault_;
};

class FaultyConnection final : public ForwardingConnection {
public:
    FaultyConnection(std::unique_ptr<Connection> inner, std::shared_ptr<Fault> fault)
        : ForwardingConnection(std::move(inner)), fault_(std::move(fault)) {}
    std::unique_ptr<backend::Prepared> prepare(std::string_view sql) override {
        fault_->meet(sql);
        return std::make_unique<FaultyStatement>(inner().prepare(sql), std::string(sql), fault_);
    }
    void run(std::string_view sql) override {
        fault_->meet(sql);
        inner().run(sql);
    }

private:
    std::shared_ptr<Fault> fault_;
};

/// Two readers and the writer of a scratch file with the models' tables, all of which meet the
/// fault.
template <class... Model>
class FaultyDatabase {
public:
    FaultyDatabase() {
        auto source = backend::source_of("sqlite:" + path(), std::chrono::seconds(5));
        source.open = [open = source.open, fault = fault](backend::Access access) {
            return std::make_unique<FaultyConnection>(open(access), fault);
        };
        exec::connect_with(std::move(source), {.pool_size = 2});
        create_tables<Model...>();
    }
    FaultyDatabase(const FaultyDatabase&) = delete;
    FaultyDatabase& operator=(const FaultyDatabase&) = delete;
    ~FaultyDatabase() { disconnect(); }
    [[nodiscard]] std::string path() const { return directory_ / "faulty.db"; }

    const std::shared_ptr<Fault> fault = std::make_shared<Fault>();

private:
    ScratchDirectory directory_;
};

/// All rows of all tables of a file, as text; read by a connection of its own.
inline std::string contents(const std::string& path) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
    const auto append = +[](void* text, int columns, char** values, char**) {
        for (int i = 0; i < columns; ++i)
            static_cast<std::string*>(text)->append(values[i] == nullptr ? "NULL" : values[i]) +=
                '|';
        static_cast<std::string*>(text)->push_back('\n');
        return 0;
    };
    std::string queries;
    sqlite3_exec(database,
                 "SELECT 'SELECT ''' || name || ''', * FROM \"' || name || '\" ORDER BY rowid;' "
                 "FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
                 append, &queries, nullptr);
    std::string statements;
    for (const char letter : queries)
        if (letter != '|' && letter != '\n') statements += letter;
    std::string text;
    const int code = sqlite3_exec(database, statements.c_str(), append, &text, nullptr);
    sqlite3_close(database);
    REQUIRE(code == SQLITE_OK);
    return text;
}

}  // namespace aside::testing
