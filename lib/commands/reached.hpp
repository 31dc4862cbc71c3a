#pragma once
#include <optional>
#include <type_traits>

#include "aside/error.hpp"

namespace aside::commands {

/// What a call gives that asks the database; nothing if that is not connected or cannot be reached.
template <class Call>
[[nodiscard]] std::optional<std::invoke_result_t<Call>> if_reached(Call call) {
    try {
        return call();
    } catch (const ConnectionDoesNotExist&) {
        return std::nullopt;
    } catch (const OperationalError&) {
        return std::nullopt;
    }
}

}  // namespace aside::commands
