// What a URL of PostgreSQL's says, and what is never said of it.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "aside/error.hpp"
#include "backend/postgresql/url.hpp"

using namespace aside::backend::postgresql;
using doctest::Contains;

namespace {

std::string setting(const Url& url, std::string_view keyword) {
    const auto settings = url.settings(std::chrono::seconds(5));
    const auto last = std::find(settings.keywords.rbegin(), settings.keywords.rend(), keyword);
    if (last == settings.keywords.rend()) return {};
    return settings.values[static_cast<std::size_t>(settings.keywords.rend() - last - 1)];
}

std::string refusal(std::string_view url) {
    try {
        (void)parse_url(url);
        return "none";
    } catch (const aside::ImproperlyConfigured& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("all but the library's own options goes to libpq as it is") {
    for (const char* url :
         {"postgresql://", "postgres://host1:1,host2:2/shop?target_session_attrs=read-write",
          "postgresql:///shop?host=/run/postgresql",
          "postgresql://[::1]:5433/shop?sslmode=require"}) {
        CHECK(parse_url(url).for_libpq == url);
        CHECK(setting(parse_url(url), "dbname") == url);
    }
    CHECK(parse_url("postgresql:host=/run dbname=shop").for_libpq == "host=/run dbname=shop");
}

TEST_CASE("prepare=off is the library's own") {
    CHECK(parse_url("postgresql:///shop").prepares);
    const auto url = parse_url("postgresql:///shop?sslmode=disable&prepare=off&connect_timeout=3");
    CHECK_FALSE(url.prepares);
    CHECK(url.for_libpq == "postgresql:///shop?sslmode=disable&connect_timeout=3");
    CHECK(parse_url("postgresql:///shop?prepare=off").for_libpq == "postgresql:///shop");
    CHECK(parse_url("postgresql:dbname=shop prepare=off").for_libpq == "dbname=shop");
    CHECK(refusal("postgresql:///shop?prepare=maybe") ==
          "cannot connect to \"postgresql:///shop?prepare=maybe\": prepare is on or off, not "
          "\"maybe\"");
}

TEST_CASE("share_commits=off is the library's own") {
    CHECK(parse_url("postgresql:///shop").shares_commits);
    const auto url = parse_url("postgresql:///shop?share_commits=off&prepare=on");
    CHECK_FALSE(url.shares_commits);
    CHECK(url.prepares);
    CHECK(url.for_libpq == "postgresql:///shop");
    CHECK(refusal("postgresql:///shop?share_commits=no") ==
          "cannot connect to \"postgresql:///shop?share_commits=no\": share_commits is on or off, "
          "not \"no\"");
}

TEST_CASE("connections speak UTF-8 and count in UTC, and a pooler is asked for nothing") {
    const std::string settings =
        "-c TimeZone=UTC -c DateStyle=ISO -c IntervalStyle=postgres "
        "-c standard_conforming_strings=on -c lock_timeout=";
    CHECK(setting(parse_url("postgresql://"), "client_encoding") == "UTF8");
    CHECK(setting(parse_url("postgresql://"), "options") == settings + "5000");
    CHECK(setting(parse_url("postgresql://?options=-c%20work_mem%3D1MB"), "options") ==
          settings + "5000 -c work_mem=1MB");
    CHECK(setting(parse_url("postgresql://?prepare=off"), "options").empty());
}

TEST_CASE("what libpq does not take is said when the database is connected") {
    CHECK_THROWS_WITH_AS((void)parse_url("postgresql://host/shop?pool=3"),
                         Contains("cannot connect to \"postgresql://host/shop?pool=3\": "),
                         aside::ImproperlyConfigured);
    CHECK_THROWS_AS((void)parse_url("postgresql://[::1/shop"), aside::ImproperlyConfigured);
    CHECK_THROWS_AS((void)parse_url(std::string_view("postgresql://\0", 14)),
                    aside::ImproperlyConfigured);
}

TEST_CASE("no message has a password") {
    CHECK(parse_url("postgresql://anna:hunter2@host/shop").text ==
          "postgresql://anna:***@host/shop");
    CHECK(parse_url("postgresql://host/shop?password=hunter2&sslmode=prefer").text ==
          "postgresql://host/shop?password=***&sslmode=prefer");
    CHECK(parse_url("postgresql:host=a password='hunter 2' dbname=shop").text ==
          "postgresql:host=a password='***' dbname=shop");
    for (const char* url :
         {"postgresql://anna:hunter2@host/shop?prepare=x", "postgresql://anna:hunter2%zz@host/shop",
          "postgresql://host/shop?password=hunter2%zz",
          "postgresql://host/shop?password=hunter2&nonsense=1",
          "postgresql:password=hunter2 nonsense=1", "postgresql:password='hunter2 nonsense=1"}) {
        CAPTURE(url);
        const auto message = refusal(url);
        CHECK(message != "none");
        CHECK(message.find("hunter2") == message.npos);
    }
    // As it was written, and as it is.
    CHECK(parse_url("postgresql://anna:hunter%32@host/shop").without_secrets("hunter2 hunter%32") ==
          "*** ***");
}
