#pragma once
#include <exception>

namespace aside::exec {

/// Gives an error that no caller can get any more to the handler of `on_unobserved_error`.
void report_unobserved(const std::exception_ptr& error) noexcept;

}  // namespace aside::exec
