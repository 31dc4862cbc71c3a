// Models become tables, and inspectdb makes models of those: they say what the first said, and their
// rows are those of the first.
#include <doctest/doctest.h>

#include <algorithm>

#include "interop/models.hpp"
#include "manage/command_line.hpp"
#include "manage/fixture_models.hpp"
#include "manage/inspected/kept.hpp"
#include "manage/inspected/own_postgresql.inc"
#include "manage/inspected/own_sqlite.inc"
#include "support/books.hpp"
#include "support/database.hpp"
#include "support/pizzeria.hpp"

using namespace aside::literals;
using aside::testing::check_is_kept;
using aside::testing::Ran;

namespace marked {

/// What a model says of its table beside the columns.
struct Mark : aside::Model<Mark> {
    std::int64_t id = 0;
    std::string select;
    std::string group;
    std::int32_t low = 0;
    std::int32_t high = 0;
    std::optional<std::string> code;

    static constexpr auto meta = aside::meta(
        "select"_f.db_column("it's \"odd\"").index(), "group"_f.unique(), "code"_f.max_length(9),
        aside::unique_together("low"_f, "high"_f), aside::index("-group"_f, "select"_f),
        aside::check("or,dered", "low"_f <= "high"_f || "select"_f == "a  b -- c"));
};

}  // namespace marked

namespace {

template <class... Model>
struct Models {
    static Ran run(std::vector<std::string> arguments, const std::string& input = {}) {
        return aside::testing::run_with_input<Model...>(std::move(arguments), input);
    }
};

using Own = Models<cinema::Film, cinema::Poster, cinema::Hall, cinema::Ticket, cinema::Everything,
                   pizzeria::Pizza, library::Book, marked::Mark, interop::Review, interop::Profile,
                   interop::Desk, interop::Sample, interop::Maybe>;

}  // namespace

namespace sqlite_again {
using All = Models<LibraryBook, MarkedMark, cinema::Film, cinema::Poster, cinema::Hall,
                   cinema::Ticket, cinema::Everything, pizzeria::Pizza, interop::Review,
                   interop::Profile, Furniture, interop::Sample, interop::Maybe>;
}
namespace postgresql_again {
using All = Models<LibraryBook, MarkedMark, cinema::Film, cinema::Poster, cinema::Hall,
                   cinema::Ticket, cinema::Everything, pizzeria::Pizza, interop::Review,
                   interop::Profile, Furniture, interop::Sample, interop::Maybe>;
}

namespace {

using Database = aside::testing::TestDatabase<
    cinema::Genre, cinema::Director, cinema::Film, cinema::Poster, cinema::Projector, cinema::Hall,
    cinema::Ticket, cinema::Everything, pizzeria::Topping, pizzeria::Box, pizzeria::Price,
    pizzeria::Pizza, library::Book, marked::Mark, interop::Country, interop::Person,
    interop::Profile, interop::Desk, interop::Publisher, interop::Tag, interop::Book,
    interop::Authorship, interop::Review, interop::Sample, interop::Maybe>;

void fill() {
    using namespace interop;
    cinema::Everything::objects.bulk_create(cinema::everything());
    library::add_three_books();
    pizzeria::fill_menu();
    marked::Mark{.select = "s", .group = "g", .low = 1, .high = 2, .code = "c"}.save();
    const Country nz = Country::objects.create("code"_f = "NZ", "name"_f = "New Zealand");
    const Person ann = Person::objects.create("name"_f = "Ann", "country"_f = nz,
                                              "salary"_f = aside::Decimal<8, 2>(1.50_dec));
    const Person bob = Person::objects.create("name"_f = "Bob", "boss"_f = ann);
    ann.friends.add(bob);
    bob.knows.add(ann);
    Profile::objects.create("person"_f = ann, "bio"_f = "b");
    Desk::objects.create("person"_f = bob, "room"_f = "1");
    const Publisher house = Publisher::objects.create("name"_f = "House", "country"_f = nz);
    const Book book = Book::objects.create("title"_f = "T", "publisher"_f = house, "editor"_f = ann,
                                           "cover"_f = Cover::soft, "rating"_f = 0.1);
    book.tags.add(Tag::objects.create("name"_f = "t"));
    Authorship::objects.create("book"_f = book, "person"_f = bob, "position"_f = 2);
    Review::objects.create("book"_f = book, "reader"_f = ann, "stars"_f = 5);
    const aside::Date day(std::chrono::year(2024) / 2 / 29);
    Sample::objects.create("line"_f = "l", "day"_f = day, "amount"_f = -0.00001_dec,
                           "color"_f = Color::infrared, "size"_f = Size::huge,
                           "document"_f = aside::Json::parse("[1, 2.50]"));
    Maybe::objects.create(Maybe{});
}

/// All rows, as the models that were there first read them.
std::string rows() {
    const Ran dumped = Own::run({"dumpdata"});
    CHECK(dumped.err == "");
    return dumped.out;
}

template <class Again>
void check_again(const std::string& engine) {
    fill();
    const Ran written =
        Own::run({"inspectdb", "--enums", "--reverse", "--namespace", engine + "_again"});
    CHECK(written.err == "");
    check_is_kept(written.out, "own_" + engine + ".inc");

    const Ran checked = Again::run({"check", "--database"});
    // What a check asks for is written as a comment.
    CHECK(checked.out.starts_with("note: marked_mark: the table has a check"));
    CHECK(std::ranges::count(checked.out, '\n') == 1);
    CHECK(checked.status == 0);

    const std::string before = rows();
    const Ran again = Again::run({"dumpdata"});
    CHECK(again.err == "");
    CHECK(Own::run({"flush", "--no-input"}).status == 0);
    CHECK(Again::run({"loaddata", "-"}, again.out).err == "");
    CHECK(rows() == before);
}

}  // namespace

TEST_CASE(
    "models that were written of tables say what those of the tables said, and have their rows") {
    const Database database;
    const std::string engine = aside::connection().vendor();
    if (engine == "postgresql") {
        check_again<postgresql_again::All>(engine);
    } else {
        check_again<sqlite_again::All>(engine);
    }
}
