#pragma once
#include "aside/error.hpp"
#include "aside/temporal.hpp"

namespace aside::detail {
struct FieldInfo;
}

namespace aside::model {

/// A value that no column of its kind stores. Code that knows the field of the value throws a
/// `DataError` that names the field instead.
class Unstorable final : public DataError {
public:
    using DataError::DataError;
};

/// Throws `Unstorable` outside of the years 1 to 9999, and for what is no date.
void require_storable(Date date);
void require_storable(DateTime moment);
/// Throws `DataError`, which names the field.
[[noreturn]] void throw_unstorable(const detail::FieldInfo& field, const Unstorable& error);

}  // namespace aside::model
