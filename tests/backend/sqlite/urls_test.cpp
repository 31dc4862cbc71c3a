#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "aside/error.hpp"
#include "exec/helpers.hpp"

using namespace aside::testing;
using aside::connect;
using aside::connection;
using aside::disconnect;

namespace {

template <class Error>
std::string refusal(const std::string& url) {
    try {
        connect(url);
    } catch (const Error& error) {
        CHECK_MESSAGE(std::string(error.what()).find("\"" + url + "\"") != std::string::npos,
                      error.what());
        return error.what();
    }
    disconnect();
    FAIL("connected to ", url);
    return {};
}

std::string misconfigured(const std::string& url) {
    return refusal<aside::ImproperlyConfigured>(url);
}
std::string unopened(const std::string& url) { return refusal<aside::OperationalError>(url); }

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a URL that makes no sense is refused with the reason") {
    CHECK(contains(misconfigured("pizzeria.db"), "no scheme"));
    CHECK(contains(misconfigured(""), "no scheme"));
    CHECK(contains(misconfigured("mysql:pizzeria"), "unknown scheme \"mysql\""));
    CHECK(contains(misconfigured("sqlite:"), "no path"));
    CHECK(contains(misconfigured("sqlite:x.db?cache=shared"), "unknown option \"cache\""));
    CHECK(contains(misconfigured("sqlite:x.db?mode=write"), "mode is ro, rw or rwc"));
    CHECK(contains(misconfigured("sqlite:x.db?synchronous=off"), "full or normal"));
    CHECK(contains(misconfigured("sqlite:x.db?journal_mode=off"), "wal or keep"));
    CHECK(contains(misconfigured("sqlite:x.db?mode=ro&immutable=yes"), "0 or 1"));
    CHECK(contains(misconfigured("sqlite:x.db?immutable=1"), "add mode=ro"));
    CHECK(contains(misconfigured("sqlite:x.db?mode=rw&immutable=1"), "add mode=ro"));
    CHECK(contains(misconfigured("sqlite::memory:?mode=ro"), "in memory"));
    CHECK(contains(misconfigured("sqlite:100%.db"), "%25"));
    CHECK(contains(misconfigured("sqlite:a%00b.db"), "NUL"));
}

TEST_CASE("options that make no sense are refused") {
    CHECK_THROWS_AS(connect("sqlite::memory:", {.pool_size = 0}), aside::ImproperlyConfigured);
    CHECK_THROWS_AS(connect("sqlite::memory:", {.timeout = std::chrono::seconds(-1)}),
                    aside::ImproperlyConfigured);
}

TEST_CASE("a file that cannot be opened is refused with the reason") {
    const ScratchDirectory directory;
    CHECK(contains(unopened("sqlite:" + directory / "missing/x.db"), "there is no directory"));
    CHECK(contains(unopened("sqlite:" + directory / "."), "is a directory"));
    CHECK(contains(unopened("sqlite:" + directory / "x.db?mode=rw"), "there is no file"));
    CHECK(contains(unopened("sqlite:" + directory / "x.db?mode=ro"), "there is no file"));
    std::ofstream(directory / "text.db") << std::string(4096, 'x');
    CHECK(contains(unopened("sqlite:" + directory / "text.db"), "not a database"));
    CHECK(contains(unopened("sqlite:" + directory / "text.db?mode=ro"), "not a database"));
    CHECK(contains(unopened("sqlite:/proc/aside.db"), "unable to open"));
}

TEST_CASE("a file that may not be written is refused unless it is only read") {
    const ScratchDirectory directory;
    const auto path = directory / "kept.db";
    connect("sqlite:" + path);
    connection().execute("CREATE TABLE t (id)");
    disconnect();
    chmod(path.c_str(), 0444);
    if (geteuid() == 0) return;  // root may write it all the same
    CHECK(contains(unopened("sqlite:" + path), "cannot be written"));
}

TEST_CASE("paths may contain special characters") {
    const ScratchDirectory directory;
    connect("sqlite:" + directory / "a b%3Fc%25#&=żółć.db?mode=rwc&synchronous=normal");
    CHECK(std::filesystem::exists(directory / "a b?c%#&=żółć.db"));
    CHECK(connection().query("PRAGMA synchronous").front()[0] == aside::SqlValue(1));
    disconnect();
}

TEST_CASE("a relative path means the current directory at the time of connecting") {
    const ScratchDirectory directory;
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(directory / ".");
    connect("sqlite:relative.db");
    std::filesystem::current_path(before);
    connection().execute("CREATE TABLE t (id)");
    CHECK(connection().query("SELECT * FROM t").empty());
    CHECK(std::filesystem::exists(directory / "relative.db"));
    disconnect();
}

TEST_CASE("a path is not relative to a directory that is gone") {
    const auto before = std::filesystem::current_path();
    {
        const ScratchDirectory gone;
        std::filesystem::current_path(gone / ".");
    }
    const std::string text = unopened("sqlite:relative.db");
    std::filesystem::current_path(before);
    CHECK(contains(text, "a path that begins with /"));
}

TEST_CASE("a file is in write-ahead mode, with foreign keys, waiting for the disk") {
    const ScratchDatabase database;
    const auto pragma = [](const std::string& name) {
        return connection().query("PRAGMA " + name).front()[0];
    };
    CHECK(pragma("journal_mode") == aside::SqlValue("wal"));
    CHECK(pragma("foreign_keys") == aside::SqlValue(1));
    CHECK(pragma("synchronous") == aside::SqlValue(2));
}
