#pragma once
#include <span>
#include <vector>

#include "aside/detail/driver.hpp"
#include "aside/detail/reading.hpp"
#include "exec/rows/identity_map.hpp"
#include "exec/rows/raw_columns.hpp"
#include "exec/rows/related_nodes.hpp"
#include "model/unreadable.hpp"
#include "sql/selected_relations.hpp"

namespace aside::exec {

/// Reads an object of the first columns of a row, in the order of its model's fields.
void read_object(const ModelInfo& model, const Cells& cells, void* object);

/// Makes the query's rows of the rows of one statement: objects, with those of `select_related`, or
/// values. Used by one thread at a time.
class RowReader {
public:
    explicit RowReader(const Query& query);

    /// To be called after the first step of the statement, whether it gave a row or not.
    void begin(const Result& result) {
        if (query_.raw) find_own_columns(result);
    }
    /// Adds a row to others.
    void read(const Cells& cells, RowBuffer& rows);
    /// Rows from here on are no peers of those before, and share no objects with them.
    void begin_result();

private:
    /// One kind of object in a row: the row's own, or one that a relation leads to.
    struct Part {
        const ModelInfo* model = nullptr;
        const RelationInfo* relation = nullptr;
        std::size_t parent = 0;  ///< 0: the row's own, else one more than its index in `related_`
        std::span<const ResultColumn> columns{};
        int column = 0;          ///< the first of its columns
        void* object = nullptr;  ///< that is read from the current row, if any is
        IdentityMap known{};
        std::vector<RelatedSlot> lookups{};  ///< one a relation of the model, if rows share them
    };

    [[nodiscard]] static int key_column(const Part& part);
    [[noreturn]] void throw_of_row(const model::UnreadableCell& error, const Cells& cells) const;
    void add_value(FieldInfo field, std::size_t guarded);
    void find_own_columns(const Result& result);
    void place_values(void* row, const RowType& type);
    void read_values(const Cells& cells, void* row, const RowType& type);
    void read_part(const Part& part, const Cells& cells, void* object) const;
    void tell_relations(const Part& part, void* object) const;
    void read_related(const Cells& cells, void* row);
    void attach(Part& part, void* parent, const Cells& cells);
    void share_lookups(const Part& part, void* object) const;

    const Query& query_;
    const bool reads_objects_;
    Part own_;
    std::vector<Part> related_;
    const bool shares_lookups_;
    std::vector<FieldInfo> value_fields_;  ///< of the columns that are no object's
    std::vector<ResultColumn> value_columns_;
    std::vector<void*> value_places_;
    std::size_t row_ = 0;                    ///< how many were begun
    int first_value_ = 0;                    ///< the first column that is no object's
    bool values_placed_ = true;              ///< in the rows to come
    std::vector<ResultColumn> own_columns_;  ///< of a statement by hand, in whose order they are
};

}  // namespace aside::exec
