#pragma once
// One test body, run twice: with the methods that block, and with their mirrors.
#include <doctest/doctest.h>

namespace aside::testing {

struct Sync {
    static constexpr bool mirrored = false;
};
struct Async {
    static constexpr bool mirrored = true;
};

/// `function(object)`. That a lambda is not called where it stands, as the initialiser of a
/// variable, keeps clang 14 from a crash over calls of methods in it.
template <class Function, class Object>
decltype(auto) call(Function function, Object&& object) {
    return function(object);
}

}  // namespace aside::testing

TYPE_TO_STRING_AS("sync", aside::testing::Sync);
TYPE_TO_STRING_AS("async", aside::testing::Async);

/// A test case whose body says `CALL(object, method, arguments...)` where it asks the database.
#define BOTH_WAYS(name) TEST_CASE_TEMPLATE(name, Way, aside::testing::Sync, aside::testing::Async)

/// `object.method(arguments...)`, or the result of its mirror.
#define CALL(object, method, ...) CALL_AS(object, method, a##method, __VA_ARGS__)

/// Like `CALL`, for a mirror whose name is not `a` and the method's.
#define CALL_AS(object, method, mirror, ...)             \
    aside::testing::call(                                \
        [&](auto&& target) {                             \
            if constexpr (Way::mirrored)                 \
                return target.mirror(__VA_ARGS__).get(); \
            else                                         \
                return target.method(__VA_ARGS__);       \
        },                                               \
        object)

#define CALL_DELETE(object) CALL_AS(object, delete_, adelete)
