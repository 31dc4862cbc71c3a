#pragma once
#include <filesystem>
#include <string>

namespace world {

/// Connects the database `default` to the file. Where there is none it is made first, from the JSON
/// files, under another name: the file is there with everything in it, or not at all.
/// Throws what is wrong with either.
void open_or_load(const std::filesystem::path& database, const std::filesystem::path& json_folder);
/// Connects the database `default` to one that is there, by its URL, and applies the migrations that it
/// has not got. Tables that are empty are filled from the JSON files then, in one transaction. Throws
/// what is wrong with either.
void open_or_fill(const std::string& url, const std::filesystem::path& json_folder);

}  // namespace world
