#pragma once
// Relating rows to an owner, however the relation is stored.
#include <memory>
#include <vector>

#include "aside/detail/changing.hpp"
#include "exec/rows/key_set.hpp"

namespace aside::exec {

/// The rows that a related manager's owner is related to, while they are changed: inside of a
/// transaction, by the holder of its session's lease.
class RelatedRows {
public:
    RelatedRows() = default;
    RelatedRows(const RelatedRows&) = delete;
    RelatedRows& operator=(const RelatedRows&) = delete;
    virtual ~RelatedRows() = default;

    /// False if a row cannot be without an owner.
    [[nodiscard]] virtual bool can_part() const = 0;
    [[nodiscard]] virtual KeySet keys() = 0;
    /// Relates rows; those that are related already stay so.
    virtual void add(const KeySet& keys) = 0;
    virtual void remove(const KeySet& keys) = 0;
    virtual void clear() = 0;
};

/// The related rows of the query's owner; `through` are further values of new join rows.
[[nodiscard]] std::unique_ptr<RelatedRows> related_rows(Runner& runner, Session& session,
                                                        const Query& query,
                                                        const std::vector<Assignment>& through);
/// The implementation for relations with a join table, and for rows that name their owner
/// themselves.
[[nodiscard]] std::unique_ptr<RelatedRows> join_rows(Runner& runner, Session& session,
                                                     const Query& query,
                                                     std::vector<Assignment> through);
[[nodiscard]] std::unique_ptr<RelatedRows> owned_rows(Session& session, const Query& query);

/// The column that objects created through the query name its owner by; nullptr: none.
[[nodiscard]] const FieldInfo* owner_column(const Query& query);
/// Whether objects created through the query get join rows.
[[nodiscard]] bool creates_join_rows(const Query& query);

}  // namespace aside::exec
