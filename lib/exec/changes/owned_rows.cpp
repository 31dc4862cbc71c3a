// The rows whose foreign key names an owner.
#include "aside/error.hpp"
#include "exec/changes/related_rows.hpp"
#include "sql/compiler.hpp"

namespace aside::exec {
namespace {

class OwnedRows final : public RelatedRows {
public:
    OwnedRows(Session& session, const Query& query)
        : session_(session),
          relation_(*query.owners->relation),
          owner_(query.owners->keys.front()),
          column_(*relation_.resolved().hops.front().to),
          key_(query.model->key()) {}

    [[nodiscard]] bool can_part() const override { return column_.type->nullable; }

    [[nodiscard]] KeySet keys() override {
        KeySet keys;
        keys.read(session_, rows_where(column_, owner_), key_);
        return keys;
    }

    void add(const KeySet& keys) override {
        std::size_t found = 0;
        keys.in_batches(session_, 1, [&](std::span<const SqlValue> some) {
            found += assign(rows_where(key_, some), owner_);
        });
        if (found < keys.size()) throw_missing(keys);
    }

    void remove(const KeySet& keys) override {
        require_parting();
        KeySet related;
        keys.in_batches(session_, 2, [&](std::span<const SqlValue> some) {
            Query rows = rows_where(column_, owner_);
            narrow(rows, key_, some);
            related.read(session_, rows, key_);
            assign(rows, nullptr);
        });
        const KeySet strangers = keys.without(related);
        if (strangers.empty()) return;
        relation_.model->throw_does_not_exist(
            "no " + std::string(key_.model->type_name) + " with the key " + strangers.to_string() +
            " is in the " + std::string(relation_.name) + " of the " +
            std::string(relation_.model->type_name) + " with the key " + owner_.to_string());
    }

    void clear() override {
        require_parting();
        assign(rows_where(column_, owner_), nullptr);
    }

private:
    std::size_t assign(const Query& rows, const SqlValue& owner) {
        std::vector<Assignment> assignments{{.name = column_.name}};
        ExprWriter(assignments.front().value).value(owner);
        return static_cast<std::size_t>(
            session_.change(sql::update(rows, assignments, session_.dialect()), *rows.model));
    }
    void require_parting() const {
        if (!can_part())
            throw FieldError(column_.full_name() + " is not nullable, so that no row can leave " +
                             relation_.full_name() + ": delete rows, or add them to another " +
                             std::string(relation_.model->type_name));
    }
    void throw_missing(const KeySet& keys) {
        KeySet found;
        keys.in_batches(session_, 0, [&](std::span<const SqlValue> some) {
            found.read(session_, rows_where(key_, some), key_);
        });
        key_.model->throw_does_not_exist("no " + std::string(key_.model->type_name) +
                                         " has the key " + keys.without(found).to_string() +
                                         ", which was to be added to " + relation_.full_name());
    }

    Session& session_;
    const RelationInfo& relation_;
    const SqlValue owner_;
    const FieldInfo& column_;  ///< the foreign key
    const FieldInfo& key_;     ///< of the rows
};

}  // namespace

std::unique_ptr<RelatedRows> owned_rows(Session& session, const Query& query) {
    return std::make_unique<OwnedRows>(session, query);
}

}  // namespace aside::exec
