#pragma once
// What is decided of each table before its members are: its name, its key, and what it leads to.
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "inspect/models.hpp"

namespace aside::inspect {

/// A column that names rows of another model.
struct Relation {
    std::size_t target = 0;
    const schema::ForeignKey* key = nullptr;
    bool one_to_one = false;
};

/// A many-to-many relation that a table is.
struct ManyToMany {
    std::size_t owner = 0;
    std::size_t target = 0;
    std::string path{};
};

/// What is decided of one table.
struct Plan {
    const schema::Table* table = nullptr;
    std::string name_space{};
    std::string name{};
    std::string key{};          ///< the column, or the name of the row's number; empty: none
    bool row_number = false;    ///< the key is no column
    bool optional_key = false;  ///< there are rows whose key is NULL
    bool is_join = false;       ///< it is written as a many-to-many relation
    std::string unusable{};
    std::vector<std::string> notes{};
};

/// All tables that were asked for.
class Plans {
public:
    Plans(std::span<const schema::Table> tables, const Samples& samples, const Options& options,
          const Engine& engine);

    [[nodiscard]] std::size_t size() const { return plans_.size(); }
    [[nodiscard]] const Plan& operator[](std::size_t i) const { return plans_[i]; }
    [[nodiscard]] const std::vector<ManyToMany>& joins() const { return joins_; }
    [[nodiscard]] const Options& options() const { return options_; }
    [[nodiscard]] const Engine& engine() const { return engine_; }
    [[nodiscard]] bool same(std::string_view a, std::string_view b) const {
        return engine_.dialect->same_name(a, b);
    }
    [[nodiscard]] std::optional<std::size_t> find(std::string_view table) const;
    [[nodiscard]] const Sample& sample(const schema::Table& table, const std::string& column) const;
    [[nodiscard]] MemberType type_of(const schema::Table& table,
                                     const schema::Column& column) const;
    [[nodiscard]] const schema::Column* column(const schema::Table& table,
                                               std::string_view name) const;
    /// Whether no two rows have the same value in that column.
    [[nodiscard]] bool is_unique(const schema::Table& table, std::string_view column) const;
    /// The relation that a column is; nothing if it is none, and then `why` is told the reason, if
    /// the column has a foreign key.
    [[nodiscard]] std::optional<Relation> relation(std::size_t plan, std::string_view name,
                                                   std::string* why = nullptr) const;
    /// The type of the key of a plan, as a relation to it names it.
    [[nodiscard]] std::string key_type(std::size_t plan) const;
    /// How a type is named in that namespace.
    [[nodiscard]] std::string type_in(const std::string& name_space, std::size_t plan) const;

private:
    void name_tables(std::span<const schema::Table> all);
    void choose_key(Plan& plan) const;
    void find_joins();
    [[nodiscard]] std::optional<ManyToMany> join_of(std::size_t i) const;
    [[nodiscard]] std::optional<ManyToMany> join_between(const Plan& join, const Relation& from,
                                                         const Relation& to) const;
    [[nodiscard]] bool is_wanted(const schema::Table& table) const;

    const Samples& samples_;
    const Options& options_;
    const Engine& engine_;
    std::vector<Plan> plans_;
    std::vector<ManyToMany> joins_;
};

}  // namespace aside::inspect
