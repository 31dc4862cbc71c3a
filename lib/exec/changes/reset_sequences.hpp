#pragma once
#include <span>

#include "exec/session/session.hpp"

namespace aside::exec {

/// Brings the counters of the models' keys, and of their join tables', to the largest keys.
void reset_sequences(Session& session, std::span<const ModelInfo* const> models);

}  // namespace aside::exec
