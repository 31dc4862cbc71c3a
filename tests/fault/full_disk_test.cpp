#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/mount.h>

#include <thread>

#include "exec/database/databases.hpp"
#include "support/database.hpp"
#include "support/forwarding_connection.hpp"

namespace full_disk {

using namespace aside::literals;
using namespace aside::testing;
using aside::OperationalError;

struct Note : aside::Model<Note> {
    std::int64_t id = 0;
    std::string text;
};

const std::string long_text(2000, 'x');

/// A database that has room for so many pages, as long as it is said to.
class SmallDatabase {
public:
    SmallDatabase() {
        auto source =
            aside::backend::source_of("sqlite:" + directory_ / "small.db", std::chrono::seconds(5));
        source.open = [open = source.open, pages = pages_](
                          aside::backend::Access access,
                          const aside::detail::Interrupt* interrupt) {
            auto connection = open(access, interrupt);
            if (*pages > 0) connection->run("PRAGMA max_page_count = " + std::to_string(*pages));
            return connection;
        };
        aside::exec::connect_with(std::move(source), {});
        aside::create_tables<Note>();
        limit(30);
    }
    SmallDatabase(const SmallDatabase&) = delete;
    SmallDatabase& operator=(const SmallDatabase&) = delete;
    ~SmallDatabase() { aside::disconnect(); }

    /// 0: as many as the disk has.
    void limit(int pages) {
        *pages_ = pages;
        const int most = pages > 0 ? pages : 1'000'000;
        aside::connection().execute("PRAGMA max_page_count = " + std::to_string(most));
    }

private:
    ScratchDirectory directory_;
    std::shared_ptr<std::atomic<int>> pages_ = std::make_shared<std::atomic<int>>(0);
};

/// A file system of 256 kB in memory, where this process may mount one.
class SmallDisk {
public:
    SmallDisk() : mounted_(mount("tmpfs", path().c_str(), "tmpfs", 0, "size=256k") == 0) {}
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() {
        if (mounted_) umount2(path().c_str(), MNT_DETACH);
    }
    [[nodiscard]] bool mounted() const { return mounted_; }
    [[nodiscard]] std::string path() const { return directory_ / ""; }
    void make_read_only() const {
        REQUIRE(mount("tmpfs", path().c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) == 0);
    }
    void grow() const {
        REQUIRE(mount("tmpfs", path().c_str(), "tmpfs", MS_REMOUNT, "size=64m") == 0);
    }

private:
    ScratchDirectory directory_;
    bool mounted_;
};

using Ids = std::vector<std::int64_t>;

Ids ids() {
    const auto ids = Note::objects.order_by("id"_f).values_list(aside::flat, "id"_f).list();
    return {ids.begin(), ids.end()};
}

/// Writes until there is no room; gives what was confirmed.
Ids fill() {
    Ids confirmed = ids();
    for (int i = 0; i < 10'000; ++i) {
        try {
            confirmed.push_back(Note::objects.create("text"_f = long_text).id);
        } catch (const OperationalError& error) {
            CHECK(error.message() == "database or disk is full");
            return confirmed;
        }
    }
    FAIL("the disk is never full");
    return confirmed;
}

void check_that_a_full_disk_loses_nothing() {
    const Ids confirmed = fill();
    CHECK(confirmed.size() >= 10);
    CHECK(ids() == confirmed);
    CHECK_THROWS_AS(aside::atomic([] {
                        for (int i = 0; i < 20; ++i) Note::objects.create("text"_f = long_text);
                    }),
                    OperationalError);
    CHECK_THROWS_AS(Note::objects.bulk_create(std::vector<Note>(20, Note{.text = long_text}),
                                              {.batch_size = 1}),
                    OperationalError);
    CHECK_THROWS_AS(Note::objects.acreate("text"_f = long_text).get(), OperationalError);
    CHECK(ids() == confirmed);
}

/// Creations that wait together share a commit, which has no room for all of them.
void check_that_each_is_there_or_fails() {
    Ids confirmed = ids();
    std::vector<aside::Future<Note>> futures;
    {
        const aside::Transaction others_wait;
        std::thread([&] {
            for (int i = 0; i < 100; ++i)
                futures.push_back(Note::objects.acreate("text"_f = long_text));
        }).join();
    }
    int failed = 0;
    for (auto& future : futures) {
        try {
            confirmed.push_back(future.get().id);
        } catch (const OperationalError&) {
            ++failed;
        }
    }
    std::sort(confirmed.begin(), confirmed.end());
    CHECK(failed > 0);
    CHECK(ids() == confirmed);
}

}  // namespace full_disk

using namespace full_disk;

TEST_CASE(
    "a database without room refuses to write, loses nothing, and goes on when there is room") {
    SmallDatabase database;
    check_that_a_full_disk_loses_nothing();
    database.limit(0);
    const auto before = ids().size();
    Note::objects.create("text"_f = long_text);
    CHECK(ids().size() == before + 1);
}

TEST_CASE("of writes that share a commit without room for all, each is confirmed or fails") {
    const SmallDatabase database;
    check_that_each_is_there_or_fails();
}

TEST_CASE("a full disk loses nothing") {
    const SmallDisk disk;
    if (!disk.mounted()) {
        MESSAGE("passed over: this process may mount no file system");
        return;
    }
    aside::connect("sqlite:" + disk.path() + "full.db");
    aside::create_tables<Note>();
    check_that_a_full_disk_loses_nothing();
    disk.grow();
    const auto before = ids().size();
    Note::objects.create("text"_f = long_text);
    CHECK(ids().size() == before + 1);
    CHECK(*value_of("PRAGMA integrity_check").text() == "ok");
    aside::disconnect();
}

TEST_CASE("a database on a disk that cannot be written says so, and what would read it") {
    const SmallDisk disk;
    if (!disk.mounted()) {
        MESSAGE("passed over: this process may mount no file system");
        return;
    }
    const auto url = "sqlite:" + disk.path() + "read.db";
    aside::connect(url);
    aside::create_tables<Note>();
    Note::objects.create("text"_f = "kept");
    aside::disconnect();
    disk.make_read_only();
    const std::string cure =
        "; its folder cannot be written, where SQLite keeps files of its own beside it: "
        "mode=ro&immutable=1 reads a file that nobody writes to";
    CHECK_THROWS_WITH_AS(
        aside::connect(url),
        ("cannot connect to \"" + url + "\": " + disk.path() + "read.db cannot be written" + cure)
            .c_str(),
        OperationalError);
    const auto reading = url + "?mode=ro";
    CHECK_THROWS_WITH_AS(
        aside::connect(reading),
        ("cannot connect to \"" + reading + "\": unable to open database file" + cure).c_str(),
        OperationalError);
    aside::connect(url + "?mode=ro&immutable=1");
    CHECK(Note::objects.get("text"_f = "kept").id == 1);
    aside::disconnect();
}
