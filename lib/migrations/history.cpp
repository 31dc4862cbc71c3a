#include "migrations/history.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "aside/migrate.hpp"

namespace aside::migrations {
namespace {

std::string read(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (!stream) throw MigrationError("aside: cannot read " + path.string());
    return text;
}

[[noreturn]] void throw_two(const std::string& first, const std::string& second,
                            const std::string& after) {
    const std::string place = after.empty() ? "are each the first" : "both follow " + after;
    throw MigrationError("aside: the migrations " + first + " and " + second + ' ' + place +
                         ": say makemigrations --rebase with the one that was not applied yet");
}

/// Throws for migrations that follow none of the others.
[[noreturn]] void throw_unreached(const std::vector<Migration>& left) {
    for (const Migration& each : left)
        if (std::ranges::find(left, each.file.after,
                              [](const Migration& one) { return one.file.name; }) == left.end())
            throw MigrationError("aside: the migration " + each.file.name + " follows " +
                                 each.file.after + ", which is not there");
    throw MigrationError("aside: the migration " + left.front().file.name +
                         " follows itself, by its own \"-- after:\" or those of others");
}

/// The migration that follows one, of those that are left; the end if none does.
auto follower(std::vector<Migration>& left, const std::string& after) {
    const auto follows = [&](const Migration& each) { return each.file.after == after; };
    const auto found = std::ranges::find_if(left, follows);
    if (found == left.end()) return found;
    const auto second = std::find_if(found + 1, left.end(), follows);
    if (second != left.end()) throw_two(found->file.name, second->file.name, after);
    return found;
}

}  // namespace

std::string file_name(std::string_view migration, std::string_view vendor) {
    return std::string(migration) + '.' + std::string(vendor) + ".sql";
}

std::string migration_in(std::string_view file, std::string_view vendor) {
    const std::string ending = file_name({}, vendor);
    if (!file.ends_with(ending)) return {};
    return std::string(file.substr(0, file.size() - ending.size()));
}

std::vector<NamedText> texts_in(const std::filesystem::path& folder, std::string_view vendor) {
    std::vector<NamedText> texts;
    if (!std::filesystem::exists(folder)) return texts;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::string name = entry.path().filename().string();
        if (!migration_in(name, vendor).empty())
            texts.push_back({std::move(name), read(entry.path())});
    }
    std::ranges::sort(texts, {}, &NamedText::file);
    return texts;
}

std::vector<Migration> history_of(std::span<const NamedText> texts, const sql::Dialect& dialect) {
    std::vector<Migration> left;
    for (const NamedText& each : texts) {
        const std::string name = migration_in(each.file, dialect.vendor());
        if (!name.empty())
            left.push_back({parse(each.text, name, dialect), each.text, checksum(each.text)});
    }
    std::vector<Migration> history;
    for (std::string last;;) {
        const auto next = follower(left, last);
        if (next == left.end()) break;
        last = next->file.name;
        history.push_back(std::move(*next));
        left.erase(next);
    }
    if (!left.empty()) throw_unreached(left);
    return history;
}

}  // namespace aside::migrations
