// The rows that a join table relates to an owner.
#include <algorithm>
#include <array>

#include "aside/error.hpp"
#include "exec/changes/atomic_write.hpp"
#include "exec/changes/related_rows.hpp"
#include "exec/rows/batches.hpp"
#include "exec/session/batch.hpp"
#include "query/kinds.hpp"
#include "sql/compiler.hpp"

namespace aside::exec {
namespace {

void bind_key(Binder& binder, int parameter, const FieldInfo& column, const SqlValue& key,
              const sql::Dialect& dialect) {
    if (key.text() != nullptr) sql::require_stored(dialect, column, key);
    bind(binder, parameter, key, Lifetime::lasting);
}

/// The statement that inserts those pairs, unless they are there, bound.
Result insertion_of_pairs(Session& session, const sql::Fields& columns,
                          std::span<const KeyPair> pairs) {
    const ModelInfo& join = *columns.front()->model;
    const sql::Conflict ignored{.action = sql::Conflict::Action::ignore};
    const sql::Dialect& dialect = session.dialect();
    const bool in_arrays = dialect.limits().rows_in_arrays != 0;
    Result result =
        session.prepare(in_arrays ? sql::insert_arrays(join, columns, ignored, {}, dialect)
                                  : sql::insert(join, columns, pairs.size(), ignored, {}, dialect));
    const std::array types{query::bound_kind(*columns[0]), query::bound_kind(*columns[1])};
    Binder& binder = in_arrays ? result.arrays(types) : result.binder();
    int parameter = 0;
    for (const KeyPair& pair : pairs) {
        bind_key(binder, parameter, *columns[0], pair.first, dialect);
        bind_key(binder, parameter + 1, *columns[1], pair.second, dialect);
        if (!in_arrays) parameter += 2;
    }
    return result;
}

/// Inserts those pairs into two columns of an automatic join table that are not there yet; gives
/// how many.
std::int64_t insert_pairs(Session& session, const sql::Fields& columns,
                          std::span<const KeyPair> pairs) {
    const std::size_t most = 2 * session.dialect().limits().pairs_to_insert;
    const std::size_t size = std::max<std::size_t>(1, free_parameters(session, 0, most) / 2);
    std::int64_t inserted = 0;
    Batch sent(session, [&](Result& result) {
        while (result.step()) {
        }
        inserted += result.rows();
    });
    in_batches(pairs, size, [&](std::span<const KeyPair> some) {
        sent.add(insertion_of_pairs(session, columns, some));
    });
    sent.flush();
    return inserted;
}

class JoinRows final : public RelatedRows {
public:
    JoinRows(Runner& runner, Session& session, const Query& query, std::vector<Assignment> through)
        : runner_(runner),
          session_(session),
          resolved_(query.owners->relation->resolved()),
          owner_(query.owners->keys.front()),
          through_(std::move(through)),
          sides_{{resolved_.join_owner, resolved_.join_target}} {
        if (resolved_.symmetric) sides_.push_back({resolved_.join_target, resolved_.join_owner});
        resolve_assignments(*resolved_.join, through_);
    }

    [[nodiscard]] bool can_part() const override { return true; }

    [[nodiscard]] KeySet keys() override {
        KeySet keys;
        keys.read(session_, rows_of(sides_.front()), *sides_.front().other);
        return keys;
    }

    void add(const KeySet& keys) override {
        for (const Side& side : sides_)
            if (resolved_.automatic_join)
                add_pairs(side, keys);
            else
                add_objects(side, keys.without(present(side, keys)));
    }

    void remove(const KeySet& keys) override {
        for (const Side& side : sides_)
            keys.in_batches(session_, 1, [&](std::span<const SqlValue> some) {
                delete_rows(rows_of(side, some));
            });
    }

    void clear() override {
        for (const Side& side : sides_) delete_rows(rows_of(side));
    }

private:
    /// The columns by which a join row names the owner and the other row. Of a symmetric relation
    /// there is a row for either order.
    struct Side {
        const FieldInfo* own;
        const FieldInfo* other;
    };

