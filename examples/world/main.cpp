// Loads Debian's iso-codes into an SQLite file or a server's database, then renders a page from it
// twice: asking for each thing where the template comes to it, and asking for everything ahead, in
// the background.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <system_error>

#include "load.hpp"
#include "page.hpp"

namespace {

namespace fs = std::filesystem;

struct Options {
    fs::path folder = "demo-output";
    std::string database{};  ///< the URL of a server's; without one, a file in the folder
    fs::path json = "/usr/share/iso-codes/json";
    fs::path page_template = WORLD_TEMPLATE;
    std::string host = "NZ";
    int rounds = 5;
};

std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw std::runtime_error("cannot read " + path.string() + ": " +
                                 std::generic_category().message(errno));
    return {std::istreambuf_iterator<char>(file), {}};
}

void write_file(const fs::path& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    if (!file)
        throw std::runtime_error("cannot write " + path.string() + ": " +
                                 std::generic_category().message(errno));
}

/// The page and the median time that it took, from the first question to the last byte.
struct Rendered {
    std::string html{};
    double milliseconds = 0;
};

Rendered render_rounds(const Options& options, const std::string& text,
                       world::Content (*ask)(const std::string&)) {
    std::vector<double> times;
    std::string html;
    for (int i = 0; i < options.rounds; ++i) {
        const auto start = std::chrono::steady_clock::now();
        html = world::render(text, ask(options.host));
        times.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
                .count());
    }
    std::nth_element(times.begin(), times.begin() + options.rounds / 2, times.end());
    return {std::move(html), times[static_cast<std::size_t>(options.rounds / 2)]};
}

void print_counts() {
    std::printf("  %lld countries, %lld subdivisions, %lld languages, %lld currencies\n",
                static_cast<long long>(world::Country::objects.count()),
                static_cast<long long>(world::Subdivision::objects.count()),
                static_cast<long long>(world::Language::objects.count()),
                static_cast<long long>(world::Currency::objects.count()));
}

void open_database(const Options& options) {
    if (!options.database.empty()) {
        world::open_or_fill(options.database, options.json);
        fs::create_directories(options.folder);
        std::cout << "Database: a server's, " << aside::connection().vendor() << "\n";
        return;
    }
    const fs::path file = options.folder / "world.db";
    world::open_or_load(file, options.json);
    std::cout << "Database: " << fs::absolute(file).string() << "\n" << std::flush;
}

void run(const Options& options) {
    const fs::path page = options.folder / "world.html";
    const std::string text = read_file(options.page_template);
    open_database(options);
    print_counts();

    // The first rendering opens connections and fills caches; it is not timed.
    world::render(text, world::ask_ahead(options.host));
    const Rendered in_turn = render_rounds(options, text, world::ask_in_turn);
    const Rendered ahead = render_rounds(options, text, world::ask_ahead);
    if (in_turn.html != ahead.html) throw std::runtime_error("the two pages differ");
    write_file(page, ahead.html);

    std::cout << "Page:     " << fs::absolute(page).string() << "\n" << std::flush;
    std::printf("Rendering, median of %d:  %.1f ms asking in turn,  %.1f ms asking ahead\n",
                options.rounds, in_turn.milliseconds, ahead.milliseconds);
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app("The world, from Debian's iso-codes, through a database, as a web page");
    app.add_option("--folder", options.folder, "where the database and the page go")
        ->capture_default_str();
    app.add_option(
        "--database", options.database,
        "the URL of a server's database, such as postgresql://host/name, instead of a file");
    app.add_option("--json", options.json, "the JSON files of iso-codes")->capture_default_str();
    app.add_option("--template", options.page_template, "the page's Mustache template");
    app.add_option("--host", options.host, "code of the country to greet from")
        ->capture_default_str();
    app.add_option("--rounds", options.rounds, "how often each rendering is timed")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    try {
        run(options);
    } catch (const std::exception& error) {
        std::cout << std::flush;
        std::cerr << "world: " << error.what() << "\n";
        return 1;
    }
}
