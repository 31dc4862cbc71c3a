// Reads by copies of a server, which follow it as far as they can.
#include <algorithm>
#include <array>
#include <atomic>
#include <deque>

#include "servers/load.hpp"
#include "support/postgresql.hpp"
#include "support/servers.hpp"

using namespace aside::literals;
using namespace aside::testing;
using namespace std::chrono_literals;
using load::Fixed;
using load::Note;

namespace {

std::unique_ptr<PostgresConnection> observer_of(const std::string& url) {
    return std::make_unique<PostgresConnection>(aside::backend::postgresql::parse_url(url), 5s);
}

template <class Condition>
bool within(std::chrono::milliseconds time, Condition condition) {
    const auto until = std::chrono::steady_clock::now() + time;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::sleep_for(5ms);
    }
    return true;
}

/// How many statements each server has run, the database itself first.
class Counts {
public:
    Counts()
        : subscription_(aside::on_query([this](const aside::Statement& statement) {
              ++by_server_[static_cast<std::size_t>(statement.replica)];
          })) {}

    [[nodiscard]] int of(int replica) const {
        return by_server_[static_cast<std::size_t>(replica)];
    }
    [[nodiscard]] int of_replicas() const { return of(1) + of(2); }

private:
    std::array<std::atomic<int>, 3> by_server_{};
    aside::Subscription subscription_;
};

/// A server and two copies of it, which are replicas of "default" while it lives.
class Replicated {
public:
    explicit Replicated(aside::ConnectOptions options = {}) {
        options.replicas = {one->url(), two->url()};
        aside::connect(primary.url(), options);
        load::make_tables();
        REQUIRE(all_have_what_is_written());
    }
    Replicated(const Replicated&) = delete;
    Replicated& operator=(const Replicated&) = delete;
    ~Replicated() {
        try {
            aside::disconnect();
        } catch (const aside::Error& error) {
            WARN_MESSAGE(false, error.what());
        }
    }

    /// Whether that many are read, or would be.
    static bool are_read(int count) {
        std::thread([] { (void)Fixed::objects.count(); }).join();
        const auto replicas = aside::connection().replicas();
        return std::ranges::count_if(replicas, &aside::ReplicaStatus::is_read) == count;
    }
    /// Waits until all replicas show what was written before.
    static bool all_have_what_is_written() {
        const auto now = std::chrono::steady_clock::now();
        return within(30s, [now] {
            (void)Fixed::objects.count();
            const auto replicas = aside::connection().replicas();
            return std::ranges::all_of(replicas, [now](const aside::ReplicaStatus& each) {
                return each.is_read && *each.lag < std::chrono::steady_clock::now() - now;
            });
        });
    }
    void run_on_replicas(std::string_view sql) const {
        for (const NamedServer* each : {&*one, &*two}) observer_of(each->url())->run(sql);
    }

    const NamedServer primary{"primary"};
    std::optional<NamedServer> one{std::in_place, "one", "replica primary"};
    std::optional<NamedServer> two{std::in_place, "two", "replica primary"};
};

/// Calls that read, on threads of their own, until this ends. None of them may fail.
class Readers {
public:
    Readers() {
        start([] { return Fixed::objects.get("id"_f == 7).id == 7; });
        start([] { return Fixed::objects.order_by("id"_f).list().size() == 1000; });
        start([] { return Fixed::objects.acount().get() == 1000; });
        start([] {
            std::vector<aside::Future<Fixed>> found;
            for (int id = 1; id <= 30; ++id) found.push_back(Fixed::objects.aget("id"_f == id));
            for (int id = 1; id <= 30; ++id)
                if (found[static_cast<std::size_t>(id - 1)].get().id != id) return false;
            return true;
        });
    }
    Readers(const Readers&) = delete;
    Readers& operator=(const Readers&) = delete;
    ~Readers() { end(); }

    /// Each has had so many more calls come back; false after a minute.
    [[nodiscard]] bool go_on(int calls) const {
        std::vector<int> before(calls_.begin(), calls_.end());
        return within(1min, [&] {
            return std::ranges::equal(calls_, before,
                                      [&](int now, int then) { return now >= then + calls; });
        });
    }
    void end() {
        enough_ = true;
        for (std::thread& thread : threads_) thread.join();
        threads_.clear();
    }
    [[nodiscard]] std::string problem() const {
        const std::lock_guard lock(mutex_);
        return problem_;
    }

private:
    void start(bool (*read)()) {
        std::atomic<int>& calls = calls_.emplace_back(0);
        threads_.emplace_back([this, read, &calls] {
            while (!enough_) {
                try {
                    if (!read()) throw std::logic_error("wrong rows");
                } catch (const std::exception& error) {
                    const std::lock_guard lock(mutex_);
                    problem_ = error.what();
                }
                ++calls;
            }
        });
    }

