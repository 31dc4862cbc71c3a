#pragma once
// Paths, followed from a model through its relations.
#include <string_view>

#include "aside/detail/model_info.hpp"
#include "query/small_vector.hpp"

namespace aside::query {

/// One join that a path makes: from a column of one table to a column of the next.
struct Step {
    const detail::FieldInfo* from = nullptr;
    const detail::FieldInfo* to = nullptr;
    bool many = false;      ///< may lead to several rows
    bool nullable = false;  ///< may lead to none
    bool forward = false;   ///< `from` is a foreign key, so that `to` is known without the join
};

/// The target of a path, as far as its text names relations and fields.
struct Path {
    const detail::ModelInfo* model = nullptr;  ///< the model that the path reaches
    SmallVector<Step, 3> steps{};
    const detail::FieldInfo* field = nullptr;  ///< of `model`; if it ends on a relation, the key
    /// The relation that the path ends on, if it ends on one.
    const detail::RelationInfo* relation = nullptr;
    std::string_view last{};  ///< the last segment that was followed
    std::string_view rest{};  ///< the text behind it: transforms, a lookup
    bool whole = false;       ///< nothing follows

    [[nodiscard]] bool many() const;
};
[[nodiscard]] Path follow(const detail::ModelInfo& model, std::string_view text);
[[nodiscard]] Path follow(const detail::RelationInfo& relation);
/// Follows a path to its end. Throws `FieldError` if something that is no transform follows its
/// last field.
[[nodiscard]] Path follow_all(const detail::ModelInfo& model, std::string_view text);
/// Throws `FieldError` that names the model reached, the segment it does not have and those it has.
[[noreturn]] void throw_unknown_segment(const Path& path);

/// The column that a path reads, and the number of its steps that lead to it: the value of a
/// foreign key needs no join.
struct Reading {
    std::size_t steps = 0;
    const detail::FieldInfo* field = nullptr;
};
[[nodiscard]] Reading reading(const Path& path);

/// The model's own column of that name if it is no foreign key, so that there is nothing to follow;
/// else nullptr.
[[nodiscard]] const detail::FieldInfo* plain_column(const detail::ModelInfo& model,
                                                    std::string_view text);

}  // namespace aside::query
