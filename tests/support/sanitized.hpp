#pragma once
#include <doctest/doctest.h>

namespace aside::testing {

/// Whether this is built with AddressSanitizer or ThreadSanitizer.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define ASIDE_SANITIZED
#endif
#endif
#if defined(ASIDE_SANITIZED) || defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif

}  // namespace aside::testing

/// Ends a test that forks, under a sanitizer: until LLVM 17 and 19 their runtimes do not take their
/// allocator's locks at fork(), so that a child of a process whose other threads allocate can wait
/// for one of them for ever. What is its parent's counts as leaked there, too.
#define REQUIRES_FORK()                                      \
    if (aside::testing::sanitized) {                         \
        MESSAGE("skipped, since a sanitizer cannot follow"); \
        return;                                              \
    }
