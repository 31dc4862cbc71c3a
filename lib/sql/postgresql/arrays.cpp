#include "sql/postgresql/arrays.hpp"

#include "query/kinds.hpp"
#include "schema/types.hpp"
#include "sql/postgresql/schema.hpp"
#include "sql/spelling.hpp"

namespace aside::sql::postgresql {

using detail::FieldKind;
using detail::Lookup;

namespace {

/// The type of arrays without the limits of a column, which a cast would cut off what is beyond.
std::string name_of_array(const detail::FieldInfo& of) {
    schema::Type type = schema::type_of(of);
    if (type.kind != FieldKind::array) type.element = std::exchange(type.kind, FieldKind::array);
    if (type.element == FieldKind::text && type.max_length > 0) return "varchar[]";
    type.max_digits = 0;
    return column_type({.type = type});
}

/// Reads the text of an array, element by element.
class ArrayReader {
public:
    explicit ArrayReader(std::string_view text) : text_(text) {}

    [[nodiscard]] std::optional<std::vector<std::optional<std::string>>> read() {
        std::vector<std::optional<std::string>> elements;
        if (!take('{')) return std::nullopt;
        if (take('}')) return at_end(std::move(elements));
        do {
            if (at_ == text_.size() || text_[at_] == '{') return std::nullopt;
            elements.push_back(text_[at_] == '"' ? quoted() : plain());
        } while (take(','));
        if (!take('}')) return std::nullopt;
        return at_end(std::move(elements));
    }

private:
    using Elements = std::vector<std::optional<std::string>>;

    bool take(char wanted) {
        if (at_ == text_.size() || text_[at_] != wanted) return false;
        ++at_;
        return true;
    }
    [[nodiscard]] std::optional<Elements> at_end(Elements elements) const {
        if (at_ != text_.size()) return std::nullopt;
        return elements;
    }
    std::string quoted() {
        std::string element;
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
            if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
            element += text_[at_];
        }
        take('"');
        return element;
    }
    std::optional<std::string> plain() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '}') ++at_;
        const std::string_view element = text_.substr(begin, at_ - begin);
        if (element == "NULL") return std::nullopt;
        return std::string(element);
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

void as_array(SqlWriter& writer, const SqlWriter& value, const detail::FieldInfo& of) {
    cast(writer, value, name_of_array(of));
}

void array_lookup(SqlWriter& writer, Lookup lookup, const SqlWriter& left, const SqlWriter& right) {
    writer.append(left);
    writer.sql += lookup == Lookup::contains       ? " @> "
                  : lookup == Lookup::contained_by ? " <@ "
                                                   : " && ";
    writer.append(right);
}

void array_part(SqlWriter& writer, const SqlWriter& array, const detail::ArrayPart& part) {
    writer.sql += '(';
    writer.append(array);
    writer.sql += ")[" + std::to_string(part.first + 1);
    if (part.kind == detail::ArrayPart::Kind::slice) writer.sql += ':' + std::to_string(part.end);
    writer.sql += ']';
}

std::optional<std::vector<std::optional<std::string>>> elements_in(std::string_view text) {
    return ArrayReader(text).read();
}

}  // namespace aside::sql::postgresql
