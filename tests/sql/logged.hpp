#pragma once
// Statements as the query log has them.
#include <doctest/doctest.h>

#include "support/tables.hpp"

namespace aside::testing {

/// The statements that a call runs, each as `spell` writes it.
template <class Call, class Spell>
std::vector<std::string> logged(Call call, Spell spell) {
    const QueryLog log;
    call();
    std::vector<std::string> texts;
    for (const Statement& statement : log) texts.push_back(spell(statement));
    return texts;
}
/// The statement that a call runs, which runs one, as `spell` writes it.
template <class Call, class Spell>
std::string only_logged(Call call, Spell spell) {
    const auto all = logged(call, spell);
    REQUIRE(all.size() == 1);
    return all.front();
}

/// The statements that create the models' tables and indexes, which are what they are to be.
template <class... Model>
std::vector<std::string> definitions() {
    const ScratchDatabase database("sqlite::memory:", {});
    auto texts = logged([] { create_tables<Model...>(); },
                        [](const Statement& statement) { return statement.sql; });
    check_tables<Model...>();
    std::erase_if(texts, [](const std::string& sql) { return !sql.starts_with("CREATE"); });
    return texts;
}

}  // namespace aside::testing
