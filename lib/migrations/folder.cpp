#include "migrations/folder.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "aside/error.hpp"

namespace aside::migrations {
namespace {

constexpr std::string_view state_file = "state.json";
constexpr std::string_view embedded_file = "all.inc";

/// The engine that the name of a file ends with: `NAME.ENGINE.sql`; empty for other files.
std::string engine_of(const std::string& file) {
    if (!file.ends_with(".sql")) return {};
    const std::size_t end = file.size() - 4;
    const std::size_t dot = file.rfind('.', end - 1);
    return end == 0 || dot == file.npos ? std::string() : file.substr(dot + 1, end - dot - 1);
}

/// Writes a file whole or not at all.
void write_whole(const std::filesystem::path& path, const std::string& text) {
    const std::filesystem::path fresh = path.string() + ".new";
    std::ofstream stream(fresh, std::ios::binary);
    stream << text;
    stream.close();
    std::error_code error;
    if (stream) std::filesystem::rename(fresh, path, error);
    if (!stream || error) throw ImproperlyConfigured("cannot write " + path.string());
}

}  // namespace

State Folder::state() const {
    const std::filesystem::path path = path_ / state_file;
    if (!std::filesystem::exists(path)) return {};
    std::ifstream stream(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (!stream) throw ImproperlyConfigured("cannot read " + path.string());
    return state_from(text, path.string());
}

std::vector<std::string> Folder::engines() const {
    std::vector<std::string> engines;
    if (!std::filesystem::exists(path_)) return engines;
    for (const auto& entry : std::filesystem::directory_iterator(path_)) {
        std::string engine = engine_of(entry.path().filename().string());
        if (!engine.empty()) engines.push_back(std::move(engine));
    }
    std::ranges::sort(engines);
    engines.erase(std::unique(engines.begin(), engines.end()), engines.end());
    return engines;
}

std::vector<NewFile> Folder::files(std::span<const sql::Dialect* const> dialects,
                                   std::span<const std::string> but) const {
    std::vector<NewFile> files;
    for (const sql::Dialect* dialect : dialects) {
        const std::string engine(dialect->vendor());
        std::vector<NamedText> texts = texts_in(path_, engine);
        std::erase_if(texts, [&](const NamedText& each) {
            return std::ranges::count(but, migration_in(each.file, engine)) > 0;
        });
        for (Migration& each : history_of(texts, *dialect))
            files.push_back({engine, std::move(each.file)});
    }
    return files;
}

Branch Folder::branch(const std::string& name,
                      std::span<const sql::Dialect* const> dialects) const {
    std::vector<NewFile> files;
    for (const sql::Dialect* dialect : dialects) {
        const std::string engine(dialect->vendor());
        for (const NamedText& each : texts_in(path_, engine))
            files.push_back({engine, parse(each.text, migration_in(each.file, engine), *dialect)});
    }
    Branch branch;
    const auto take = [&](const std::string& migration) {
        if (std::ranges::count(branch.names, migration) == 0) branch.names.push_back(migration);
    };
    for (const NewFile& each : files)
        if (each.file.name == name) take(name);
    for (std::size_t i = 0; i < branch.names.size(); ++i)
        for (const NewFile& each : files)
            if (each.file.after == branch.names[i]) take(each.file.name);
    for (const sql::Dialect* dialect : dialects)
        for (const std::string& migration : branch.names)
            for (const NewFile& each : files)
                if (each.engine == dialect->vendor() && each.file.name == migration)
                    branch.files.push_back(each);
    return branch;
}

std::vector<NamedText> Folder::texts() const {
    std::vector<NamedText> all;
    for (const std::string& engine : engines())
        for (NamedText& each : texts_in(path_, engine)) all.push_back(std::move(each));
    std::ranges::sort(all, {}, &NamedText::file);
    return all;
}

void Folder::write(std::span<const NewFile> files, const State& state, bool embeds) const {
    std::error_code error;
    std::filesystem::create_directories(path_, error);
    if (error) throw ImproperlyConfigured("cannot make the folder " + path_.string());
    for (const NewFile& each : files)
        if (std::filesystem::exists(path_ / each.file_name()))
            throw ImproperlyConfigured(path_of(each.file_name()) + " is there already");
    for (const NewFile& each : files)
        write_whole(path_ / each.file_name(), migrations::write(each.file));
    write_whole(path_ / state_file, to_text(state));
    if (embeds || std::filesystem::exists(path_ / embedded_file))
        write_whole(path_ / embedded_file, embedded(texts()));
}

void Folder::remove(const std::string& file) const { std::filesystem::remove(path_ / file); }

void Folder::rename(const std::string& file, const std::string& to) const {
    std::filesystem::rename(path_ / file, path_ / to);
}

}  // namespace aside::migrations
