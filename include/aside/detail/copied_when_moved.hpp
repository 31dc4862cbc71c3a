#pragma once
// Values that keep their meaning when they are moved from.

namespace aside::detail {

/// A class with this as a direct base is copied when it is moved, so that the object that was moved
/// from keeps its meaning. A condition that forgot its values would hold for other rows.
///
/// Moves that are implicit, and deleted because those of a base or member are, take no part in
/// overload resolution, and copies are chosen instead. That ends there: a class that derives
/// further needs a base of its own. `Of` makes several bases different types.
template <class Of>
struct CopiedWhenMoved {
    CopiedWhenMoved() = default;
    CopiedWhenMoved(const CopiedWhenMoved&) = default;
    CopiedWhenMoved(CopiedWhenMoved&&) = delete;
    CopiedWhenMoved& operator=(const CopiedWhenMoved&) = default;
    CopiedWhenMoved& operator=(CopiedWhenMoved&&) = delete;
    ~CopiedWhenMoved() = default;
};

}  // namespace aside::detail
