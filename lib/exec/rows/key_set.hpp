#pragma once
// Keys of rows, and the queries that they take part in.
#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "aside/detail/field_type.hpp"
#include "aside/detail/query.hpp"
#include "exec/rows/batches.hpp"

namespace aside::exec {

/// Keys without repetition, in the order in which they came.
class KeySet {
public:
    KeySet() = default;
    /// The keys in the form in which that field stores them, without repetition.
    KeySet(const FieldInfo& field, const std::vector<SqlValue>& keys) {
        for (const SqlValue& key : keys) add(value_in_rows(field, key));
    }

    void add(SqlValue key) {
        if (seen_.insert(key.to_string()).second) keys_.push_back(std::move(key));
    }
    /// Adds the values that the field has in the query's rows.
    void read(Session& session, const Query& query, const FieldInfo& field);

    [[nodiscard]] bool empty() const { return keys_.empty(); }
    [[nodiscard]] std::size_t size() const { return keys_.size(); }
    [[nodiscard]] auto begin() const { return keys_.begin(); }
    [[nodiscard]] auto end() const { return keys_.end(); }
    [[nodiscard]] bool contains(const SqlValue& key) const {
        return seen_.contains(key.to_string());
    }
    /// The keys that are not among the others.
    [[nodiscard]] KeySet without(const KeySet& others) const;
    /// `1, 2, 3`, for messages.
    [[nodiscard]] std::string to_string() const;

    /// Calls `use` with the keys in parts, each small enough for a statement that has `taken`
    /// parameters already. A part has at most `most` keys; if `most` is 0, as many as the engine is
    /// quick with.
    template <class Use>
    void in_batches(const Session& session, std::size_t taken, Use use,
                    std::size_t most = 0) const {
        if (most == 0) most = session.dialect().limits().keys_to_find;
        exec::in_batches(std::span(keys_), free_parameters(session, taken, most), use);
    }

private:
    std::vector<SqlValue> keys_;
    std::unordered_set<std::string> seen_;
};

/// All rows of the field's model in which it has this value.
[[nodiscard]] Query rows_where(const FieldInfo& field, const SqlValue& value);
/// The rows of the field's model in which the field has one of these values.
[[nodiscard]] Query rows_where(const FieldInfo& field, std::span<const SqlValue> values);
/// Narrows a query to rows in which the field has one of these values.
void narrow(Query& query, const FieldInfo& field, std::span<const SqlValue> values);

}  // namespace aside::exec
