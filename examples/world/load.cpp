#include "load.hpp"

#include <algorithm>
#include <aside/migrate.hpp>
#include <iostream>
#include <span>
#include <stdexcept>
#include <string>

#include "iso_codes.hpp"
#include "progress.hpp"

namespace world {
namespace {

namespace fs = std::filesystem;

/// In a URL a question mark begins the options.
std::string url_of(const fs::path& file) {
    std::string url = "sqlite:";
    for (const char c : file.string()) {
        if (c == '?' || c == '%') {
            url += c == '?' ? "%3F" : "%25";
        } else {
            url += c;
        }
    }
    return url;
}

/// Removes a database file with the two that SQLite keeps beside it.
void remove_database(const fs::path& file) {
    std::error_code ignored;
    for (const char* ending : {"", "-wal", "-shm"}) fs::remove(file.string() + ending, ignored);
}

template <class Object>
void save_all(const char* label, std::span<const Object> objects) {
    constexpr std::size_t step = 500;
    ProgressBar progress(label, objects.size());
    for (std::size_t i = 0; i < objects.size(); i += step) {
        const auto part = objects.subspan(i, std::min(step, objects.size() - i));
        Object::objects.bulk_create(part);
        progress.advance(part.size());
    }
}

constexpr aside::EmbeddedMigration migrations[] = {
#include "migrations/all.inc"
};

/// Brings the tables up to what models.hpp says. Where there are some without a record of a migration,
/// a program has made them by `create_tables`.
void migrate() {
    for (const std::string& name : aside::migrate(migrations, {.fake_initial = true}).applied)
        std::cout << "Migrated: " << name << "\n";
}

void save(const IsoCodes& codes) {
    save_all<Country>("countries", codes.countries);
    save_all<Subdivision>("subdivisions", codes.subdivisions);
    save_all<Language>("languages", codes.languages);
    save_all<Currency>("currencies", codes.currencies);
}

IsoCodes read(const fs::path& json_folder) {
    IsoCodes codes = read_iso_codes(json_folder);
    std::cout << "Loading " << json_folder.string() << "\n" << std::flush;
    return codes;
}

void fill(const fs::path& file, const IsoCodes& codes) {
    aside::connect(url_of(file));
    try {
        migrate();
        save(codes);
    } catch (...) {
        aside::disconnect();
        throw;
    }
    aside::disconnect();
}

void load(const fs::path& database, const fs::path& json_folder) {
    const IsoCodes codes = read(json_folder);
    std::error_code error;
    fs::create_directories(database.parent_path(), error);
    if (error)
        throw std::runtime_error("cannot make the folder " + database.parent_path().string() +
                                 ": " + error.message());
    const fs::path unfinished = database.string() + ".loading";
    remove_database(unfinished);  // what an interrupted run left
    try {
        fill(unfinished, codes);
        fs::rename(unfinished, database);
    } catch (...) {
        remove_database(unfinished);
        throw;
    }
}

}  // namespace

void open_or_load(const fs::path& database, const fs::path& json_folder) {
    if (!fs::exists(database)) load(database, json_folder);
    open_or_fill(url_of(database) + "?mode=rw", json_folder);
}

void open_or_fill(const std::string& url, const fs::path& json_folder) {
    aside::connect(url);
    migrate();
    aside::atomic([&] {
        if (!Country::objects.exists()) save(read(json_folder));
    });
}

}  // namespace world
