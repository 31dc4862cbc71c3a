#pragma once
#include <string_view>

namespace aside {

/// Of `atomic`, `aatomic` and `Transaction`.
struct AtomicOptions {
    std::string_view alias = "default";  ///< the database
    bool durable = false;    ///< must be the outermost: when it returns, all is on the disk
    bool savepoint = true;   ///< inside of another; false: what fails in it breaks the other
    bool read_only = false;  ///< all reads see one snapshot, and nothing is written
};

}  // namespace aside
