#pragma once
#include <chrono>
#include <memory>
#include <string>

namespace aside::detail {

/// A transaction block; defined in the library.
class Block;

/// Where a call is made, and how long it may take.
struct Place {
    std::string alias{};  ///< the database; empty: "default"
    std::shared_ptr<Block>
        block{};  ///< the transaction, where one was named; else that of the caller
    std::chrono::milliseconds timeout{};  ///< from the call on; 0: for ever
};

}  // namespace aside::detail