    std::atomic<bool> enough_{false};
    std::deque<std::atomic<int>> calls_;  ///< that came back, of each thread
    mutable std::mutex mutex_;
    std::string problem_;
    std::vector<std::thread> threads_;
};

bool is_there(const std::string& text) { return Note::objects.filter("text"_f == text).exists(); }

struct Write {
    const char* name;
    void (*make)(const std::string& text);
};

aside::Task<> write_in_a_task(std::string text) {
    (void)co_await Note::objects.acreate("text"_f = text);
}

constexpr Write writes[] = {
    {"create", [](const std::string& text) { (void)Note::objects.create("text"_f = text); }},
    {"save",
     [](const std::string& text) {
         Note note;
         note.text = "before";
         note.save();
         note.text = text;
         note.save();
     }},
    {"update",
     [](const std::string& text) {
         const Note note = Note::objects.create("text"_f = "before");
         (void)Note::objects.filter("id"_f == note.id).update("text"_f = text);
     }},
    {"bulk_create",
     [](const std::string& text) {
         std::vector<Note> notes(3);
         for (Note& each : notes) each.text = text;
         (void)Note::objects.bulk_create(notes);
     }},
    {"get_or_create",
     [](const std::string& text) { (void)Note::objects.get_or_create("text"_f = text); }},
    {"atomic",
     [](const std::string& text) {
         aside::atomic([&] { (void)Note::objects.create("text"_f = text); });
     }},
    {"aatomic",
     [](const std::string& text) {
         aside::aatomic([&] { (void)Note::objects.create("text"_f = text); }).get();
     }},
    {"acreate with others",
     [](const std::string& text) {
         std::vector<aside::Future<Note>> all;
         for (int i = 0; i < 10; ++i) all.push_back(Note::objects.acreate("text"_f = "others"));
         (void)Note::objects.acreate("text"_f = text).get();
         for (auto& each : all) (void)each.get();
     }},
    {"then",
     [](const std::string& text) {
         Note::objects.acreate("text"_f = text)
             .then([](const Note& note) {
                 if (!is_there(note.text)) throw std::logic_error("not there in then");
             })
             .get();
     }},
    {"co_await", [](const std::string& text) { aside::async_to_sync(write_in_a_task(text)); }},
    {"execute",
     [](const std::string& text) {
         (void)aside::connection().execute("INSERT INTO load_note (text) VALUES (?)", text);
     }},
};

}  // namespace

TEST_CASE("each thread reads what it has written, by whatever, while others read replicas") {
    REQUIRES_SERVERS();
    const Replicated servers;
    const Counts counts;
    Readers readers;
    std::vector<std::thread> writers;
    std::atomic<int> missing{0};
    for (int thread = 0; thread < 3; ++thread)
        writers.emplace_back([&, thread] {
            for (int round = 0; round < 15; ++round) {
                for (const Write& write : writes) {
                    const std::string text = std::string(write.name) + ' ' +
                                             std::to_string(thread) + ' ' + std::to_string(round);
                    write.make(text);
                    for (int again = 0; again < 3; ++again)
                        if (!is_there(text)) {
                            ++missing;
                            FAIL_CHECK(text);
                        }
                    if (round % 5 == 4) std::this_thread::sleep_for(30ms);
                }
            }
        });
    for (std::thread& each : writers) each.join();
    readers.end();
    CHECK_MESSAGE(readers.problem().empty(), readers.problem());
    CHECK(missing == 0);
    CHECK(counts.of(1) > 100);
    CHECK(counts.of(2) > 100);
    CHECK(within(10s, [&] {  // once they have it, they are read again
        const int before = counts.of_replicas();
        (void)Note::objects.count();
        return counts.of_replicas() > before;
    }));
}

