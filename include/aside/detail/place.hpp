#pragma once
#include <chrono>
#include <memory>
#include <string>

namespace aside::detail {

/// A transaction block; defined in the library.
class Block;

/// The database or transaction that a call goes to, and the time that it may take.
struct Place {
    /// The database; empty: "default", or a replica of it. A call that names it stays there.
    std::string alias{};
    std::shared_ptr<Block>
        block{};  ///< the transaction, if one was named; else the caller's, if there is one
    std::chrono::milliseconds timeout{};  ///< from the call on; 0: for ever
};

}  // namespace aside::detail
