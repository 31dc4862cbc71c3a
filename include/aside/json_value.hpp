#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace aside {
namespace detail {

/// The greatest depth of nested arrays and objects. SQLite's own JSON functions refuse more than
/// 1,000 levels or, before 3.42, 2,000; and the code that goes through a document calls itself for
/// each level.
inline constexpr std::size_t deepest_json = 1000;
/// Whether they stand deeper, in text that need not be JSON. Linear, and does not call itself.
[[nodiscard]] bool is_too_deep(std::string_view json) noexcept;
/// Throws the `ValidationError` of a document that is too deep.
[[noreturn]] void throw_too_deep();
/// Throws the `ValidationError` for text that cannot be a JSON document; it gives the reason.
[[noreturn]] void throw_no_json(std::string_view reason);

}  // namespace detail

/// A JSON document, kept as its text, byte for byte as it was given or read. The
/// default-constructed one is JSON's null.
///
/// `aside/json.hpp` converts it from and to `nlohmann::json`.
class Json {
public:
    Json() = default;
    Json(const Json&) = default;
    /// The document that was moved from is JSON's null.
    Json(Json&& other) noexcept : text_(std::exchange(other.text_, "null")) {}
    Json& operator=(const Json&) = default;
    Json& operator=(Json&& other) noexcept {
        Json taken(std::move(other));
        text_.swap(taken.text_);
        return *this;
    }
    ~Json() = default;
    /// Checks the syntax and keeps the text. Throws `ValidationError` with the place of the
    /// mistake. Throws it also for arrays and objects that stand more than 1,000 deep in one
    /// another, and for a number too large for a `double`.
    [[nodiscard]] static Json parse(std::string_view text);
    /// For text that is known to be JSON, such as a column's that the database checked: nothing is
    /// verified.
    [[nodiscard]] static Json from_valid_text(std::string text) {
        Json json;
        json.text_ = std::move(text);
        return json;
    }
    [[nodiscard]] const std::string& text() const { return text_; }

    /// True if both documents have the same value, in any spelling: white space and the order of
    /// keys are of no account. Throws `ValidationError` if the database held a document that is too
    /// deep for `parse`.
    friend bool operator==(const Json& a, const Json& b) {
        return a.text_ == b.text_ || same_value(a, b);
    }

private:
    [[nodiscard]] static bool same_value(const Json& a, const Json& b);

    std::string text_ = "null";
};

}  // namespace aside
