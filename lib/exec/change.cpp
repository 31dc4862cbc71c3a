// UPDATE over querysets.
#include <algorithm>

#include "aside/error.hpp"
#include "exec/runner.hpp"
#include "exec/write_objects.hpp"

namespace aside::detail {

std::int64_t update_rows(Runner& runner, const Query& query,
                         const std::vector<Assignment>& assignments) {
    if (assignments.empty() || query::is_empty(query, runner.dialect())) return 0;
    const query::Statement statement = query::update(query, assignments, runner.dialect());
    return runner.write()->execute(statement);
}

std::int64_t update_objects(Runner& runner, const Query& query, Objects objects,
                            std::span<const std::string_view> names) {
    require_unsliced(query, "bulk_update");
    const ModelInfo& model = *query.model;
    const query::Fields fields = named_fields(model, names);
    if (fields.empty()) throw FieldError("aside: bulk_update() needs at least one field");
    if (std::ranges::any_of(fields, &FieldInfo::primary_key))
        throw FieldError("aside: bulk_update() cannot change the key " + model.key().full_name());
    for (std::size_t i = 0; i < objects.count; ++i) require_key(model, objects[i], "bulk_update");
    if (objects.count == 0 || query::is_empty(query, runner.dialect())) return 0;

    const query::Statement statement = query::update_by_key(query, fields, runner.dialect());
    const Lease session = runner.write();
    exec::WriteScope scope(*session);
    std::int64_t matched = 0;
    for (std::size_t i = 0; i < objects.count; ++i) {
        exec::Result result = session->prepare(statement.sql);
        int parameter = bind_fields(result.binder(), fields, objects[i]);
        parameter = bind_fields(result.binder(), {&model.key()}, objects[i], parameter);
        for (const SqlValue& value : statement.params) bind(result.binder(), parameter++, value);
        result.step();
        matched += result.rows();
    }
    scope.commit();
    return matched;
}

}  // namespace aside::detail
