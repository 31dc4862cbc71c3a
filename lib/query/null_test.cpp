#include "query/null_test.hpp"

#include <algorithm>
#include <string>

#include "aside/error.hpp"

namespace aside::query {

using detail::Lookup;

NullTest null_test(const Node& node) {
    const Lookup lookup = positive_lookup(node);
    if (lookup == Lookup::in) return NullTest::none;
    const Nodes values = children(node).rest();
    if (lookup == Lookup::isnull)
        return values.front().value == SqlValue(false) ? NullTest::is_not_null : NullTest::is_null;
    const bool compares_null =
        std::any_of(&values.front(), &node + node.size, [](const Node& value) {
            return value.kind == detail::ExprKind::value && value.value.is_null();
        });
    if (!compares_null) return NullTest::none;
    if (lookup == Lookup::exact || lookup == Lookup::iexact) return NullTest::is_null;
    throw ValidationError("NULL can be compared by exact, iexact and isnull only, not by " +
                          std::string(detail::lookup_names[node.op]));
}

}  // namespace aside::query
