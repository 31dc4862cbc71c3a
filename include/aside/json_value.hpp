#pragma once
#include <string>
#include <string_view>
#include <utility>

namespace aside {

/// A JSON document, kept as its text, byte for byte as it was given or read. The
/// default-constructed one is JSON's null.
///
/// `aside/json.hpp` converts it from and to `nlohmann::json`.
class Json {
public:
    Json() = default;
    Json(const Json&) = default;
    /// What is moved from is JSON's null.
    Json(Json&& other) noexcept : text_(std::exchange(other.text_, "null")) {}
    Json& operator=(const Json&) = default;
    Json& operator=(Json&& other) noexcept {
        Json taken(std::move(other));
        text_.swap(taken.text_);
        return *this;
    }
    ~Json() = default;
    /// Checks the syntax and keeps the text. Throws `ValidationError` with the place of the
    /// mistake.
    [[nodiscard]] static Json parse(std::string_view text);
    /// For text that is known to be JSON, such as a column's that the database checked: nothing is
    /// verified.
    [[nodiscard]] static Json from_valid_text(std::string text) {
        Json json;
        json.text_ = std::move(text);
        return json;
    }
    [[nodiscard]] const std::string& text() const { return text_; }

    /// True where both documents have the same value, however they are spelled: white space and the
    /// order of keys are of no account.
    friend bool operator==(const Json& a, const Json& b) {
        return a.text_ == b.text_ || same_value(a, b);
    }

private:
    [[nodiscard]] static bool same_value(const Json& a, const Json& b);

    std::string text_ = "null";
};

}  // namespace aside
