#include "inspect/inspect.hpp"

#include <algorithm>

#include "aside/detail/call.hpp"
#include "aside/error.hpp"
#include "exec/database/runner.hpp"
#include "exec/session/read_tables.hpp"
#include "exec/session/row_values.hpp"
#include "inspect/header.hpp"
#include "inspect/words.hpp"
#include "model/ascii.hpp"
#include "sql/mismatches.hpp"
#include "sql/sample.hpp"

namespace aside::inspect {
namespace {

bool is_identifier(std::string_view name) {
    const auto is_letter = [](char c) { return model::is_letter(c) || c == '_'; };
    return !name.empty() && is_letter(name.front()) && !is_keyword(name) && !is_macro(name) &&
           name.find("__") == name.npos &&
           std::ranges::all_of(name, [&](char c) { return is_letter(c) || model::is_digit(c); });
}

void require_namespace(std::string_view name) {
    const std::string all(name);
    while (!name.empty()) {
        const std::size_t end = std::min(name.find("::"), name.size());
        const std::string_view part = name.substr(0, end);
        if (!is_identifier(part) || part == "std" || part == "aside" || end + 2 == name.size())
            throw ImproperlyConfigured("\"" + all + "\" is no name of a namespace");
        name.remove_prefix(std::min(end + 2, name.size()));
    }
}

void require_tables(std::span<const schema::Table> tables, const Options& options,
                    const sql::Dialect& dialect) {
    for (const std::string& name : options.tables)
        if (std::ranges::none_of(tables, [&](const schema::Table& table) {
                return dialect.same_name(table.name, name);
            }))
            throw ImproperlyConfigured("there is no table or view \"" + name + '"');
}

bool is_wanted(const schema::Table& table, const Options& options, const sql::Dialect& dialect) {
    return options.tables.empty() || std::ranges::any_of(options.tables, [&](const auto& name) {
               return dialect.same_name(name, table.name);
           });
}

/// Looks at values of one table. A view, or a virtual table, that cannot be read has none.
void add_samples(exec::Session& session, const schema::Table& table, const Options& options,
                 const Engine& engine, Samples& samples) {
    const std::vector<std::string> columns = columns_to_sample(table, engine);
    if (columns.empty() || options.sample <= 0) return;
    auto& of_table = samples[table.name];
    try {
        exec::Result result =
            session.prepare(sql::sample(table.name, columns, options.sample, *engine.dialect));
        while (result.step()) {
            const std::vector<SqlValue> values = exec::row_values(result);
            for (std::size_t i = 0; i < columns.size(); ++i) of_table[columns[i]].add(values[i]);
        }
    } catch (const DatabaseError&) {
        if (table.kind == schema::TableKind::table ||
            session.dialect().features().errors_abort_transactions)
            throw;
        of_table.clear();
    }
}

}  // namespace

std::string inspect(std::string_view alias, const Options& options) {
    require_namespace(options.name_space);
    return detail::run_here({.alias = std::string(alias)}, [&](detail::Runner& runner) {
        const exec::Lease session = runner.read();
        exec::TransactionScope snapshot(*session, {.read_only = true});
        const std::vector<schema::Table> tables =
            exec::read_tables(*session, sql::ReadTables::everything);
        const Engine engine{&session->dialect(), sql::is_of_django(tables)};
        require_tables(tables, options, *engine.dialect);
        Samples samples;
        for (const schema::Table& table : tables)
            if (is_wanted(table, options, *engine.dialect))
                add_samples(*session, table, options, engine, samples);
        std::vector<Model> models = models_of(tables, samples, options, engine);
        snapshot.commit();
        return header_of(models, engine);
    });
}

}  // namespace aside::inspect
