// What programs tell each other by their database.
#include <unistd.h>

#include <future>
#include <optional>
#include <stdexcept>
#include <thread>

#include "support/books.hpp"
#include "support/both_ways.hpp"
#include "support/features.hpp"
#include "support/futures.hpp"
#include "support/inbox.hpp"

using namespace library;
using namespace std::chrono_literals;
using aside::Notification;
using aside::Subscription;
using aside::testing::Inbox;
using aside::testing::SharedTestDatabase;
using Payloads = std::vector<std::string>;

namespace {

/// Channels are the server's, whose other databases are those of other tests.
const std::string news = "news of " + std::to_string(getpid());

template <class Way, class Handler>
Subscription listen(const std::string& channel, Handler handler) {
    if constexpr (Way::mirrored)
        return aside::alisten(channel, std::move(handler)).get();
    else
        return aside::listen(channel, std::move(handler));
}
template <class Way>
void notify(const std::string& channel, const std::string& payload = {}) {
    if constexpr (Way::mirrored)
        aside::anotify(channel, payload).get();
    else
        aside::notify(channel, payload);
}

}  // namespace

BOTH_WAYS("an engine without notifications says so") {
    const SharedTestDatabase<Book> database;
    if (aside::testing::features().notifications) return;
    CHECK_THROWS_AS((void)listen<Way>(news, [](const Notification&) {}), aside::NotSupportedError);
    CHECK_THROWS_AS(notify<Way>(news), aside::NotSupportedError);
}

BOTH_WAYS("who listens is told what is sent from then on, in order") {
    const SharedTestDatabase<Book> database;
    REQUIRES(notifications);
    Inbox inbox;
    notify<Way>(news, "too early");
    const auto subscription = listen<Way>(news, inbox.handler());
    notify<Way>(news, "one");
    notify<Way>("other " + news, "not for us");
    notify<Way>(news, "two");
    notify<Way>(news);
    const auto received = inbox.wait_for(3);
    REQUIRE(received.size() == 3);
    CHECK(inbox.payloads(3) == Payloads{"one", "two", ""});
    CHECK(received[0].channel == news);
    CHECK(received[0].process != 0);
    CHECK_FALSE(received[0].reconnected);
}

BOTH_WAYS("what is sent in a block comes when it commits, and never if it is rolled back") {
    const SharedTestDatabase<Book> database;
    REQUIRES(notifications);
    Inbox inbox;
    const auto subscription = listen<Way>(news, inbox.handler());
    aside::atomic([&] {
        notify<Way>(news, "in the block");
        try {
            aside::atomic([&] {
                notify<Way>(news, "in a savepoint");
                throw std::runtime_error("no");
            });
        } catch (const std::runtime_error&) {  // that one is not sent
        }
        std::thread([] { aside::notify(news, "meanwhile"); }).join();
        CHECK(inbox.payloads(1) == Payloads{"meanwhile"});
    });
    CHECK_THROWS_AS(aside::atomic([&] {
                        notify<Way>(news, "rolled back");
                        throw std::runtime_error("no");
                    }),
                    std::runtime_error);
    notify<Way>(news, "the last");
    CHECK(inbox.payloads(3) == Payloads{"meanwhile", "in the block", "the last"});
}

BOTH_WAYS("each channel has handlers of its own, as many as there are") {
    const SharedTestDatabase<Book> database;
    REQUIRES(notifications);
    Inbox one;
    Inbox other;
    Inbox odd;
    const std::string odd_name = news + "it's \"odd\"; DROP TABLE a --";
    const auto first = listen<Way>(news, one.handler());
    auto second = std::optional(listen<Way>(news, other.handler()));
    const auto third = listen<Way>(odd_name, odd.handler());
    notify<Way>(odd_name, "odd");
    notify<Way>(news, "for both");
    CHECK(odd.payloads(1) == Payloads{"odd"});
    CHECK(one.payloads(1) == Payloads{"for both"});
    CHECK(other.payloads(1) == Payloads{"for both"});
    second.reset();
    notify<Way>(news, "for one");
    CHECK(one.payloads(2) == Payloads{"for both", "for one"});
    CHECK(other.payloads(0) == Payloads{"for both"});
}

BOTH_WAYS("a channel that nobody listens to any more can be listened to again") {
    const SharedTestDatabase<Book> database;
    REQUIRES(notifications);
    for (int round = 0; round < 3; ++round) {
        Inbox inbox;
        const auto subscription = listen<Way>(news, inbox.handler());
        notify<Way>(news, "once");
        CHECK(inbox.payloads(1) == Payloads{"once"});
    }
}

