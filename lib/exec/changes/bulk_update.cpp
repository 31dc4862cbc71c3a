// Writing fields of many objects.
#include <algorithm>

#include "aside/error.hpp"
#include "exec/changes/atomic_write.hpp"
#include "exec/changes/write_objects.hpp"
#include "exec/rows/key_set.hpp"
#include "exec/session/batch.hpp"
#include "query/kinds.hpp"
#include "query/truth.hpp"

namespace aside::exec {
namespace {

sql::Fields fields_to_write(const ModelInfo& model, std::span<const std::string_view> names) {
    sql::Fields fields = named_fields(model, names);
    if (fields.empty()) throw FieldError("aside: bulk_update() needs at least one field");
    if (std::ranges::any_of(fields, &FieldInfo::primary_key))
        throw FieldError("aside: bulk_update() cannot change the key " + model.key().full_name());
    if (std::ranges::find(fields, model.distribution()) != fields.end())
        throw FieldError("aside: " + model.distribution()->full_name() +
                         " tells the node of the row, and cannot be updated");
    return fields;
}

/// The objects in their order; of several with one key only the last, since a CASE would take the
/// first.
std::vector<const void*> last_of_each_key(const ModelInfo& model, Objects objects) {
    KeySet keys;
    std::vector<const void*> last;
    last.reserve(objects.count);
    for (std::size_t i = objects.count; i-- > 0;) {
        keys.add(member_value(model.key(), objects[i]));
        if (keys.size() > last.size()) last.push_back(objects[i]);
    }
    std::ranges::reverse(last);
    return last;
}

/// Writes these fields of objects with different keys.
class UpdateBatches {
public:
    UpdateBatches(Session& session, const Query& query, const sql::Fields& fields,
                  std::size_t objects, std::size_t batch_size)
        : session_(session),
          query_(query),
          fields_(fields),
          in_arrays_(rows_in_arrays(session, fields) != 0) {
        prepare(1);
        const auto limit = static_cast<std::size_t>(session.parameter_limit());
        const std::size_t taken = std::min(limit, statement_.params.size());
        const std::size_t most = in_arrays_ ? objects : (limit - taken) / (2 * fields.size() + 1);
        const sql::Limits& limits = session.dialect().limits();
        const std::size_t usual =
            in_arrays_ ? limits.rows_to_update_in_arrays : limits.rows_to_update;
        rows_ = std::clamp<std::size_t>(batch_size != 0 ? batch_size : usual, 1,
                                        std::max<std::size_t>(1, most));
    }

    /// How many rows were there.
    std::int64_t write(std::span<const void* const> objects) {
        std::int64_t matched = 0;
        Batch sent(session_, [&](Result& result) {
            while (result.step()) {
            }
            matched += result.rows();
        });
        in_batches(objects, rows_, [&](std::span<const void* const> some) {
            if (some.size() != prepared_rows_) sent.flush();  // it is bound to `statement_`
            sent.add(update(some));
        });
        sent.flush();
        return matched;
    }

private:
    void prepare(std::size_t rows) {
        if (rows == prepared_rows_) return;
        prepared_rows_ = rows;
        if (in_arrays_) {
            if (statement_.sql.empty())
                statement_ = sql::update_by_arrays(query_, fields_, session_.dialect());
            return;
        }
        statement_ = sql::update_by_keys(query_, fields_, rows, session_.dialect());
    }

    [[nodiscard]] Result update(std::span<const void* const> batch) {
        prepare(batch.size());
        Result result = session_.prepare_change(statement_.sql, *query_.model);
        int parameter = in_arrays_ ? bind_arrays(result, batch) : bind_each(result.binder(), batch);
        for (const SqlValue& value : statement_.params)
            bind(result.binder(), parameter++, value, Lifetime::lasting);
        return result;
    }
    /// Gives the parameter behind them.
    [[nodiscard]] int bind_each(Binder& binder, std::span<const void* const> batch) const {
        int parameter = 0;
        const FieldInfo& key = query_.model->key();
        for (const FieldInfo* field : fields_) {
            for (const void* object : batch) {
                bind_field(binder, key, object, parameter++);
                bind_field(binder, *field, object, parameter++);
            }
        }
        for (const void* object : batch) bind_field(binder, key, object, parameter++);
        return parameter;
    }
    [[nodiscard]] int bind_arrays(Result& result, std::span<const void* const> batch) const {
        sql::Fields columns = sql::fields_of_row(*query_.model);
        columns.insert(columns.end(), fields_.begin(), fields_.end());
        std::vector<CellType> types;
        for (const FieldInfo* field : columns) types.push_back(query::bound_kind(*field));
        Binder& arrays = result.arrays(types);
        for (const void* object : batch) bind_fields(arrays, columns, object);
        return static_cast<int>(columns.size());
    }

    Session& session_;
    const Query& query_;
    const sql::Fields& fields_;
    const bool in_arrays_;  ///< the keys, and the values of each field
    std::size_t rows_ = 1;
    std::size_t prepared_rows_ = 0;
    sql::BoundStatement statement_;
};

}  // namespace

}  // namespace aside::exec

namespace aside::detail {

std::int64_t update_objects(Runner& runner, const Query& query, Objects objects,
                            const UpdateRequest& request) {
    require_unsliced(query, "bulk_update");
    const ModelInfo& model = *query.model;
    const sql::Fields fields = exec::fields_to_write(model, request.fields);
    for (std::size_t i = 0; i < objects.count; ++i) require_key(model, objects[i], "bulk_update");
    if (objects.count == 0 || query::has_no_rows(query)) return 0;
    const std::vector<const void*> distinct = exec::last_of_each_key(model, objects);
    exec::AtomicWrite whole(runner, "bulk_update()");
    const std::int64_t matched =
        exec::UpdateBatches(whole.session(), query, fields, distinct.size(), request.batch_size)
            .write(distinct);
    whole.commit();
    return matched;
}

}  // namespace aside::detail
