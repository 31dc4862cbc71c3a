#pragma once
#include <cstddef>
#include <cstdint>
#include <exception>
#include <string_view>

struct sqlite3_context;
struct sqlite3_value;

namespace aside::backend::sqlite {

/// Tells a function, in the middle of its work, whether its statement should stop.
class StopCheck {
public:
    /// True if the statement should stop. Looks once in some thousand bytes that functions have
    /// gone through.
    [[nodiscard]] virtual bool is_to_stop_after(std::size_t bytes) noexcept = 0;

protected:
    ~StopCheck() = default;
};

/// Thrown by a function whose arguments are wrong: the statement fails with a `DataError` that
/// begins with the function's name. The message is a literal and quotes no argument, which may be
/// private data.
class FunctionError final : public std::exception {
public:
    explicit FunctionError(const char* message) : message_(message) {}
    [[nodiscard]] const char* what() const noexcept override { return message_; }

private:
    const char* message_;
};

/// Leaves a function whose statement should stop.
class Stopped final : public std::exception {
public:
    [[nodiscard]] const char* what() const noexcept override { return "the statement is to stop"; }
};

/// The call of a function for one row: its arguments, none of them NULL, and its result.
class Call {
public:
    Call(sqlite3_context* context, int count, sqlite3_value** arguments, StopCheck& stop)
        : context_(context), count_(count), arguments_(arguments), stop_(stop) {}

    [[nodiscard]] sqlite3_context* context() const { return context_; }
    [[nodiscard]] int count() const { return count_; }

    /// Called by a function that goes through much data: counts so many bytes more, or work that
    /// takes as long. Throws `Stopped` if the statement should stop. The bytes of `text` are
    /// counted once already.
    void worked(std::size_t bytes) const;

    /// The bytes of text or of a blob, numbers as text, until the call ends.
    [[nodiscard]] std::string_view text(int index) const;
    [[nodiscard]] bool is_blob(int index) const;
    [[nodiscard]] bool is_integer(int index) const;
    /// Whether it is a double, and not text that looks like one.
    [[nodiscard]] bool is_real(int index) const;
    [[nodiscard]] bool is_text(int index) const;
    /// Numbers, or text that is one; throw `FunctionError`.
    [[nodiscard]] std::int64_t integer(int index) const;
    [[nodiscard]] double real(int index) const;

    /// Gives the result; one that gives none gives NULL.
    void give_integer(std::int64_t value) const;
    void give_real(double value) const;
    void give_text(std::string_view text) const;
    void give_bytes(std::string_view bytes) const;

private:
    sqlite3_context* context_;
    int count_;
    sqlite3_value** arguments_;
    StopCheck& stop_;
};

/// A function of one row's values. It is not called if an argument is NULL: the result is NULL.
struct Scalar {
    const char* name;
    int arguments;
    void (*run)(const Call&);
};

/// A function of many rows, also over a window: `leave` undoes an `enter` of that value. `result`
/// is called with rows and without.
struct Aggregate {
    const char* name;
    int arguments;
    void (*enter)(sqlite3_context*, int, sqlite3_value**);
    void (*leave)(sqlite3_context*, int, sqlite3_value**);
    void (*result)(sqlite3_context*);
    /// The last result, after which a state that owns memory frees it; nullptr: there is none.
    void (*finish)(sqlite3_context*) = nullptr;
};

/// The memory of an aggregate over the rows so far, zeroes at first; nullptr if there is none.
void* state_of(sqlite3_context* context, std::size_t size, std::size_t alignment) noexcept;

/// A function of one connection.
struct Registered {
    const Scalar& scalar;
    StopCheck& stop;
};

/// Calls the `Registered` that is the context's user data; no exception leaves it.
void run_scalar(sqlite3_context* context, int count, sqlite3_value** arguments) noexcept;

/// Makes the statement fail with a `DataError`, not with the error that stands for wrong SQL.
void fail(sqlite3_context* context, const char* message);

}  // namespace aside::backend::sqlite
