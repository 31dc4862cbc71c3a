#include "sql/postgresql/explain.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "aside/error.hpp"
#include "model/ascii.hpp"

namespace aside::sql::postgresql {
namespace {

std::string format_of(std::string_view text) {
    std::string format = model::upper(text);
    constexpr std::string_view formats[] = {"", "TEXT", "JSON", "XML", "YAML"};
    if (std::ranges::find(formats, format) == std::end(formats))
        throw NotSupportedError("aside: PostgreSQL's explain has no format \"" + std::string(text) +
                                "\"; those are text, json, xml and yaml");
    return format;
}

void require_analyze(const ExplainOptions& options) {
    if (options.analyze) return;
    for (const auto& [name, set] : {std::pair("wal", options.wal), {"timing", options.timing}})
        if (set == true)
            throw NotSupportedError("aside: PostgreSQL's explain tells " + std::string(name) +
                                    " only of a statement that it runs: add .analyze = true");
}

/// EXPLAIN as every server has it, whose options it does not put in parentheses.
std::string plain_prefix(const Dialect& dialect, const ExplainOptions& options) {
    const bool more = options.costs || options.settings || options.buffers || options.wal ||
                      options.timing || options.summary || !options.format.empty();
    if (more)
        dialect.throw_unsupported("options of EXPLAIN but analyze and verbose", "explain_formats");
    std::string prefix = "EXPLAIN ";
    if (options.analyze) prefix += "ANALYZE ";
    if (options.verbose == true) prefix += "VERBOSE ";
    return prefix;
}

}  // namespace

std::string explain_prefix(const Dialect& dialect, const ExplainOptions& options) {
    if (!dialect.features().explain_formats) return plain_prefix(dialect, options);
    require_analyze(options);
    std::string given;
    const auto add = [&](std::string_view option) {
        if (!given.empty()) given += ", ";
        given += option;
    };
    if (options.analyze) add("ANALYZE");
    const std::pair<std::string_view, std::optional<bool>> switches[] = {
        {"VERBOSE", options.verbose}, {"COSTS", options.costs}, {"SETTINGS", options.settings},
        {"BUFFERS", options.buffers}, {"WAL", options.wal},     {"TIMING", options.timing},
        {"SUMMARY", options.summary}};
    for (const auto& [name, set] : switches)
        if (set) add(std::string(name) + (*set ? "" : " OFF"));
    const std::string format = format_of(options.format);
    if (!format.empty()) add("FORMAT " + format);
    return given.empty() ? "EXPLAIN " : "EXPLAIN (" + given + ") ";
}

}  // namespace aside::sql::postgresql
