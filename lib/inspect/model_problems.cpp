#include "inspect/model_problems.hpp"

#include <map>
#include <set>

#include "aside/error.hpp"
#include "sql/ddl.hpp"
#include "sql/schema_of.hpp"

namespace aside::inspect {
namespace {

using detail::ModelInfo;

class Problems {
public:
    explicit Problems(std::span<const sql::Dialect* const> engines) : engines_(engines) {}

    void look_at(const ModelInfo& model) {
        name_table(model, model.full_table(), std::string(model.type_name));
        std::set<std::string> columns;
        for (const detail::FieldInfo& field : model.fields) {
            if (!columns.insert(field.column).second)
                all_.push_back(field.full_name() + ": another member has the column \"" +
                               field.column + "\" as well");
            if (field.relation != nullptr && field.relation->type->on_delete == set_default &&
                !field.has_db_default && !field.type->nullable)
                all_.push_back(field.full_name() +
                               ": set_default needs a .db_default(...), or a relation that may be "
                               "NULL");
        }
        for (const detail::RelationInfo& relation : model.relations) {
            const detail::ResolvedRelation& resolved = relation.resolved();
            if (relation.kind() == detail::RelationKind::many_to_many && resolved.automatic_join)
                name_table(*resolved.join, resolved.join->full_table(), relation.full_name());
        }
        std::set<std::string_view> checks;
        for (const detail::Check& check : model.checks)
            if (!checks.insert(check.name).second)
                all_.push_back(std::string(model.type_name) + ": two checks are called \"" +
                               std::string(check.name) + '"');
        for (const sql::Dialect* engine : engines_) try_on(model, *engine);
    }
    std::vector<std::string> all() { return std::move(all_); }

private:
    void name_table(const ModelInfo& model, const std::string& table, const std::string& whose) {
        const auto [first, is_first] = tables_.try_emplace(table, whose);
        if (!is_first && model.managed)
            all_.push_back(whose + ": " + first->second + " has the table \"" + table +
                           "\" as well");
    }
    /// Writes the tables, and so finds what the engine has not.
    void try_on(const ModelInfo& model, const sql::Dialect& engine) {
        try {
            for (const sql::ModelTable& each : sql::model_tables(model, engine))
                (void)sql::create_table(each.table, engine);
        } catch (const Error& error) {
            all_.push_back(std::string(model.type_name) + ": " + error.what());
        }
    }

    std::span<const sql::Dialect* const> engines_;
    std::map<std::string, std::string> tables_;  ///< each with the first that has it
    std::vector<std::string> all_;
};

}  // namespace

std::vector<std::string> model_problems(std::span<const ModelInfo* const> models,
                                        std::span<const sql::Dialect* const> engines) {
    Problems problems(engines);
    for (const ModelInfo* model : models) problems.look_at(*model);
    return problems.all();
}

}  // namespace aside::inspect
