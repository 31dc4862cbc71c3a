#pragma once
// Models for fixtures: with every kind of relation, and with every type of field.
#include "aside/aside.hpp"
#include "manage/command_line.hpp"
#include "support/database.hpp"
#include "support/features.hpp"

namespace cinema {

using namespace aside::literals;

struct Genre : aside::Model<Genre> {
    std::int64_t id = 0;
    std::string name;

    static constexpr auto meta =
        aside::meta("name"_f.max_length(40).unique(), aside::natural_key("name"_f));
};

struct Director : aside::Model<Director> {
    std::int64_t id = 0;
    std::string name;
    aside::ForeignKey<Director, aside::protect, aside::nullable> teacher;

    static constexpr auto meta =
        aside::meta("name"_f.max_length(80).unique(), aside::natural_key("name"_f));
};

struct Film : aside::Model<Film> {
    std::int64_t id = 0;
    std::string title;
    std::int32_t year = 1900;
    aside::ForeignKey<Director, aside::cascade> director;
    std::optional<double> rating;
    aside::OneToOne<Film, aside::set_null> sequel_to;
    aside::ManyToMany<Genre> genres;
    aside::ManyToMany<Film> similar;

    static constexpr auto meta =
        aside::meta("title"_f.max_length(80), aside::natural_key("title"_f, "director"_f));
};

/// Its key is a relation.
struct Poster : aside::Model<Poster> {
    aside::OneToOne<Film, aside::cascade> film;
    std::vector<std::byte> image;

    static constexpr auto meta = aside::meta("film"_f.primary_key());
};

/// Two that name each other.
struct Hall;
struct Projector : aside::Model<Projector> {
    std::string name;
    aside::ForeignKey<Hall, aside::protect, std::string> hall;

    static constexpr auto meta = aside::meta("name"_f.max_length(20).primary_key());
};
struct Hall : aside::Model<Hall> {
    std::string name;
    aside::ForeignKey<Projector, aside::protect, std::string> projector;

    static constexpr auto meta = aside::meta("name"_f.max_length(20).primary_key());
};

/// Moments that saving sets.
struct Ticket : aside::Model<Ticket> {
    std::int64_t id = 0;
    aside::DateTime sold;
    aside::DateTime changed;

    static constexpr auto meta = aside::meta("sold"_f.auto_now_add(), "changed"_f.auto_now());
};

enum class Size { small, large };

struct Everything : aside::Model<Everything> {
    std::int64_t id = 0;
    bool flag = false;
    std::int16_t small = 0;
    std::int32_t number = 0;
    std::int64_t big = 0;
    double real = 0;
    std::string text;
    std::vector<std::byte> data;
    aside::Date day;
    aside::DateTime moment;
    aside::Time hour;
    aside::Duration span{};
    aside::Decimal<38, 10> amount;
    aside::Decimal<10, 8> share;
    aside::Uuid token;
    aside::Json document;
    Size size = Size::small;
    std::optional<std::string> note;
    std::optional<aside::Decimal<38, 0>> count;

    static constexpr auto meta =
        aside::meta("size"_f.max_length(5).choices(Size::small, "S", Size::large, "L"));
};

/// Rows of every type with what is least, greatest and odd.
inline std::vector<Everything> everything() {
    const auto date = [](const char* text) { return aside::detail::parse_date(text); };
    const auto moment = [](const char* text) { return aside::detail::parse_date_time(text); };
    std::vector<std::byte> all(256);
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::byte>(i);
    using aside::Duration;
    using aside::Json;
    std::vector<Everything> rows(3);
    rows[0] = {.id = 1,
               .flag = true,
               .small = -32768,
               .number = -2147483647 - 1,
               .big = std::numeric_limits<std::int64_t>::min(),
               .real = -std::numeric_limits<double>::infinity(),
               .text = "",
               .data = {},
               .day = date("0001-01-01"),
               .moment = moment("0001-01-01 00:00:00"),
               .hour = aside::Time(),
               .span = Duration(std::numeric_limits<std::int64_t>::min()),
               .amount = aside::Decimal<38, 10>::parse("-99999.9999999999"),
               .share = aside::Decimal<10, 8>::parse("0"),
               .token = aside::Uuid(),
               .document = Json::parse("null"),
               .size = Size::small,
               .note = std::nullopt,
               .count = std::nullopt};
    rows[1] = {.id = 2,
               .flag = false,
               .small = 32767,
               .number = 2147483647,
               .big = std::numeric_limits<std::int64_t>::max(),
               .real = 5e-324,
               .text = "'; \"quoted\" \\ \n\t\x01\x1f\x7f ž 🍕 \u2028",
               .data = all,
               .day = date("9999-12-31"),
               .moment = moment("9999-12-31 23:59:59.999999"),
               .hour = aside::Time(23, 59, 59, 999999),
               .span = Duration(std::numeric_limits<std::int64_t>::max()),
               .amount = aside::Decimal<38, 10>::parse("99999.9999999999"),
               .share = aside::Decimal<10, 8>::parse("0.00000001"),
               .token = aside::Uuid::parse("ffffffff-ffff-ffff-ffff-ffffffffffff"),
               .document = Json::parse(R"({"k": [1, null, "x", 2.5, 1e-07, {"é": {}}, []]})"),
               .size = Size::large,
               .note = "",
               .count = aside::Decimal<38, 0>::parse("9223372036854775807")};
    rows[2] = {.id = 7,
               .real = 0.1,
               .text = "x",
               .data = {std::byte{0}, std::byte{255}},
               .day = date("2024-02-29"),
               .moment = moment("2024-05-06 07:08:09.12"),
               .hour = aside::Time(3, 4, 5, 6),
               .span = Duration(-1),
               .amount = aside::Decimal<38, 10>::parse("1.5"),
               .share = aside::Decimal<10, 8>::parse("-99.00000000"),
               .token = aside::Uuid::parse("00000000-0000-0000-0000-000000000005"),
               .document = Json::parse("12345678901234567890.50"),
               .note = "n",
               .count = aside::Decimal<38, 0>::parse("0")};
    return rows;
}

}  // namespace cinema

namespace aside::testing {

/// A folder that ends with this, and files in it.
class FixtureFolder {
public:
    /// The path of a file with this text.
    [[nodiscard]] std::string file(const std::string& name, const std::string& text) const {
        const std::string path = folder_ / name;
        std::FILE* const to = std::fopen(path.c_str(), "wb");
        std::fwrite(text.data(), 1, text.size(), to);
        std::fclose(to);
        return path;
    }
    [[nodiscard]] std::string path(const std::string& name) const { return folder_ / name; }

private:
    ScratchDirectory folder_;
};

/// Runs a command whose standard input has a text, without a terminal.
template <class... Model>
Ran run_with_input(std::vector<std::string> arguments, const std::string& input) {
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    commands::Context context{.models = model::reached_models(models<Model...>()),
                              .in = &in,
                              .out = &out,
                              .err = &err,
                              .program = "./manage"};
    const commands::Status status = commands::run(context, arguments);
    return {static_cast<int>(status), out.str(), err.str()};
}

}  // namespace aside::testing
