#pragma once
// Many values, of which one statement takes only so many.
#include <algorithm>
#include <cstddef>
#include <span>

#include "exec/session/session.hpp"

namespace aside::exec {

/// How many parameters a statement may have beside those that are taken, at most `most`, at least
/// 1.
[[nodiscard]] inline std::size_t free_parameters(const Session& session, std::size_t taken,
                                                 std::size_t most) {
    const auto limit = static_cast<std::size_t>(session.parameter_limit());
    return limit > taken ? std::min(limit - taken, most) : 1;
}

/// Calls `use` with all values, at most `size` of them at a time.
template <class T, class Use>
void in_batches(std::span<const T> values, std::size_t size, Use use) {
    for (std::size_t begin = 0; begin < values.size(); begin += size)
        use(values.subspan(begin, std::min(size, values.size() - begin)));
}

}  // namespace aside::exec
