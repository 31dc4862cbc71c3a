#pragma once
// The models that tables are described by: every decision is made, and only the text is missing.
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "inspect/sample.hpp"
#include "inspect/types.hpp"
#include "schema/table.hpp"

namespace aside::inspect {

/// What a user asks of `inspectdb`.
struct Options {
    std::vector<std::string> tables{};  ///< empty: all
    bool include_views = false;
    bool enums = false;        ///< an enum class for a column that allows only some texts
    std::string name_space{};  ///< around all others; empty: none but for tables without a prefix
    bool guess = true;         ///< takes tables of two foreign keys for many-to-many relations
    bool reverse = false;      ///< members for the way back
    int sample = 1000;         ///< how many rows of a table are looked at
    bool ascii = false;        ///< no letters beyond ASCII in names of members and types
};

/// What was seen of the values, by table and column.
using Samples = std::map<std::string, std::map<std::string, Sample>>;

/// An `enum class` of a column that allows only some texts.
struct Enumeration {
    std::string name{};
    std::vector<std::pair<std::string, std::string>> choices{};  ///< each enumerator with its text
};

struct Member {
    std::string path{};
    std::string type{};
    std::string initialiser{};
    std::string options{};  ///< what `meta` says of it: `.max_length(10)`
    std::vector<std::string> notes{};
    std::optional<std::size_t> target{};  ///< the model that the type names
};

struct Model {
    const schema::Table* table = nullptr;  ///< nullptr: it is none, but a member of another
    std::string name_space{};
    std::string name{};
    std::vector<std::string> notes{};
    std::vector<Enumeration> enumerations{};
    std::vector<Member> members{};
    std::vector<std::string> options{};   ///< what `meta` says of the table
    std::string unusable{};               ///< why it can be no model; empty: it can
    std::vector<std::string> left_out{};  ///< columns without a member, each with the reason
};

/// The columns of a table whose values should be looked at.
[[nodiscard]] std::vector<std::string> columns_to_sample(const schema::Table& table,
                                                         const Engine& engine);
/// The models of the tables that were asked for, in the order of their tables' names. The place of a
/// table that is written as a many-to-many relation is there, too, with no table in it.
[[nodiscard]] std::vector<Model> models_of(std::span<const schema::Table> tables,
                                           const Samples& samples, const Options& options,
                                           const Engine& engine);

}  // namespace aside::inspect