TEST_CASE("replicas whose replay is paused are read no longer than max_lag") {
    REQUIRES_SERVERS();
    const Replicated servers({.max_lag = 1s});
    Readers readers;
    REQUIRE(readers.go_on(20));
    servers.run_on_replicas("SELECT pg_wal_replay_pause()");
    for (int i = 0; i < 20; ++i) {
        const std::string text = "paused " + std::to_string(i);
        (void)Note::objects.create("text"_f = text);
        CHECK(is_there(text));
        std::this_thread::sleep_for(20ms);
    }
    CHECK(within(5s, [] { return Replicated::are_read(0); }));
    REQUIRE(readers.go_on(1));  // the calls that had begun to read a replica are back
    {
        const Counts counts;
        REQUIRE(readers.go_on(20));
        CHECK(counts.of_replicas() == 0);
        CHECK(counts.of(0) > 20);
    }
    servers.run_on_replicas("SELECT pg_wal_replay_resume()");
    CHECK(within(10s, [] { return Replicated::are_read(2); }));
    CHECK(within(10s, [] {
        const Counts counts;
        return is_there("paused 19") && counts.of_replicas() > 0;
    }));
    readers.end();
    CHECK_MESSAGE(readers.problem().empty(), readers.problem());
}

TEST_CASE("a replica that is killed under load costs no call, and is read again when it is back") {
    REQUIRES_SERVERS();
    const Replicated servers;
    Readers readers;
    for (const char* const mode : {"immediate", "fast"}) {
        CAPTURE(mode);
        REQUIRE(readers.go_on(20));
        servers.one->halt(mode);
        CHECK(readers.go_on(20));
        {
            const Counts counts;
            CHECK(readers.go_on(20));
            CHECK(counts.of(1) == 0);
            CHECK(counts.of(2) > 0);
        }
        CHECK(!aside::connection().replicas()[0].problem.empty());
        servers.two->halt(mode);
        CHECK(readers.go_on(20));
        servers.one->resume();
        servers.two->resume();
        CHECK(within(40s, [] { return Replicated::are_read(2); }));
    }
    readers.end();
    CHECK_MESSAGE(readers.problem().empty(), readers.problem());
}

TEST_CASE("connections to replicas that are ended one by one cost no call") {
    REQUIRES_SERVERS();
    const Replicated servers;
    Readers readers;
    for (int round = 0; round < 30; ++round) {
        servers.run_on_replicas(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client "
            "backend' AND pid <> pg_backend_pid() ORDER BY RANDOM() LIMIT 2");
        REQUIRE(readers.go_on(2));
    }
    CHECK(within(20s, [] { return Replicated::are_read(2); }));
    readers.end();
    CHECK_MESSAGE(readers.problem().empty(), readers.problem());
}

TEST_CASE("a replica that was promoted is none any more") {
    REQUIRES_SERVERS();
    const Replicated servers;
    servers.one->promote();
    CHECK(within(20s, [] { return Replicated::are_read(1); }));
    CHECK(aside::connection().replicas()[0].problem.find("promoted") != std::string::npos);
    CHECK(aside::connection().replicas()[1].is_read);
    // Who is asked nothing writes there.
    const Counts counts;
    (void)Note::objects.create("text"_f = "to the primary");
    CHECK(is_there("to the primary"));
    CHECK(counts.of(1) == 0);
}

TEST_CASE("a program goes on with a copy that has taken over, and reads the other one again") {
    REQUIRES_SERVERS();
    const NamedServer primary("primary");
    {
        const auto administrator = observer_of(primary.url());  // so that a copy can be copied
        administrator->run("ALTER SYSTEM SET full_page_writes = on");
        administrator->run("SELECT pg_reload_conf()");
        administrator->run("CHECKPOINT");
    }
    const NamedServer heir("heir", "replica primary");
    const NamedServer copy("copy", "replica heir");
    aside::connect("postgresql://aside@/aside?host=" + primary.folder() + ',' + heir.folder() +
                       "&target_session_attrs=read-write",
                   {.replicas = {heir.url(), copy.url()}});
    load::make_tables();
    REQUIRE(Replicated::all_have_what_is_written());
    primary.halt("immediate");
    for (int i = 0; i < 50; ++i) {  // reads go on without a primary
        std::thread([] { CHECK_NOTHROW((void)Fixed::objects.get("id"_f == 3)); }).join();
    }
    heir.promote();
    CHECK(within(20s, [] {
        try {
            (void)Note::objects.create("text"_f = "after");
            return true;
        } catch (const aside::OperationalError&) {
            return false;
        }
    }));
    CHECK(is_there("after"));
    CHECK(within(20s, [] { return Replicated::are_read(1); }));
    CHECK(within(20s, [] {
        const Counts counts;
        return is_there("after") && counts.of(2) > 0;
    }));
    aside::disconnect();
}

