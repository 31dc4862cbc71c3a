#pragma once
#include <filesystem>

namespace world {

/// Connects the database `default` to the file. Where there is none it is made first, from the JSON
/// files, under another name: the file is there with everything in it, or not at all.
/// Throws what is wrong with either.
void open_or_load(const std::filesystem::path& database, const std::filesystem::path& json_folder);

}  // namespace world
