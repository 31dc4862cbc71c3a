#include <doctest/doctest.h>
#include <sqlite3.h>

#include <filesystem>
#include <thread>

#include "exec/database/databases.hpp"
#include "fault/faulty.hpp"
#include "support/both_ways.hpp"
#include "support/database.hpp"

namespace file_gone {

namespace fs = std::filesystem;
using namespace aside::literals;
using namespace aside::testing;
using namespace std::chrono_literals;
using aside::OperationalError;

struct Note : aside::Model<Note> {
    std::int64_t id = 0;
    std::string text;
};

const std::string modes[] = {"", "?journal_mode=keep", "?synchronous=normal"};

/// The file and what SQLite keeps beside it.
void remove_files(const std::string& path) {
    for (const char* end : {"", "-wal", "-shm", "-journal"}) fs::remove(path + end);
}

bool is_gone(const std::exception& error) {
    return std::string(error.what()).find("deleted, renamed or replaced") != std::string::npos;
}

template <class Function>
void check_refused(Function function) {
    try {
        function();
        FAIL_CHECK("no error");
    } catch (const OperationalError& error) {
        CHECK_MESSAGE(is_gone(error), error.what());
        CHECK(error.code() == SQLITE_READONLY_DBMOVED);
        CHECK_FALSE(error.retryable());
    }
}

/// A database with one note, in a file of its own.
class Connected {
public:
    explicit Connected(const std::string& options = "") : options_(options) { connect(); }
    Connected(const Connected&) = delete;
    Connected& operator=(const Connected&) = delete;
    ~Connected() { aside::disconnect(); }
    void connect() const {
        aside::connect("sqlite:" + path() + options_);
        aside::create_tables<Note>();
        if (Note::objects.count() == 0) Note::objects.create("text"_f = "first");
    }
    [[nodiscard]] std::string path() const { return directory / "gone.db"; }

    const ScratchDirectory directory;

private:
    const std::string options_;
};

/// A database of somebody else's.
void make_another(const std::string& path) {
    aside::connect("sqlite:" + path, {.alias = "another"});
    aside::create_tables<Note>({.alias = "another"});
    Note::objects.using_("another").create("text"_f = "another");
    aside::disconnect("another");
}

template <class Way>
void check_that_each_write_fails(Note first) {
    const auto& notes = Note::objects;
    check_refused([&] { (void)CALL(notes, create, "text"_f = "lost"); });
    check_refused([&] { (void)CALL(notes, get_or_create, "text"_f = "lost"); });
    check_refused([&] { (void)CALL(notes.all(), update, "text"_f = "lost"); });
    check_refused([&] { (void)CALL_DELETE(notes.all()); });
    check_refused([&] { (void)CALL(notes, bulk_create, std::vector<Note>(5)); });
    check_refused([&] { CALL(first, save); });
    const auto handle = aside::connection();
    check_refused([&] { (void)CALL(handle, execute, "DELETE FROM file_gone_note"); });
}

bool called = false;

}  // namespace file_gone

using namespace file_gone;

BOTH_WAYS("each write into a deleted file fails, and makes no file") {
    for (const std::string& mode : modes) {
        CAPTURE(mode);
        const Connected database(mode);
        const Note first = Note::objects.get("text"_f = "first");
        remove_files(database.path());
        check_that_each_write_fails<Way>(first);
        CHECK_FALSE(fs::exists(database.path()));
        CHECK_FALSE(fs::exists(database.path() + "-wal"));
    }
}

BOTH_WAYS("each write into a replaced file fails, and the other file stays as it was") {
    for (const std::string& mode : modes) {
        CAPTURE(mode);
        ScratchDirectory elsewhere;
        {
            const Connected database(mode);
            const Note first = Note::objects.get("text"_f = "first");
            make_another(elsewhere / "other.db");
            remove_files(database.path());
            fs::copy_file(elsewhere / "other.db", database.path());
            check_that_each_write_fails<Way>(first);
            std::this_thread::sleep_for(50ms);
            check_refused([&] { (void)CALL(Note::objects, count); });
            aside::disconnect();
            CHECK(contents(database.path()).find("another") != std::string::npos);
            database.connect();
            CHECK(CALL(Note::objects, get, "text"_f = "another").id == 1);
            CHECK(CALL(Note::objects, create, "text"_f = "anew").id == 2);
        }
    }
}

