#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "support/both_ways.hpp"
#include "support/database.hpp"
#include "support/features.hpp"

using namespace aside::literals;
using aside::testing::TestDatabase;

namespace {

struct Numbers : aside::Model<Numbers> {
    std::int64_t id = 0;
    bool flag = false;
    std::int16_t small = 0;
    std::int32_t medium = 0;
    std::int64_t big = 0;
    double real = 0;
    std::optional<bool> maybe_flag;
    std::optional<std::int16_t> maybe_small;
    std::optional<double> maybe_real;
};

Numbers stored_and_read(const Numbers& numbers) {
    return Numbers::objects.get("pk"_f = Numbers::objects.create(numbers).id);
}

template <class T>
using Limits = std::numeric_limits<T>;

}  // namespace

TEST_CASE("integers come back from one end of their range to the other") {
    const TestDatabase<Numbers> database;
    const Numbers least = stored_and_read({.small = Limits<std::int16_t>::min(),
                                           .medium = Limits<std::int32_t>::min(),
                                           .big = Limits<std::int64_t>::min()});
    CHECK(least.small == Limits<std::int16_t>::min());
    CHECK(least.medium == Limits<std::int32_t>::min());
    CHECK(least.big == Limits<std::int64_t>::min());
    const Numbers greatest = stored_and_read({.small = Limits<std::int16_t>::max(),
                                              .medium = Limits<std::int32_t>::max(),
                                              .big = Limits<std::int64_t>::max()});
    CHECK(greatest.small == Limits<std::int16_t>::max());
    CHECK(greatest.medium == Limits<std::int32_t>::max());
    CHECK(greatest.big == Limits<std::int64_t>::max());
}

TEST_CASE("a number that its field cannot hold is refused") {
    const TestDatabase<Numbers> database;
    CHECK_THROWS_AS(Numbers::objects.create("small"_f = 32768), aside::DataError);
    CHECK_THROWS_AS(Numbers::objects.create("small"_f = -32769), aside::DataError);
    CHECK_THROWS_AS(Numbers::objects.create("medium"_f = 1LL << 31), aside::DataError);
    CHECK_THROWS_AS(Numbers::objects.create("big"_f = ~0ULL), aside::DataError);
    Numbers::objects.create({});
    CHECK_THROWS_AS(Numbers::objects.update("small"_f = 40000), aside::DataError);
    CHECK(Numbers::objects.get().small == 0);
}

BOTH_WAYS("text from a request is an integer of its field, or refused") {
    const TestDatabase<Numbers> database;
    Numbers::objects.create({.big = Limits<std::int64_t>::min()});
    const auto found = [](const char* name, const std::string& text) {
        return CALL(Numbers::objects.filter(aside::field(name) = text), count);
    };
    CHECK(found("big", "-9223372036854775808") == 1);
    CHECK(found("big", "9223372036854775807") == 0);
    for (const char* wrong : {"9223372036854775808", "-9223372036854775809", "1e3", "1.0", "", " 1",
                              "1 ", "0x10", "99999999999999999999999999"})
        CHECK_THROWS_AS((void)found("big", wrong), aside::ValidationError);
    CHECK_THROWS_AS((void)found("small", "32768"), aside::Error);
}

BOTH_WAYS("a sum that 64 bits do not hold is an error") {
    const TestDatabase<Numbers> database;
    for (int i = 0; i < 2; ++i) Numbers::objects.create({.big = Limits<std::int64_t>::max()});
    CHECK_THROWS_AS(CALL(Numbers::objects, aggregate, "sum"_f = Sum("big"_f)), aside::DataError);
}

TEST_CASE("a comparison goes beyond the range of its field") {
    const TestDatabase<Numbers> database;
    Numbers::objects.create({.small = 5});
    CHECK(Numbers::objects.filter("small"_f < 1'000'000).count() == 1);
    CHECK_THROWS_AS((void)Numbers::objects.filter("small"_f < ~0ULL), aside::DataError);
}

TEST_CASE("doubles come back bit for bit") {
    const TestDatabase<Numbers> database;
    for (const double value :
         {0.0, 1e-7, 0.1, 1.0 / 3, 1e300, -1e-300, 3.0, 0x1p63, Limits<double>::denorm_min(),
          Limits<double>::min(), Limits<double>::max(), Limits<double>::lowest(),
          Limits<double>::epsilon(), Limits<double>::infinity(), -Limits<double>::infinity()}) {
        const Numbers read = stored_and_read({.real = value, .maybe_real = value});
        CHECK(std::memcmp(&read.real, &value, sizeof value) == 0);
        CHECK(std::memcmp(&*read.maybe_real, &value, sizeof value) == 0);
        CHECK(Numbers::objects.filter("real"_f == value).exists());
    }
    const double zero = stored_and_read({.real = -0.0}).real;
    CHECK(zero == 0.0);
    CHECK(std::signbit(zero) == aside::testing::features().keeps_negative_zero);
}

TEST_CASE("not a number is refused wherever it is given") {
    const TestDatabase<Numbers> database;
    const double nan = std::nan("");
    CHECK_THROWS_AS(Numbers::objects.create({.real = nan}), aside::DataError);
    CHECK_THROWS_AS(Numbers::objects.create("maybe_real"_f = nan), aside::DataError);
    CHECK_THROWS_AS(Numbers::objects.update("real"_f = nan), aside::DataError);
    CHECK_THROWS_AS((void)Numbers::objects.filter("real"_f == nan), aside::DataError);
    CHECK(Numbers::objects.count() == 0);
}

TEST_CASE("booleans come back as they were, and NULL is neither") {
    const TestDatabase<Numbers> database;
    const Numbers read = stored_and_read({.flag = true, .maybe_flag = false});
    CHECK(read.flag);
    CHECK(read.maybe_flag == false);
    CHECK_FALSE(stored_and_read({}).maybe_flag);
    CHECK_FALSE(stored_and_read({}).maybe_small);
}
