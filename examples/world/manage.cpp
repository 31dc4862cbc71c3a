// The commands that the tables of the world live by: `world-manage makemigrations --embed` after models.hpp
// has changed, `world-manage check --database`, and so on. DATABASE_URL says which database; without it,
// it is the file that tools/demo makes.
#include <aside/manage.hpp>
#include <cstdio>
#include <cstdlib>

#include "models.hpp"

int main(int argc, char** argv) {
    const char* const url = std::getenv("DATABASE_URL");
    try {
        aside::connect(url != nullptr ? url : "sqlite:demo-output/world.db");
    } catch (const aside::Error& error) {
        std::fprintf(stderr, "world-manage: %s\n", error.what());
        return 4;
    }
    return aside::manage<world::Country, world::Subdivision, world::Language, world::Currency>(
        argc, argv, {.migrations = WORLD_MIGRATIONS});
}
