#pragma once
#include <future>
#include <utility>

namespace aside {

/// A `std::future` of what an `a` method gives; whatever takes a `std::future<T>` takes it.
///
/// The destructor never blocks: work whose future is dropped goes on to its end.
template <class T>
class Future : public std::future<T> {
public:
    Future() = default;
    explicit Future(std::future<T>&& future) noexcept : std::future<T>(std::move(future)) {}
};

}  // namespace aside
