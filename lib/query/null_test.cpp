#include "query/null_test.hpp"

#include <string>

#include "aside/error.hpp"

namespace aside::query {

using detail::Lookup;

NullTest null_test(const Node& lookup) {
    const Lookup made = positive_lookup(lookup);
    if (made == Lookup::in) return NullTest::none;
    const Nodes values = children(lookup).rest();
    if (made == Lookup::isnull)
        return values.front().value == SqlValue(false) ? NullTest::is_not_null : NullTest::is_null;
    // Not a NULL inside of what is compared to, such as an argument of a function.
    bool compares_null = false;
    for (const Node& value : values)
        compares_null |= value.kind == detail::ExprKind::value && value.value.is_null();
    if (!compares_null) return NullTest::none;
    if (made == Lookup::exact || made == Lookup::iexact) return NullTest::is_null;
    throw ValidationError("NULL can be compared by exact, iexact and isnull only, not by " +
                          std::string(detail::lookup_names[lookup.op]));
}

}  // namespace aside::query
