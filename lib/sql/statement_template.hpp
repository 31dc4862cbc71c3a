#pragma once
// Queries of one shape differ only in their values, and so have one statement.
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "aside/detail/prepared_query.hpp"
#include "aside/detail/query.hpp"
#include "sql/compiler.hpp"

namespace aside::sql {

/// The shape of a query, as bytes: queries with equal ones have one statement.
class QueryFingerprint {
public:
    /// `bytes` is empty if the statement may depend on the query's values, or if the shape is so
    /// long that it hardly occurs again.
    QueryFingerprint(Question question, const detail::Query& query);

    [[nodiscard]] std::string_view bytes() const { return {bytes_, size_}; }
    [[nodiscard]] explicit operator bool() const { return size_ != 0; }

    static constexpr std::size_t longest = 1024;

    // Appends a part, which is some words long and made in place.
    template <class Part>
    void append(const Part& part) {
        static_assert(std::has_unique_object_representations_v<Part>);
        static_assert(sizeof(Part) % word == 0 && alignof(Part) <= word);
        if (void* const place = room(sizeof part)) new (place) Part(part);
    }
    /// Appends text, filled up with zeros to whole words. Its length is appended by the caller.
    void append_text(std::string_view text);

private:
    static constexpr std::size_t word = 8;

    /// Room for that many bytes; nullptr if so many are not left.
    void* room(std::size_t size) {
        if (size > longest - size_) {
            whole_ = false;
            return nullptr;
        }
        return bytes_ + std::exchange(size_, size_ + size);
    }

    std::size_t size_ = 0;
    bool whole_ = true;
    alignas(word) char bytes_[longest];
};

/// The statement of all queries of one shape, or of one prepared query. It is a text, and the place
/// of each parameter in a query, or among the values of a prepared query.
class StatementTemplate {
public:
    /// Compiles the statement for a query of the shape; nullptr if a parameter is none of the
    /// query's values.
    [[nodiscard]] static std::unique_ptr<StatementTemplate> of(Question question,
                                                               const detail::Query& query,
                                                               const Dialect& dialect);
    /// Compiles the statement for the query of a prepared query, filled with values of these kinds.
    /// Gives nullptr if a parameter is none of the values, or if the query has no shape.
    [[nodiscard]] static std::unique_ptr<StatementTemplate> of(const detail::PreparedQuery& form,
                                                               std::span<const SqlValue> values,
                                                               const Dialect& dialect);

    [[nodiscard]] const std::string& sql() const { return sql_; }
    [[nodiscard]] std::size_t parameter_count() const { return parameters_.size(); }
    /// Binds a parameter with its value in that query. Throws `DataError` for a value that its
    /// column cannot hold.
    void bind(detail::Binder& binder, std::size_t index, const detail::Query& query) const;
    /// Binds a parameter with the values of a prepared query. Throws `DataError` for a value that
    /// its column cannot hold.
    void bind(detail::Binder& binder, std::size_t index, std::span<const SqlValue> values) const;

private:
    enum class From : unsigned char { conditions, owners, shape };
    struct Parameter {
        From from = From::shape;
        std::uint32_t index = 0;
        const detail::FieldInfo* stored_as = nullptr;
        SqlValue constant{};
    };
    /// False if a parameter has another origin.
    [[nodiscard]] bool find_parameters(const SqlWriter& writer, const detail::Query& query);
    [[nodiscard]] static bool find(Parameter& parameter, const Origin& origin,
                                   const detail::Query& query);
    void find_among_values(const detail::Expr& conditions);
    static void bind(detail::Binder& binder, std::size_t index, const Parameter& parameter,
                     const SqlValue& value);

    std::string sql_;
    std::vector<Parameter> parameters_;
};

}  // namespace aside::sql
