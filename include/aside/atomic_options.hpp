#pragma once
#include <string_view>

namespace aside {

/// How far a transaction is kept from what others do meanwhile: a level of the SQL standard. An engine
/// that lacks it gives the next one that promises more.
enum class Isolation : unsigned char { engine, read_committed, repeatable_read, serializable };
/// Each statement sees what was committed before it.
inline constexpr Isolation read_committed = Isolation::read_committed;
/// All statements see what was committed before the first.
inline constexpr Isolation repeatable_read = Isolation::repeatable_read;
/// As if transactions that overlap had run one after the other. All of SQLite's are.
inline constexpr Isolation serializable = Isolation::serializable;

/// Of `atomic`, `aatomic` and `Transaction`.
struct AtomicOptions {
    std::string_view alias = "default";  ///< the database
    bool durable = false;    ///< must be the outermost: when it returns, all is on the disk
    bool savepoint = true;   ///< inside of another; false: what fails in it breaks the other
    bool read_only = false;  ///< all reads see one snapshot, and nothing is written
    /// How often the function is called again after an error that is `retryable()`, by the outermost
    /// block: each time in a transaction of its own, after a short random wait. Not of a `Transaction`.
    int retries = 0;
    Isolation isolation = Isolation::engine;  ///< of the outermost
};

}  // namespace aside
