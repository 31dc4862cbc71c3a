#pragma once
#include <filesystem>
#include <vector>

#include "models.hpp"

namespace world {

/// All that the page needs of Debian's `iso-codes`, as objects that are not saved yet.
struct IsoCodes {
    std::vector<Country> countries{};
    std::vector<Subdivision> subdivisions{};
    std::vector<Language> languages{};
    std::vector<Currency> currencies{};
};

/// Reads and checks every file before anything is returned. Throws `std::runtime_error` with the
/// file's name and, for a broken one, the place.
IsoCodes read_iso_codes(const std::filesystem::path& folder);

}  // namespace world