    [[nodiscard]] Query rows_of(const Side& side) const { return rows_where(*side.own, owner_); }
    [[nodiscard]] Query rows_of(const Side& side, std::span<const SqlValue> keys) const {
        Query rows = rows_of(side);
        narrow(rows, *side.other, keys);
        return rows;
    }
    void delete_rows(const Query& rows) {
        session_.change(sql::remove(rows, session_.dialect()), *rows.model);
    }
    KeySet present(const Side& side, const KeySet& keys) {
        KeySet found;
        keys.in_batches(session_, 1, [&](std::span<const SqlValue> some) {
            found.read(session_, rows_of(side, some), *side.other);
        });
        return found;
    }
    void add_pairs(const Side& side, const KeySet& keys) {
        std::vector<KeyPair> pairs;
        for (const SqlValue& key : keys) pairs.emplace_back(owner_, key);
        insert_pairs(session_, {side.own, side.other}, pairs);
    }
    void add_objects(const Side& side, const KeySet& keys) {
        const ModelInfo& join = *resolved_.join;
        RowBuffer objects(*join.objects.rows);
        for (const SqlValue& key : keys) {
            void* object = objects.append();
            assign_members(join, object, through_);
            set_member(*side.own, object, owner_);
            set_member(*side.other, object, key);
        }
        std::vector<std::string_view> assigned{side.own->name, side.other->name};
        for (const Assignment& assignment : through_) assigned.push_back(assignment.name);
        insert_objects(runner_, Query(join), objects.all(), {.assigned_fields = assigned});
    }

    Runner& runner_;
    Session& session_;
    const ResolvedRelation& resolved_;
    const SqlValue owner_;
    std::vector<Assignment> through_;
    std::vector<Side> sides_;
};

void require_automatic_join(const RelationInfo& relation) {
    const ResolvedRelation& resolved = relation.resolved();
    if (resolved.automatic_join) return;
    const std::string through(resolved.join->type_name);
    throw FieldError("aside: bulk_add() fills automatic join tables, and " + relation.full_name() +
                     " goes through " + through + ": make its rows by " + through +
                     "::objects.bulk_create()");
}

/// The pairs as they are stored, each once; of a symmetric relation in the order that came first.
std::vector<KeyPair> distinct_pairs(const RelationInfo& relation,
                                    const std::vector<KeyPair>& pairs) {
    const ResolvedRelation& resolved = relation.resolved();
    const auto text = [](const SqlValue& a, const SqlValue& b) {
        return a.to_string() + ' ' + b.to_string();
    };
    std::unordered_set<std::string> seen;
    std::vector<KeyPair> distinct;
    for (const auto& [first, second] : pairs) {
        SqlValue owner = value_in_rows(relation.model->key(), first);
        SqlValue target = value_in_rows(resolved.target->key(), second);
        if (!seen.insert(text(owner, target)).second) continue;
        if (resolved.symmetric) seen.insert(text(target, owner));
        distinct.emplace_back(std::move(owner), std::move(target));
    }
    return distinct;
}

}  // namespace

std::unique_ptr<RelatedRows> join_rows(Runner& runner, Session& session, const Query& query,
                                       std::vector<Assignment> through) {
    return std::make_unique<JoinRows>(runner, session, query, std::move(through));
}

}  // namespace aside::exec

namespace aside::detail {

std::int64_t add_join_rows(Runner& runner, const RelationInfo& relation,
                           const std::vector<KeyPair>& pairs) {
    exec::require_automatic_join(relation);
    const ResolvedRelation& resolved = relation.resolved();
    const std::vector<KeyPair> rows = exec::distinct_pairs(relation, pairs);
    if (rows.empty()) return 0;
    exec::AtomicWrite whole(runner, "a change of a many-to-many relation");
    const std::int64_t inserted =
        exec::insert_pairs(whole.session(), {resolved.join_owner, resolved.join_target}, rows);
    if (resolved.symmetric)
        exec::insert_pairs(whole.session(), {resolved.join_target, resolved.join_owner}, rows);
    whole.commit();
    return inserted;
}

}  // namespace aside::detail
