#pragma once
// The methods that begin to evaluate a queryset, once for querysets of both kinds.
#include <utility>

namespace aside {

/// The methods that begin work for a queryset on the arena and return that queryset at once. `Self`
/// gives by `evaluation()` the rows that the work is for.
template <class Self>
class StartMethods {
public:
    /// Begins to read the rows; uses wait only if they are not there yet.
    Self& start_fetch() & { return self().evaluation()->start_fetch(), self(); }
    const Self& start_fetch() const& { return self().evaluation()->start_fetch(), self(); }
    Self start_fetch() && { return std::move(start_fetch()); }
    /// Begins to count; `count` and `exists` take the result.
    Self& start_count() & { return self().evaluation()->start_count(), self(); }
    const Self& start_count() const& { return self().evaluation()->start_count(), self(); }
    Self start_count() && { return std::move(start_count()); }
    /// Begins to look for a row; `exists` takes the result.
    Self& start_exists() & { return self().evaluation()->start_exists(), self(); }
    const Self& start_exists() const& { return self().evaluation()->start_exists(), self(); }
    Self start_exists() && { return std::move(start_exists()); }

private:
    [[nodiscard]] Self& self() { return static_cast<Self&>(*this); }
    [[nodiscard]] const Self& self() const { return static_cast<const Self&>(*this); }
};

}  // namespace aside
