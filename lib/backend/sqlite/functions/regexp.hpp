#pragma once
#include "backend/sqlite/functions/function.hpp"

namespace aside::backend::sqlite {

/// `regexp(pattern, text)`, which `text REGEXP pattern` calls: 1 if the pattern is found anywhere
/// in the text. A pattern that is wrong, or that takes too long, is an error.
void regexp(const Call& call);

}  // namespace aside::backend::sqlite
