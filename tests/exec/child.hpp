#pragma once
// Runs a skipped test case of this very program as a process of its own.
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "exec/helpers.hpp"

namespace aside::testing {

struct Child {
    int status;  ///< 124 where it hung
    std::string output;
};

inline Child run_child(const std::string& test_case, const std::string& environment) {
    const ScratchDirectory directory;
    const auto output = directory / "output";
    const auto program = std::filesystem::read_symlink("/proc/self/exe").string();
    const auto command = "env '" + environment + "' timeout 60 '" + program +
                         "' --no-skip --test-case='" + test_case + "' > '" + output + "' 2>&1";
    const int status = std::system(command.c_str());
    std::stringstream text;
    text << std::ifstream(output).rdbuf();
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text.str()};
}

}  // namespace aside::testing