BOTH_WAYS("a transaction in a file that goes away is not committed, and calls no hook") {
    for (const std::string& mode : modes) {
        CAPTURE(mode);
        const Connected database(mode);
        called = false;
        const auto block = [&] {
            Note::objects.create("text"_f = "lost");
            aside::on_commit([] { called = true; });
            remove_files(database.path());
        };
        check_refused([&] {
            if constexpr (Way::mirrored)
                aside::aatomic(block).get();
            else
                aside::atomic(block);
        });
        CHECK_FALSE(called);
        CHECK_FALSE(fs::exists(database.path()));
    }
}

TEST_CASE("writes that wait together for a file that is gone fail each") {
    const Connected database;
    std::vector<aside::Future<Note>> futures;
    {
        const aside::Transaction others_wait;
        std::thread([&] {
            for (int i = 0; i < 20; ++i)
                futures.push_back(Note::objects.acreate("text"_f = "lost"));
        }).join();
        remove_files(database.path());
    }
    for (auto& future : futures) check_refused([&] { (void)future.get(); });
}

BOTH_WAYS("a read that begins 50 ms after the file has gone fails") {
    for (const std::string mode : {"", "?journal_mode=keep", "?mode=ro", "?mode=ro&immutable=1"}) {
        CAPTURE(mode);
        const Connected database;
        aside::disconnect();
        aside::connect("sqlite:" + database.path() + mode);
        CHECK(CALL(Note::objects, count) == 1);
        fs::remove(database.path());
        std::this_thread::sleep_for(50ms);
        check_refused([&] { (void)CALL(Note::objects, count); });
        CHECK_FALSE(fs::exists(database.path()));
    }
}

TEST_CASE("a busy connection notices as well, and one that is opened does at once") {
    const Connected database;
    fs::remove(database.path());
    const auto begin = std::chrono::steady_clock::now();
    check_refused([&] {
        while (std::chrono::steady_clock::now() - begin < 5s) (void)Note::objects.count();
    });
    check_refused([] {
        auto rows = Note::objects.iterator({.chunk_size = 1});
        (void)rows.begin();
    });
    CHECK_FALSE(fs::exists(database.path()));
}

TEST_CASE("a file that comes back is used again") {
    const Connected database;
    fs::rename(database.path(), database.directory / "aside.db");
    check_refused([] { Note::objects.create("text"_f = "lost"); });
    fs::rename(database.directory / "aside.db", database.path());
    CHECK(Note::objects.create("text"_f = "kept").id == 2);
    CHECK(Note::objects.count() == 2);
}

TEST_CASE("a link stands for the file that it led to when the database was connected") {
    const ScratchDirectory directory;
    const Connected database;
    const auto link = directory / "link.db";
    fs::create_symlink(database.path(), link);
    aside::connect("sqlite:" + link, {.alias = "linked"});
    const auto notes = Note::objects.using_("linked");
    CHECK(notes.create("text"_f = "second").id == 2);
    make_another(directory / "other.db");
    fs::remove(link);
    fs::create_symlink(directory / "other.db", link);
    check_refused([&] { notes.create("text"_f = "lost"); });
    std::this_thread::sleep_for(50ms);
    check_refused([&] { (void)notes.count(); });
    fs::remove(link);
    fs::create_symlink(database.path(), link);
    CHECK(notes.create("text"_f = "third").id == 3);
    remove_files(database.path());
    check_refused([&] { notes.create("text"_f = "lost"); });
    aside::disconnect("linked");
}

TEST_CASE("a relative path is looked for where it was connected") {
    const ScratchDirectory directory;
    const auto before = fs::current_path();
    fs::current_path(directory / ".");
    aside::connect("sqlite:gone.db");
    fs::current_path(before);
    aside::create_tables<Note>();
    std::this_thread::sleep_for(50ms);
    CHECK(Note::objects.create("text"_f = "kept").id == 1);
    CHECK(Note::objects.count() == 1);
    remove_files(directory / "gone.db");
    check_refused([] { Note::objects.create("text"_f = "lost"); });
    aside::disconnect();
    CHECK_FALSE(fs::exists("gone.db"));
}
