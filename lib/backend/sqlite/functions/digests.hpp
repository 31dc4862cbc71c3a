#pragma once
#include <span>

#include "backend/sqlite/functions/function.hpp"

namespace aside::backend::sqlite {

/// `md5`, `sha1`, `sha224`, `sha256`, `sha384` and `sha512` of the bytes of text or of a blob, in
/// lower-case hexadecimal.
std::span<const Scalar> digest_functions();

}  // namespace aside::backend::sqlite
