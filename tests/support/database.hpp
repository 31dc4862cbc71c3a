#pragma once
// Databases with the tables of a test, connected while they live.
#include "aside/aside.hpp"
#include "exec/helpers.hpp"

namespace aside::testing {

/// In memory, under the alias "default".
template <class... Model>
class MemoryDatabase : public ScratchDatabase {
public:
    explicit MemoryDatabase(const ConnectOptions& options = {})
        : ScratchDatabase("sqlite::memory:", options) {
        create_tables<Model...>({.alias = options.alias});
    }
};

/// In a file, under any alias.
template <class... Model>
class FileDatabase : public ScratchDatabase {
public:
    explicit FileDatabase(const ConnectOptions& options = {}) : ScratchDatabase(options) {
        create_tables<Model...>({.alias = options.alias});
    }
};

/// The first value of the first row.
template <class... Params>
SqlValue value_of(std::string_view sql, Params&&... params) {
    return connection().query(sql, std::forward<Params>(params)...).front()[0];
}

}  // namespace aside::testing