TEST_CASE("what only the database itself can do is done there: a function that writes, for one") {
    REQUIRES_SERVERS();
    const Replicated servers;
    (void)aside::connection().execute("CREATE SEQUENCE numbers START 500");
    (void)Fixed::objects.count();
    CHECK(within(10s, [] {
        const Counts counts;
        (void)Fixed::objects.count();
        return counts.of_replicas() > 0;
    }));
    const aside::QueryLog log;
    const auto numbers =
        Fixed::objects.raw("SELECT id FROM load_fixed WHERE id = (SELECT nextval('numbers'))")
            .list();
    CHECK(numbers.size() == 1);
    REQUIRE(log.size() == 2);
    CHECK(log[0].replica > 0);
    CHECK(log[1].replica == 0);
    CHECK(Replicated::are_read(2));  // it is no fault of theirs
}

TEST_CASE("a read that is in the way of what is replayed goes on at the primary") {
    REQUIRES_SERVERS();
    const Replicated servers;
    servers.run_on_replicas("ALTER SYSTEM SET max_standby_streaming_delay = '100ms'");
    servers.run_on_replicas("SELECT pg_reload_conf()");
    REQUIRE(within(10s, [] { return Replicated::are_read(2); }));
    const aside::QueryLog log;
    auto slow =
        Fixed::objects.raw("SELECT id FROM load_fixed WHERE id < 4 AND pg_sleep(0.7) IS NOT NULL")
            .alist();
    std::this_thread::sleep_for(300ms);
    const auto writer = observer_of(servers.primary.url());
    for (const char* sql : {"BEGIN", "LOCK TABLE load_fixed IN ACCESS EXCLUSIVE MODE", "COMMIT"})
        writer->run(sql);
    CHECK(slow.get().size() == 3);
    std::vector<int> servers_of_it;
    for (const auto& each : log)
        if (each.sql.find("pg_sleep") != std::string::npos) servers_of_it.push_back(each.replica);
    REQUIRE(servers_of_it.size() == 2);
    CHECK(servers_of_it[0] > 0);
    CHECK(servers_of_it[1] == 0);
}

TEST_CASE(
    "replicas that do not say how far they are, are read by who has written nothing of late") {
    REQUIRES_SERVERS();
    const NamedServer primary("primary");
    {
        const auto administrator = observer_of(primary.url());
        administrator->run("CREATE ROLE plain LOGIN");
        administrator->run("GRANT ALL ON SCHEMA public TO plain");
        administrator->run("REVOKE EXECUTE ON FUNCTION pg_last_wal_replay_lsn() FROM PUBLIC");
    }
    const NamedServer one("one", "replica primary");
    const auto as_plain = [](std::string url) {
        url.replace(url.find("aside@"), 6, "plain@");
        return url;
    };
    aside::connect(as_plain(primary.url()), {.replicas = {as_plain(one.url())}, .max_lag = 2s});
    load::make_tables();
    CHECK(within(20s, [] { return Replicated::are_read(1); }));
    const Counts counts;
    (void)Note::objects.create("text"_f = "here");
    const auto until = std::chrono::steady_clock::now() + 1700ms;
    while (std::chrono::steady_clock::now() < until) CHECK(is_there("here"));
    CHECK(counts.of(1) == 0);
    CHECK(within(10s, [&] { return is_there("here") && counts.of(1) > 0; }));
    aside::disconnect();
}

TEST_CASE("the log's end is told so that a replica reaches it, where a page ends, too") {
    REQUIRES_SERVER();
    const auto connection = observer_of(server_url());
    int behind_header = 0;
    for (int i = 0; i < 3000 && behind_header < 3; ++i) {
        // A record so long that the next one begins a page.
        const std::string rest =
            "(8192 - (pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') % 8192))";
        (void)value_of(*connection,
                       "SELECT pg_logical_emit_message(false, '', repeat('x', greatest(0, " + rest +
                           "::int - " + std::to_string(40 + i % 60) + ")))::text");
        const auto raw =
            value_of(*connection,
                     "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint")
                .to_string();
        const auto told = connection->position(false);
        if (std::stoll(raw) % 8192 != 24) continue;
        ++behind_header;
        if (std::stoll(raw) % (16 << 20) != 40) CHECK(told <= std::stoull(raw) - 24);
    }
    CHECK(behind_header == 3);
}
