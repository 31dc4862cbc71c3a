#pragma once
#include <exception>

namespace aside::exec {

/// The error that a function throws, for code that passes an error on and must not throw.
/// `std::bad_alloc` if there is no memory for the error that was meant.
template <class F>
[[nodiscard]] std::exception_ptr thrown_by(F function) noexcept {
    try {
        function();
        return nullptr;
    } catch (...) {
        return std::current_exception();
    }
}

/// An error of that type and text.
template <class Error>
[[nodiscard]] std::exception_ptr error_of(const char* text) noexcept {
    return thrown_by([&] { throw Error(text); });
}

}  // namespace aside::exec
