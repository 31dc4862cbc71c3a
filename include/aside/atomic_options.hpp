#pragma once
#include <string_view>

namespace aside {

/// How far a transaction is kept apart from others that run meanwhile: a level of the SQL standard.
/// An engine that lacks a level gives the next one that promises more.
enum class Isolation : unsigned char { engine, read_committed, repeatable_read, serializable };
/// Each statement sees the changes that were committed before it.
inline constexpr Isolation read_committed = Isolation::read_committed;
/// All statements see the changes that were committed before the first one.
inline constexpr Isolation repeatable_read = Isolation::repeatable_read;
/// Transactions have effects as if those that overlap had run one after the other. All transactions
/// of SQLite do.
inline constexpr Isolation serializable = Isolation::serializable;

/// Options of `atomic`, `aatomic` and `Transaction`.
struct AtomicOptions {
    std::string_view alias = "default";  ///< the database
    bool durable = false;    ///< must be the outermost block: when it returns, all is on the disk
    bool savepoint = true;   ///< inside of another: a savepoint; false: errors break the other
    bool read_only = false;  ///< all reads see one snapshot, and nothing is written
    /// How often the outermost block calls the function again after an error that is `retryable()`:
    /// each time in a transaction of its own, after a short random wait. Not for a `Transaction`.
    int retries = 0;
    Isolation isolation = Isolation::engine;  ///< of the outermost block
    /// Wait at the beginning until no other transaction can make it fail, or be made to fail by it:
    /// for a long report. Only of a serializable transaction that is `read_only`.
    bool deferrable = false;
};

}  // namespace aside
