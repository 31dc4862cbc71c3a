#pragma once
// A schema of its own for each test, in a database of PostgreSQL: made and dropped within
// milliseconds, while a database takes a tenth of a second. All are made by one connection, which
// stays open.
#include <unistd.h>

#include <chrono>
#include <memory>
#include <string>

#include "backend/data_source.hpp"

namespace aside::testing {

class FreshSchema {
public:
    explicit FreshSchema(const std::string& server) : server_(server), name_(next_name()) {
        connection().run("CREATE SCHEMA " + name_);
        if (!of_a_role()) return;
        connection().run("CREATE ROLE " + name_ + " SUPERUSER LOGIN");
        connection().run("ALTER ROLE " + name_ + " SET search_path = " + name_);
    }
    FreshSchema(const FreshSchema&) = delete;
    FreshSchema& operator=(const FreshSchema&) = delete;
    // A failure throws, and ends the program: what keeps the schema locked is a fault of the test.
    ~FreshSchema() {
        connection().run("DROP SCHEMA " + name_ + " CASCADE");
        if (of_a_role()) connection().run("DROP ROLE " + name_);
    }

    /// The URL of the database, whose tables are those of the schema.
    [[nodiscard]] std::string url() const {
        if (of_a_role()) {
            const auto user = server_.find("//") + 2;
            return server_.substr(0, user) + name_ + server_.substr(server_.find('@'));
        }
        return server_ + (server_.find('?') == server_.npos ? "?" : "&") +
               "options=-csearch_path%3D" + name_;
    }
    [[nodiscard]] const std::string& name() const { return name_; }
    /// A connection to the database that sees all schemas.
    [[nodiscard]] backend::Connection& connection() const {
        static const auto open = [&] {
            using namespace std::chrono_literals;
            auto connection =
                backend::source_of(server_, 10s).open(backend::Access::write, nullptr);
            connection->run("SET client_min_messages = warning");
            return connection;
        }();
        return *open;
    }

private:
    /// A pooler that lends connections by transaction takes no options: the schema is that of a
    /// role of its own.
    [[nodiscard]] bool of_a_role() const { return server_.find("prepare=off") != server_.npos; }

    /// A name that no other process uses, nor another test.
    static std::string next_name() {
        static int number = 0;
        return "test_" + std::to_string(getpid()) + '_' + std::to_string(++number);
    }

    const std::string server_;
    const std::string name_;
};

}  // namespace aside::testing
