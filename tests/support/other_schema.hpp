#pragma once
// A second schema beside the one that a test's tables are in: in PostgreSQL one of the same
// database, in SQLite a file that is attached to each connection.
#include <memory>
#include <string>

#include "support/database.hpp"

namespace aside::testing {

/// The schema of that name, empty, for databases that are connected with `options`.
class OtherSchema {
public:
    explicit OtherSchema(std::string name) : name_(std::move(name)) {
        const char* const url = std::getenv("ASIDE_TEST_URL");
        if (url == nullptr || !std::string_view(url).starts_with("postgresql:")) return;
        server_ = std::make_unique<FreshSchema>(url);
        drop();
        server_->connection().run("CREATE SCHEMA " + name_);
    }
    OtherSchema(const OtherSchema&) = delete;
    OtherSchema& operator=(const OtherSchema&) = delete;
    ~OtherSchema() {
        if (server_) drop();
    }

    [[nodiscard]] ConnectOptions options() const {
        if (server_) return {};
        const std::string attach = "ATTACH '" + (directory_ / "other.db") + "' AS " + name_;
        return {.on_connect = [attach](const Connection& to) { to.execute(attach); }};
    }

private:
    void drop() const { server_->connection().run("DROP SCHEMA IF EXISTS " + name_ + " CASCADE"); }

    const std::string name_;
    ScratchDirectory directory_;
    std::unique_ptr<FreshSchema> server_;
};

/// A database with these tables, some of which are in the other schema.
template <class... Model>
class DatabaseOfSchemas : private OtherSchema, public ConnectedDatabase {
public:
    explicit DatabaseOfSchemas(std::string name)
        : OtherSchema(std::move(name)), ConnectedDatabase(Sharing::no, OtherSchema::options()) {
        create<Model...>();
    }
};

}  // namespace aside::testing
