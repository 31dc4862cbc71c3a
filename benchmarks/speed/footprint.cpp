// What a process needs besides time. `footprint allocations` prints how often one queryset, made
// and compiled, allocates; `footprint list|iterator|hand_list|hand_iterator ROWS` reads so many
// rows and prints the most memory that the process needed, in kilobytes.
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <new>
#include <string>

#include "compiling.hpp"
#include "data.hpp"
#include "hand.hpp"

namespace {
std::atomic<std::int64_t> allocated = 0;
}

void* operator new(std::size_t size) {
    ++allocated;
    if (void* memory = std::malloc(size)) return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace speed {
namespace {

std::int64_t allocations() {
    books_file();
    (void)build_and_compile();  // what is made once for the model
    const std::int64_t before = allocated;
    (void)build_and_compile();
    return allocated - before;
}

std::size_t read_rows(std::string_view how, std::int64_t rows) {
    const auto books = Book::objects.using_("many").limit(rows);
    if (how == "list") return books.list().size();
    std::size_t read = 0;
    for (const Book& book : books.iterator()) read += !book.name.empty();
    return read;
}

std::size_t read_by_hand(std::string_view how, std::int64_t rows) {
    hand::Database database(many_file());
    hand::Statement statement(database, std::string(hand::all_books) + " LIMIT ?");
    statement.bind(1, rows);
    std::vector<hand::Book> books;
    std::size_t read = 0;
    while (statement.step()) {
        if (how == "hand_iterator")
            read += !hand::book_of(statement).name.empty();
        else
            books.emplace_back(hand::book_of(statement));
    }
    return read + books.size();
}

/// What the system says of this program; `getrusage` also counts what was there before it was
/// loaded.
std::string peak() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::to_string(std::atoll(line.c_str() + 6));
    return "";
}

}  // namespace
}  // namespace speed

int main(int argc, char** argv) {
    const std::string_view what = argc > 1 ? argv[1] : "";
    if (what == "allocations") {
        std::printf("%lld\n", static_cast<long long>(speed::allocations()));
        return 0;
    }
    if (argc < 3) return 2;
    const std::int64_t rows = std::atoll(argv[2]);
    speed::many_file();
    const bool by_hand = what.substr(0, 5) == "hand_";
    const auto read = by_hand ? speed::read_by_hand(what, rows) : speed::read_rows(what, rows);
    std::puts(speed::peak().c_str());
    return read == static_cast<std::size_t>(rows) ? 0 : 1;
}
