#pragma once
// Headers that inspectdb has written, compiled into tests and compared with what it writes now.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace aside::testing {

/// A file beside this one, whose name the compiler spells from the folder of the build.
inline std::filesystem::path beside(const std::string& name) {
    const std::filesystem::path here = std::filesystem::path(__FILE__).parent_path();
    const std::filesystem::path build =
        std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path();
    return (std::filesystem::exists(here) ? here : build / here) / name;
}

/// Compares a text with the file that is compiled into this test. `ASIDE_WRITE_INSPECTED=1` writes
/// the file anew.
inline void check_is_kept(const std::string& text, const std::string& name) {
    if (std::getenv("ASIDE_WRITE_INSPECTED") != nullptr) {
        std::ofstream(beside(name)) << text;
        return;
    }
    std::ifstream file(beside(name));
    REQUIRE(file.is_open());
    std::ostringstream kept;
    kept << file.rdbuf();
    CHECK(text == kept.str());
}

}  // namespace aside::testing
