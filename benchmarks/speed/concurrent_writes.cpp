// A thousand rows created, each to be on the disk: one after the other and all at once.
#include "library.hpp"

namespace speed {
namespace {

constexpr std::int64_t created = 1'000;

void create_in_turn(benchmark::State& state) {
    empty_books();
    library::create_in_turn(state, "written", created);
}
void create_at_once(benchmark::State& state) {
    empty_books();
    library::create_at_once(state, "written", created);
}

SPEED("acreate/in_turn", create_in_turn, 1);
SPEED("acreate/aside", create_at_once, 1);

}  // namespace
}  // namespace speed
