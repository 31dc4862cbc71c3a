// A page that needs six answers, and one that is rendered while its rows are read.
#include <thread>
#include <vector>

#include "data.hpp"
#include "hand.hpp"
#include "measure.hpp"

namespace speed {
namespace {

// Six questions that have nothing to do with each other, each of some twenty milliseconds.
auto popular() { return Book::objects.filter("pages"_f > 900, "id"_f <= 400'000); }
auto cheap() { return Book::objects.filter("price"_f < 0.02, "id"_f <= 375'000); }
auto of_author() {
    return Book::objects.filter("author"_f = "Author 7 of them", "id"_f <= 375'000);
}
auto named() { return Book::objects.filter("name__endswith"_f = "77777", "id"_f <= 170'000); }
auto figures() { return Book::objects.filter("id"_f <= 200'000); }
auto thickest() {
    return Book::objects.filter("id"_f <= 200'000).order_by("-pages"_f, "id"_f).limit(20);
}

void page_in_turn(benchmark::State& state) {
    books_file();
    for (auto _ : state) {
        benchmark::DoNotOptimize(popular().count());
        benchmark::DoNotOptimize(cheap().list().size());
        benchmark::DoNotOptimize(of_author().list().size());
        benchmark::DoNotOptimize(named().list().size());
        benchmark::DoNotOptimize(
            figures().aggregate("pages"_f = Sum("pages"_f), "price"_f = Avg("price"_f)));
        benchmark::DoNotOptimize(thickest().list().size());
    }
}

void page_at_once(benchmark::State& state) {
    books_file();
    for (auto _ : state) {
        const auto many = popular().start_count();
        const auto few = cheap().start_fetch();
        const auto own = of_author().start_fetch();
        const auto found = named().start_fetch();
        auto sums = figures().aaggregate("pages"_f = Sum("pages"_f), "price"_f = Avg("price"_f));
        const auto best = thickest().start_fetch();
        benchmark::DoNotOptimize(many.count());
        benchmark::DoNotOptimize(few.size());
        benchmark::DoNotOptimize(own.size());
        benchmark::DoNotOptimize(found.size());
        benchmark::DoNotOptimize(sums.get());
        benchmark::DoNotOptimize(best.size());
    }
}

auto read_rows() { return Book::objects.filter("id"_f <= 100'000); }

void escape(std::string& page, std::string_view text) {
    for (const char letter : text) {
        if (letter == '<')
            page += "&lt;";
        else if (letter == '&')
            page += "&amp;";
        else
            page += letter;
    }
}

/// Renders as much of a page as takes about the time that the rows do.
std::size_t render() {
    static const Book book = book_of(1234);
    std::string page;
    for (int i = 0; i < 550'000; ++i) {
        if (page.size() > 1'000'000) page.clear();
        page += "<li>";
        escape(page, book.name);
        page += ", ";
        escape(page, book.author);
        page += "</li>";
    }
    return page.size();
}

void rows_alone(benchmark::State& state) {
    books_file();
    for (auto _ : state) benchmark::DoNotOptimize(read_rows().list().size());
}
void render_alone(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(render());
}
void render_beside(benchmark::State& state) {
    books_file();
    for (auto _ : state) {
        const auto books = read_rows().start_fetch();
        benchmark::DoNotOptimize(render());
        benchmark::DoNotOptimize(books.size());
    }
}

/// A thread of one's own reads the rows meanwhile.
void render_beside_by_hand(benchmark::State& state) {
    hand::Database database(books_file());
    hand::Statement some(database, hand::books_up_to);
    for (auto _ : state) {
        std::vector<hand::Book> books;
        std::thread reader([&] {
            some.bind(1, std::int64_t{100'000});
            while (some.step()) books.emplace_back(hand::book_of(some));
            some.reset();
        });
        benchmark::DoNotOptimize(render());
        reader.join();
        benchmark::DoNotOptimize(books.size());
    }
}
/// Nothing in common but the machine: how much its cores take from each other.
void render_twice_at_once(benchmark::State& state) {
    for (auto _ : state) {
        std::thread other([] { benchmark::DoNotOptimize(render()); });
        benchmark::DoNotOptimize(render());
        other.join();
    }
}

SPEED("page/in_turn", page_in_turn, 1);
SPEED("page/aside", page_at_once, 1);
SPEED("render/rows", rows_alone, 2);
SPEED("render/render", render_alone, 2);
SPEED("render/aside", render_beside, 2);
SPEED("render/hand", render_beside_by_hand, 2);
SPEED("render/twice", render_twice_at_once, 2);

}  // namespace
}  // namespace speed
