#pragma once
// The folder that migrations are kept in.
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "migrations/make.hpp"

namespace aside::migrations {

/// A migration and those that follow it.
struct Branch {
    std::vector<std::string> names{};  ///< in the order in which they follow each other
    std::vector<NewFile> files{};      ///< those of each engine in that order
};

class Folder {
public:
    explicit Folder(std::filesystem::path path) : path_(std::move(path)) {}

    [[nodiscard]] std::string path_of(const std::string& file) const {
        return (path_ / file).string();
    }
    /// What `state.json` says; no tables if there is none. Throws `ImproperlyConfigured` if it
    /// cannot be read.
    [[nodiscard]] State state() const;
    /// The names of the engines that there are files for, sorted.
    [[nodiscard]] std::vector<std::string> engines() const;
    /// The files of these engines, each engine's in their order, but for some. Throws
    /// `MigrationError` if these do not fit together.
    [[nodiscard]] std::vector<NewFile> files(std::span<const sql::Dialect* const> dialects,
                                             std::span<const std::string> but = {}) const;
    /// What begins with the migration of that name; nothing if there is none.
    [[nodiscard]] Branch branch(const std::string& name,
                                std::span<const sql::Dialect* const> dialects) const;

    /// Makes the folder if it is not there, writes files and then the state, and `all.inc` anew if
    /// that is there or `embeds`. Throws `ImproperlyConfigured` for a file that is there already or
    /// cannot be written.
    void write(std::span<const NewFile> files, const State& state, bool embeds) const;
    void remove(const std::string& file) const;
    /// Gives a file another name, in the place of one that had it.
    void rename(const std::string& file, const std::string& to) const;

private:
    [[nodiscard]] std::vector<NamedText> texts() const;

    std::filesystem::path path_;
};

}  // namespace aside::migrations
