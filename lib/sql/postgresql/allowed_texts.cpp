// PostgreSQL keeps `status IN ('new', 'done')` as `(status = ANY (ARRAY['new'::text, ...]))`, with
// casts of both sides where the column is no `text`.
#include "sql/postgresql/allowed_texts.hpp"

#include <algorithm>

#include "model/ascii.hpp"

namespace aside::sql::postgresql {
namespace {

/// A condition, and the place that reading has come to.
class Cursor {
public:
    explicit Cursor(std::string_view text) : rest_(text) {}

    bool take(std::string_view words) {
        if (!rest_.starts_with(words)) return false;
        rest_.remove_prefix(words.size());
        return true;
    }
    void skip(std::string_view characters) {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(characters), rest_.size()));
    }
    /// Goes behind casts such as `)::text`, with the parentheses around them.
    void skip_casts() {
        for (skip(")"); take("::"); skip(")")) {
            while (!rest_.empty() && (model::is_of_name(rest_[0]) || rest_[0] == ' ') &&
                   !rest_.starts_with(" = "))
                rest_.remove_prefix(1);
            while (take("[]")) {
            }
        }
    }
    std::optional<std::string> name() {
        if (rest_.starts_with('"')) return quoted('"');
        const auto end = std::ranges::find_if_not(rest_, model::is_of_name);
        const auto size = static_cast<std::size_t>(end - rest_.begin());
        if (size == 0) return std::nullopt;
        std::string name(rest_.substr(0, size));
        rest_.remove_prefix(size);
        return name;
    }
    std::optional<std::string> quoted(char quote) {
        if (!rest_.starts_with(quote)) return std::nullopt;
        std::string text;
        for (std::size_t i = 1; i < rest_.size(); ++i) {
            if (rest_[i] != quote) {
                text += rest_[i];
            } else if (i + 1 < rest_.size() && rest_[i + 1] == quote) {
                text += rest_[i++];
            } else {
                rest_.remove_prefix(i + 1);
                return text;
            }
        }
        return std::nullopt;
    }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

}  // namespace

std::optional<AllowedTexts> allowed_texts(std::string_view condition) {
    Cursor at(condition);
    at.skip("(");
    auto column = at.name();
    if (!column) return std::nullopt;
    at.skip_casts();
    if (!at.take(" = ANY (")) return std::nullopt;
    at.skip("(");
    if (!at.take("ARRAY[")) return std::nullopt;
    AllowedTexts allowed{.column = *std::move(column)};
    do {
        at.skip("(");
        auto text = at.quoted('\'');
        if (!text) return std::nullopt;
        allowed.texts.push_back(*std::move(text));
        at.skip_casts();
    } while (at.take(", "));
    if (!at.take("]")) return std::nullopt;
    at.skip_casts();
    return at.at_end() ? std::optional(std::move(allowed)) : std::nullopt;
}

}  // namespace aside::sql::postgresql
