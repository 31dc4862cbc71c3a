#include "backend/postgresql/parameters.hpp"

#include <limits>

#include "model/unstorable.hpp"
#include "sql/postgresql/values.hpp"

namespace aside::backend::postgresql {

using detail::CellType;

namespace {

/// A value on the wire is shorter; and what is kept for the next execution is not much.
constexpr std::size_t longest_value = std::numeric_limits<int>::max();
constexpr std::size_t longest_kept = std::size_t{64} * 1024;

}  // namespace

void Parameters::bind(std::size_t parameter, const detail::Cell& value, detail::Lifetime lifetime) {
    Value& bound = values_[parameter];
    bound = {.type = type_of(value.type), .is_null = value.type == CellType::null};
    if (value.text.size() > longest_value &&
        (value.type == CellType::text || value.type == CellType::blob ||
         value.type == CellType::json))
        throw model::Unstorable("PostgreSQL takes no value of more than 1 GB");
    const bool as_it_is = value.type == CellType::text || value.type == CellType::blob;
    if (as_it_is && lifetime == detail::Lifetime::lasting) {
        if (value.type == CellType::text) sql::postgresql::require_text(value.text);
        bound.outside = value.text.data() == nullptr ? "" : value.text.data();
        bound.size = value.text.size();
        return;
    }
    bound.begin = bytes_.size();
    encode(bytes_, value);
    bound.size = bytes_.size() - bound.begin;
}

void Parameters::clear() noexcept {
    for (Value& value : values_) value = {};
    if (bytes_.capacity() > longest_kept)
        bytes_ = {};
    else
        bytes_.clear();
}

std::vector<TypeNumber> Parameters::types() const {
    std::vector<TypeNumber> types;
    types.reserve(values_.size());
    for (const Value& value : values_) types.push_back(value.type);
    return types;
}

void Parameters::fill(Arrays& arrays) const {
    arrays.values.clear();
    arrays.lengths.clear();
    arrays.formats.assign(values_.size(), 1);
    for (const Value& value : values_) {
        const char* const inside = bytes_.data() + value.begin;
        const char* const begin = value.outside != nullptr ? value.outside : inside;
        arrays.values.push_back(value.is_null ? nullptr : begin);
        arrays.lengths.push_back(static_cast<int>(value.size));
    }
}

}  // namespace aside::backend::postgresql
