#pragma once
// Options of methods: written in braces, checked, and safe to pass by value into a coroutine.
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "aside/field.hpp"

namespace aside {
namespace detail {
template <fixed_string... Path>
inline constexpr std::string_view spelled_names[] = {Path.view()...};

/// Names that are static text.
class SpelledNames {
public:
    constexpr SpelledNames() = default;
    template <std::size_t Size>
    constexpr explicit SpelledNames(const std::string_view (&names)[Size])
        : names_(names), size_(Size) {}
    [[nodiscard]] constexpr const std::string_view* begin() const { return names_; }
    [[nodiscard]] constexpr const std::string_view* end() const { return names_ + size_; }
    [[nodiscard]] constexpr std::size_t size() const { return size_; }
    [[nodiscard]] constexpr bool empty() const { return size_ == 0; }

private:
    const std::string_view* names_ = nullptr;
    std::size_t size_ = 0;
};

/// The error of a name of `RowNames`: `self`, or a path through relations to one row.
template <class M, fixed_string Path>
using row_error_t =
    std::conditional_t<Path.view() == "self", fine, relation_error_t<M, Path, true>>;
}  // namespace detail

/// Fields of the model `M`, written `{"name"_f, "box"_f}` and checked by the compiler.
template <class M>
class FieldNames : public detail::SpelledNames {
public:
    constexpr FieldNames() = default;
    template <fixed_string... Path>
    requires(sizeof...(Path) > 0) constexpr FieldNames(Field<Path>...)
        : SpelledNames(detail::spelled_names<Path...>) {
        (void)sizeof(typename detail::first_error<detail::column_error_t<M, Path>...>::type);
    }
};

/// The rows of the model `M`, as `self`, and those that relations lead to, one each: written
/// `{"self"_f, "box"_f}` and checked by the compiler.
template <class M>
class RowNames : public detail::SpelledNames {
public:
    constexpr RowNames() = default;
    template <fixed_string... Path>
    requires(sizeof...(Path) > 0) constexpr RowNames(Field<Path>...)
        : SpelledNames(detail::spelled_names<Path...>) {
        (void)sizeof(typename detail::first_error<detail::row_error_t<M, Path>...>::type);
    }
};

/// Options of `save` and `asave`.
template <class M>
struct SaveOptions {
    bool force_insert = false;      ///< never update
    bool force_update = false;      ///< never insert: a row that is not there is an error
    FieldNames<M> update_fields{};  ///< write these only; never inserts
    std::string_view alias{};       ///< the database, "default" if empty
};
/// Options of `delete_`, `refresh_from_db`, `full_clean` and their mirrors.
struct InstanceOptions {
    std::string_view alias{};  ///< the database, "default" if empty
};
/// Options of `bulk_create`.
template <class M>
struct BulkCreateOptions {
    std::size_t batch_size = 0;     ///< rows a statement; 0: as many as the engine takes
    bool ignore_conflicts = false;  ///< leave out rows that would violate a constraint
    bool update_conflicts = false;  ///< update the row that is there instead
    FieldNames<M> update_fields{};  ///< of `update_conflicts`: the fields to update
    FieldNames<M> unique_fields{};  ///< of `update_conflicts`: the fields that identify a row
};
/// Options of `bulk_update`.
struct BulkUpdateOptions {
    std::size_t batch_size = 0;  ///< rows a statement, at most as many as the engine takes; 0: 50
};
/// Options of `iterator` and `aiterator`.
struct IteratorOptions {
    std::size_t chunk_size = 2000;  ///< rows held at a time
};
/// Options of `select_for_update`.
template <class M>
struct LockOptions {
    bool nowait = false;       ///< a row that is locked is a `DatabaseLocked` at once
    bool skip_locked = false;  ///< rows that are locked are left out
    RowNames<M> of{};          ///< lock these rows only; none: all that are read
    bool no_key = false;       ///< others may add rows that refer to these, and see no key change
};
/// Options of `explain`. One that is not set is as the engine has it; one that the engine does not
/// have is refused.
struct ExplainOptions {
    bool analyze = false;       ///< run the statement too, and measure it
    std::string_view format{};  ///< the engine's name of a format: `text`, `json`, `xml`, `yaml`
    std::optional<bool> verbose{};   ///< tell the columns of each step
    std::optional<bool> costs{};     ///< tell what the engine expects of each step
    std::optional<bool> settings{};  ///< tell the settings that are not the usual ones
    std::optional<bool> buffers{};   ///< tell how many blocks are read and written
    std::optional<bool> wal{};       ///< of `analyze`: tell what went into the write-ahead log
    std::optional<bool> timing{};    ///< of `analyze`: take the time of each step
    std::optional<bool> summary{};   ///< tell the time of planning and running at the end
};
/// Options of `create_tables` and `reset_sequences`.
struct TableOptions {
    std::string_view alias{};  ///< the database, "default" if empty
    /// Called with each way in which a table that is there is not as its model says, as one line
    /// without an end; nullptr: it is written to standard error, behind `aside: `. What it throws
    /// ends the call, and nothing is created.
    void (*on_difference)(std::string_view difference) = nullptr;
};

/// The rows that a deletion removed.
struct DeleteResult {
    std::int64_t total = 0;
    std::map<std::string, std::int64_t>
        by_table{};  ///< tables of which nothing was removed are left out

    friend bool operator==(const DeleteResult&, const DeleteResult&) = default;
};

/// The object of `get_or_create` or `update_or_create`, and whether it was inserted.
template <class M>
struct Created {
    M object;
    bool created = false;
};

}  // namespace aside
