#pragma once
#include <span>
#include <string>
#include <vector>

#include "aside/detail/model_info.hpp"
#include "exec/session/session.hpp"
#include "sql/mismatches.hpp"

namespace aside::exec {

/// The ways in which the tables of the session's database are not as these models say, and the
/// models that their relations lead to.
[[nodiscard]] std::vector<sql::Mismatch> check_tables(
    Session& session, std::span<const detail::ModelInfo* const> models);
/// Throws `SchemaMismatch` if there is one that is not harmless.
void require_tables(Session& session, std::span<const detail::ModelInfo* const> models);

}  // namespace aside::exec
