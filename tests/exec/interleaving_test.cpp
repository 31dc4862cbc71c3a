// Rows that are read while other statements run, on engines that can do that and on others.
#include <doctest/doctest.h>

#include <memory>
#include <utility>
#include <vector>

#include "aside/aside.hpp"
#include "backend/data_source.hpp"
#include "exec/database/databases.hpp"
#include "sql/sqlite/dialect.hpp"
#include "support/forwarding_connection.hpp"

using aside::backend::Access;
using aside::testing::ForwardingConnection;
using aside::testing::ForwardingPrepared;
using namespace aside::literals;

namespace interleaving {

struct Line : aside::Model<Line> {
    std::int64_t id = 0;
};

}  // namespace interleaving

namespace {

using interleaving::Line;
using Turns = std::vector<std::size_t>;

class NotingStatement final : public ForwardingPrepared {
public:
    NotingStatement(std::unique_ptr<Prepared> inner, Turns& turns)
        : ForwardingPrepared(std::move(inner)), turns_(turns) {}
    void read_in_turns(std::size_t rows) override { turns_.push_back(rows); }

private:
    Turns& turns_;
};

class NotingConnection final : public ForwardingConnection {
public:
    NotingConnection(std::unique_ptr<Connection> inner, Turns& turns)
        : ForwardingConnection(std::move(inner)), turns_(turns) {}
    std::unique_ptr<aside::backend::Prepared> prepare(std::string_view sql) override {
        return std::make_unique<NotingStatement>(inner().prepare(sql), turns_);
    }

private:
    Turns& turns_;
};

/// The turns in which an iterator of chunks of two reads: in a block, or outside of one.
Turns turns_of(bool interleaves, bool in_block) {
    Turns turns;
    auto features = aside::sql::sqlite::features_of_sqlite();
    features.interleaves_statements = interleaves;
    const auto dialect =
        aside::sql::sqlite::make_dialect(features, aside::sql::sqlite::dialect().limits());
    auto source = aside::backend::source_of("sqlite::memory:", std::chrono::seconds(5));
    source.dialect = dialect.get();
    source.open = [open = source.open, &turns](Access access,
                                               const aside::detail::Interrupt* interrupt) {
        return std::make_unique<NotingConnection>(open(access, interrupt), turns);
    };
    aside::exec::connect_with(std::move(source), {.alias = "noting"});
    aside::create_tables<Line>({.alias = "noting"});
    std::size_t rows = 0;
    const auto read = [&] {
        Line::objects.using_("noting").bulk_create(std::vector<Line>(5));
        for (const Line& line : Line::objects.using_("noting").iterator({.chunk_size = 2})) {
            rows += Line::objects.using_("noting").filter("pk"_f = line.id).count();
        }
    };
    if (in_block)
        aside::atomic({.alias = "noting"}, read);
    else
        read();
    aside::disconnect("noting");
    CHECK(rows == 5);
    return turns;
}

}  // namespace

TEST_CASE("where statements do not interleave, an iterator in a block says its chunks") {
    CHECK(turns_of(false, true) == Turns{2});
}

TEST_CASE("where they do, and outside of blocks, no driver is told of turns") {
    CHECK(turns_of(true, true).empty());
    CHECK(turns_of(false, false).empty());
}
