#pragma once
#include <string_view>

namespace aside::inspect {

[[nodiscard]] bool is_keyword(std::string_view word);
/// Whether a header of the system may define the word as a macro.
[[nodiscard]] bool is_macro(std::string_view word);
/// Whether a model has a member of that name, or may get one.
[[nodiscard]] bool is_member_of_models(std::string_view word);
/// Whether a type of that name is a member of every model.
[[nodiscard]] bool is_type_of_models(std::string_view word);
/// Whether a header of the system may declare a function, type or namespace of that name, so that
/// no namespace can have it.
[[nodiscard]] bool is_global_name(std::string_view word);

}  // namespace aside::inspect