BOTH_WAYS("names and payloads that do not fit are refused, whole ones are not cut") {
    const SharedTestDatabase<Book> database;
    REQUIRES(notifications);
    Inbox inbox;
    const std::string longest = news + std::string(63 - news.size(), 'x');
    const auto subscription = listen<Way>(longest, inbox.handler());
    const std::string payload(7999, 'y');
    notify<Way>(longest, payload);
    CHECK(inbox.payloads(1) == Payloads{payload});
    CHECK_THROWS_AS((void)listen<Way>(longest + 'x', inbox.handler()), aside::DataError);
    CHECK_THROWS_AS((void)listen<Way>("", inbox.handler()), aside::DataError);
    CHECK_THROWS_AS((void)listen<Way>(std::string(1, '\0'), inbox.handler()), aside::DataError);
    CHECK_THROWS_AS(notify<Way>(longest + 'x'), aside::DataError);
    CHECK_THROWS_AS(notify<Way>(longest, payload + 'y'), aside::DataError);
    CHECK_THROWS_AS(notify<Way>(longest, std::string(1, '\0')), aside::DataError);
}

TEST_CASE("an error of a handler is reported, and keeps nothing from those after it") {
    const SharedTestDatabase<Book> database;
    REQUIRES(notifications);
    const aside::testing::Unobserved unobserved;
    Inbox inbox;
    const auto failing = aside::listen(
        news, [](const Notification& each) { throw std::runtime_error("no " + each.payload); });
    const auto subscription = aside::listen(news, inbox.handler());
    aside::notify(news, "one");
    aside::notify(news, "two");
    CHECK(inbox.payloads(2) == Payloads{"one", "two"});
    CHECK(unobserved.texts() == aside::testing::Texts{"no one", "no two"});
}

TEST_CASE("a handler may ask the database, notify, listen to more, and end its subscription") {
    const SharedTestDatabase<Book> database;
    REQUIRES(notifications);
    Inbox inbox;
    std::optional<Subscription> first;
    std::optional<Subscription> second;
    const std::string more = "more " + news;
    first = aside::listen(news, [&](const Notification& each) {
        Book::objects.create("title"_f = each.payload);
        second = aside::listen(more, inbox.handler());
        aside::notify(more, std::to_string(Book::objects.acount().get()));
        first.reset();
    });
    aside::notify(news, "Emma");
    aside::notify(news, "not heard any more");
    CHECK(inbox.payloads(1) == Payloads{"1"});
    CHECK(Book::objects.filter("title"_f == "Emma").count() == 1);
    second.reset();
    CHECK_FALSE(first.has_value());
}

TEST_CASE("a handler that listens to what cannot be gets the error") {
    const SharedTestDatabase<Book> database;
    REQUIRES(notifications);
    std::promise<bool> refused;
    const auto subscription = aside::listen(news, [&](const Notification&) {
        try {
            (void)aside::listen("", [](const Notification&) {});
            refused.set_value(false);
        } catch (const aside::DataError&) {
            refused.set_value(true);
        }
    });
    aside::notify(news);
    CHECK(aside::testing::in_time(refused.get_future()));
}

TEST_CASE("ending a subscription waits for its handler, so that what it uses may go") {
    const SharedTestDatabase<Book> database;
    REQUIRES(notifications);
    std::promise<void> begun;
    std::atomic<bool> ended{false};
    auto subscription = aside::listen(news, [&](const Notification&) {
        begun.set_value();
        std::this_thread::sleep_for(100ms);
        ended = true;
    });
    aside::notify(news);
    begun.get_future().wait();
    subscription.end();
    CHECK(ended);
}

TEST_CASE("disconnecting ends subscriptions, and waits for the handler that runs") {
    std::promise<void> begun;
    std::atomic<bool> ended{false};
    Subscription subscription;
    {
        const SharedTestDatabase<Book> database;
        REQUIRES(notifications);
        subscription = aside::listen(news, [&](const Notification&) {
            begun.set_value();
            std::this_thread::sleep_for(100ms);
            ended = true;
        });
        aside::notify(news);
        begun.get_future().wait();
    }
    CHECK(ended);
    subscription.end();
}

TEST_CASE("a handler may disconnect its own database") {
    Inbox inbox;
    Subscription subscription;
    const SharedTestDatabase<Book> database;
    REQUIRES(notifications);
    subscription = aside::listen(news, [&](const Notification& each) {
        aside::disconnect();
        inbox.add(each);
    });
    aside::notify(news, "the end");
    CHECK(inbox.payloads(1) == Payloads{"the end"});
    CHECK_THROWS_AS(aside::notify(news), aside::ConnectionDoesNotExist);
}

TEST_CASE("many threads may listen and notify at once") {
    const SharedTestDatabase<Book> database;
    REQUIRES(notifications);
    constexpr int threads = 8;
    constexpr std::size_t rounds = 10;
    std::atomic<int> heard{0};
    {
        std::vector<std::jthread> all;
        for (int i = 0; i < threads; ++i)
            all.emplace_back([&, channel = news + std::to_string(i % 3)] {
                for (std::size_t round = 0; round < rounds; ++round) {
                    Inbox inbox;
                    const auto subscription = aside::listen(channel, inbox.handler());
                    aside::notify(channel, std::to_string(round));
                    if (!inbox.wait_for(1).empty()) ++heard;
                }
            });
    }
    CHECK(heard == threads * static_cast<int>(rounds));
}
