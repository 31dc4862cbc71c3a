#include "exec/rows/raw_columns.hpp"

#include "aside/error.hpp"

namespace aside::exec {
namespace {

/// The first column of that name, or -1.
int find_column(const Result& result, std::string_view name) {
    for (int column = 0; column < result.column_count(); ++column)
        if (result.column_name(column) == name) return column;
    return -1;
}

std::string quoted(std::string_view name) { return '"' + std::string(name) + '"'; }

/// `"a", "b"`
void add(std::string& list, const std::string& name) { list += (list.empty() ? "" : ", ") + name; }

[[noreturn]] void throw_no_key(const Query& query) {
    const FieldInfo& key = query.model->key();
    throw FieldError("aside: the statement of raw() gives no column " +
                     quoted(query.raw->column_of(key)) + " for the key " + key.full_name() +
                     ": objects cannot be read without it");
}

[[noreturn]] void throw_missing(const Query& query, const std::string& members,
                                const std::string& further) {
    std::string message =
        "aside: the statement of raw() of " + std::string(query.model->type_name) + " gives no ";
    if (!members.empty())
        message += "column for " + members +
                   ": a member that was not read would look as if it had a value. Select all "
                   "columns, say by aside::translations(\"member\"_f = \"column\") which goes by "
                   "another name, or read values by connection().query()";
    else
        message += "column " + further + ", which aside::extra() names";
    throw FieldError(message);
}

}  // namespace

namespace {

[[noreturn]] void throw_no_reading(const std::string& sql) {
    throw ProgrammingError(DatabaseErrorInfo{
        .message = "the statement of raw() is to read rows, and this one does something else",
        .sql = sql,
        .explanation = "raw() never writes: use aside::connection().execute() or query()"});
}

}  // namespace

void require_no_writing(const Result& result, const std::string& sql) {
    if (!result.read_only()) throw_no_reading(sql);
}

void require_reading(const Result& result, const std::string& sql) {
    require_no_writing(result, sql);
    if (result.column_count() == 0) throw_no_reading(sql);
}

std::vector<int> find_columns(const Query& query, const Result& result) {
    std::vector<int> columns;
    std::string missing;
    std::string further;
    for (const FieldInfo& field : query.model->fields) {
        const std::string_view name = query.raw->column_of(field);
        columns.push_back(find_column(result, name));
        if (columns.back() >= 0) continue;
        if (field.primary_key) throw_no_key(query);
        add(missing, std::string(field.name) + " (" + quoted(name) + ')');
    }
    for (const Annotation& annotation : query.annotations) {
        columns.push_back(find_column(result, annotation.name));
        if (columns.back() < 0) add(further, quoted(annotation.name));
    }
    if (!missing.empty() || !further.empty()) throw_missing(query, missing, further);
    return columns;
}

}  // namespace aside::exec
