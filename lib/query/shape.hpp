#pragma once
// Queries of one shape are the same but for their values, and so have one statement.
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "aside/detail/query.hpp"
#include "query/compiler.hpp"

namespace aside::query {

/// What tells the queries that one statement answers from others.
class Shape {
public:
    /// Empty where the statement may depend on what the query's values are, and so is its own, or
    /// where the shape is so long that it is hardly met again.
    Shape(Question question, const detail::Query& query);

    [[nodiscard]] std::string_view bytes() const { return {bytes_, size_}; }
    [[nodiscard]] explicit operator bool() const { return size_ != 0; }

    // For its parts.
    void append(const void* bytes, std::size_t size) {
        whole_ = whole_ && size <= longest - size_;
        if (!whole_) return;
        std::memcpy(bytes_ + size_, bytes, size);
        size_ += size;
    }

private:
    static constexpr std::size_t longest = 1024;

    std::size_t size_ = 0;
    bool whole_ = true;
    char bytes_[longest];
};

/// The statement of all queries of one shape: its text, and where each parameter is in a query.
class CommonStatement {
public:
    /// Compiled for one of them. Not `usable` where a parameter is none of its values.
    CommonStatement(Question question, const detail::Query& query, const Dialect& dialect);

    [[nodiscard]] bool usable() const { return usable_; }
    [[nodiscard]] const std::string& sql() const { return sql_; }
    [[nodiscard]] std::size_t parameter_count() const { return parameters_.size(); }
    /// A parameter of that query's. Throws `DataError` for a value that its column cannot hold.
    void bind(detail::Binder& binder, std::size_t parameter, const detail::Query& query) const;

private:
    enum class From : unsigned char { conditions, owners, shape };
    struct Parameter {
        From from = From::shape;
        std::uint32_t index = 0;
        const detail::FieldInfo* stored_as = nullptr;
        SqlValue constant{};
    };
    [[nodiscard]] static bool find(Parameter& parameter, const Origin& origin,
                                   const detail::Query& query);

    std::string sql_;
    std::vector<Parameter> parameters_;
    bool usable_ = true;
};

}  // namespace aside::query
