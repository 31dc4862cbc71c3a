#pragma once
// The tables that a statement reads, their joins, and the meaning of its paths in them.
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "aside/detail/query.hpp"
#include "query/node_map.hpp"
#include "query/paths.hpp"
#include "query/small_vector.hpp"
#include "sql/dialect.hpp"

namespace aside::sql {

inline constexpr std::size_t no_table = static_cast<std::size_t>(-1);

/// A column of one of the tables, which goes by its index.
struct Column {
    std::size_t table = 0;
    const detail::FieldInfo* field = nullptr;
    friend bool operator==(const Column&, const Column&) = default;
};
/// The meaning of a path: a column or an annotation, and the transforms at its end.
struct Meaning {
    Column column{};
    const detail::Annotation* annotation = nullptr;
    std::string_view ending{};
};
/// Tables in rising order.
using TableSet = SmallVector<std::size_t, 4>;

struct Table {
    const detail::ModelInfo* model = nullptr;
    std::size_t select = 0;         ///< the SELECT that it stands in
    std::size_t parent = no_table;  ///< the table that this one is joined to
    Step step{};                    ///< how it is joined
    bool needed = false;            ///< without a row of this table no row passes the conditions
    bool read = false;              ///< a column of it is read
    bool used = false;              ///< this table or one joined to it is read; settled
    bool outer = false;             ///< its columns are NULL if it has no row; settled
    std::string alias{};            ///< settled; empty: the table's own name
};

/// One SELECT of the statement: the first is the statement itself, the others are those of EXISTS.
struct Select {
    std::size_t around = 0;  ///< the SELECT that it stands in
    std::size_t root = 0;    ///< its first table; that of the model until settled
    SmallVector<std::pair<Column, Column>, 1> tied{};  ///< its columns that equal some of `around`
};

class SelectStatement;

/// The tables of a statement. First paths are put in; then `settle` decides on joins and names;
/// then they are read.
class Tables {
public:
    /// `around`: those of the statement that this one stands in, if any; they outlive these.
    explicit Tables(const detail::ModelInfo& model, const Tables* around = nullptr);
    Tables(const Tables&) = delete;
    Tables& operator=(const Tables&) = delete;
    ~Tables();

    /// Joins a table to another of the same SELECT. It is left out if nothing of it is read.
    std::size_t join(std::size_t parent, const Step& step);
    /// A SELECT for an EXISTS in place of a condition, over one row of `outer`. Gives its table.
    std::size_t open_select(const Node& condition, std::size_t outer);
    /// Sets the meaning of a path.
    void bind(const Node& path, const Meaning& meaning);
    /// Sets the meaning of a path of a statement further out, among that statement's tables.
    void bind_outer(const Node& path, const Meaning& meaning);
    /// Keeps an inner statement, which stands in the SELECT of `table` in place of that node, and
    /// the columns of this statement that it reads.
    void add_statement(const Node& node, std::size_t table,
                       std::unique_ptr<SelectStatement> statement, std::vector<Meaning> reads);
    void read(std::size_t table) { tables_[table].read = true; }
    void need(const TableSet& tables);
    /// Requires two columns to be equal: of a table in an EXISTS and of one outside of it.
    void tie(Column inner, Column outer);

    /// Whether the statement itself reads more than its model's table; before `settle`, too.
    [[nodiscard]] bool joined() const;
    /// `depth`: how many statements the first SELECT stands in.
    void settle(unsigned depth);

    [[nodiscard]] std::size_t size() const { return tables_.size(); }
    [[nodiscard]] const Table& operator[](std::size_t table) const { return tables_[table]; }
    [[nodiscard]] const Select& select(std::size_t index) const { return selects_[index]; }
    [[nodiscard]] const detail::ModelInfo& model() const { return *tables_.front().model; }

    /// The meaning of a path: the bound one, or else a column of the model's own table.
    [[nodiscard]] Meaning meaning(const Node& path) const;
    /// The tables of the statement so many steps further out.
    [[nodiscard]] const Tables& around(unsigned steps) const;
    [[nodiscard]] const SelectStatement& statement(const Node& node) const;
    [[nodiscard]] const std::vector<Meaning>& read_by_statement(const Node& node) const;
    [[nodiscard]] bool nullable(Column column) const;
    /// The SELECT that was opened in place of that condition, or 0.
    [[nodiscard]] std::size_t select_of(const Node& condition) const;
    void write(SqlWriter& writer, Column column, const Dialect& dialect) const;
    /// Whether rows that are related by an equation of two columns lie on one node, and the equation
    /// does not say so itself.
    [[nodiscard]] bool are_on_one_node(Column one, Column other) const;
    /// Adds that to the equation.
    void same_node(SqlWriter& writer, Column one, Column other, const Dialect& dialect) const;
    /// The name that a table goes by in the statement.
    void write_name(std::string& sql, std::size_t table, const Dialect& dialect) const;
    /// The FROM clause of a SELECT.
    void from(SqlWriter& writer, std::size_t select, const Dialect& dialect) const;

private:
    void settle_types();
    void settle_use(std::size_t select);
    void settle_start(Select& select);
    void settle_names(std::size_t select, unsigned depth);
    [[nodiscard]] std::size_t only_child(std::size_t table) const;
    [[nodiscard]] unsigned depth_of(std::size_t select) const;
    [[nodiscard]] std::string_view name(std::size_t table) const;
    void declare(SqlWriter& writer, std::size_t table, const Dialect& dialect) const;

    struct Inner {
        std::size_t table = 0;
        std::unique_ptr<SelectStatement> statement{};
        std::vector<Meaning> reads{};
    };

    SmallVector<Table, 3> tables_;
    SmallVector<Select, 1> selects_;
    const Tables* around_;
    NodeMap<Meaning> meanings_{};
    std::unordered_map<const Node*, Inner> statements_;
    NodeMap<std::size_t> select_of_{};
};

}  // namespace aside::sql
