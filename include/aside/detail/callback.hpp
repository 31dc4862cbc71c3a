#pragma once
#include <memory>
#include <utility>

namespace aside::detail {

/// A function of the user's without arguments, of any type.
class Callback {
public:
    Callback() = default;
    Callback(const Callback&) = delete;
    Callback& operator=(const Callback&) = delete;
    virtual ~Callback() = default;
    virtual void call() = 0;
};

template <class F>
class CallbackOf final : public Callback {
public:
    explicit CallbackOf(F f) : f_(std::move(f)) {}
    void call() override { (void)f_(); }

private:
    F f_;
};

template <class F>
std::unique_ptr<Callback> callback(F f) {
    return std::make_unique<CallbackOf<F>>(std::move(f));
}

}  // namespace aside::detail
