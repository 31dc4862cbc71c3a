#include "exec/rows/row_reader.hpp"

#include <cstdint>

#include "backend/read_columns.hpp"
#include "query/result_field.hpp"

namespace aside::exec {

RowReader::RowReader(const Query& query)
    : query_(query),
      reads_objects_(query.values.empty()),
      own_{.model = query.model,
           .columns = query.model->result_columns,
           .column = query.owners && query.owners->tells_owner ? 1 : 0},
      shares_lookups_(!query.place.alias.empty() || query.fetch_mode != FetchMode::one) {
    int column = own_.column + static_cast<int>(query.model->fields.size());
    if (reads_objects_ && !query.annotations.empty()) {
        first_value_ = column;
        for (const Annotation* annotation : selected_annotations(query)) {
            add_value(query::result_field(query, annotation->expr.front(), annotation->type), 0);
            if (query.raw) value_fields_.back().name = annotation->name;
        }
        column += static_cast<int>(value_fields_.size());
    }
    if (!query.related.empty()) {
        for (const sql::SelectedRelation& selected : sql::selected_relations(query)) {
            const ModelInfo& target = selected.relation->target();
            related_.push_back({.model = &target,
                                .relation = selected.relation,
                                .parent = static_cast<std::size_t>(selected.parent + 1),
                                .columns = target.result_columns,
                                .column = column});
            column += static_cast<int>(target.fields.size());
        }
    }
    if (shares_lookups_) begin_result();
    for (const ValueTerm& value : query.values)
        add_value(query::result_field(query, value.expr.front(), value.type), value.guarded);
}

int RowReader::key_column(const Part& part) {
    return part.column + static_cast<int>(part.columns[part.model->primary_key].number);
}

/// Adds the column of a value. The address of its member is known once there is a row.
void RowReader::add_value(FieldInfo field, std::size_t guarded) {
    value_columns_.push_back({.read = field.type->read,
                              .number = static_cast<std::uint32_t>(value_columns_.size()),
                              .guarded = static_cast<std::uint32_t>(guarded)});
    value_fields_.push_back(std::move(field));
    values_placed_ = false;
}

void RowReader::find_own_columns(const Result& result) {
    const std::vector<int> numbers = find_columns(query_, result);
    own_columns_ = query_.model->result_columns;
    std::size_t next = 0;
    for (ResultColumn& column : own_columns_)
        column.number = static_cast<std::uint32_t>(numbers[next++]);
    for (ResultColumn& column : value_columns_)
        column.number = static_cast<std::uint32_t>(numbers[next++]);
    own_.columns = own_columns_;
    own_.column = 0;
    first_value_ = 0;
}

/// Columns that lie in the row itself are at one distance from its beginning in all rows of a type.
/// The addresses of others are asked for in each row. So are those of an object that may not be
/// there, which has to be made.
void RowReader::place_values(void* row, const RowType& type) {
    value_places_.resize(value_columns_.size());
    type.columns(row, value_places_.data());
    values_placed_ = true;
    for (std::size_t i = 0; i < value_columns_.size(); ++i) {
        ResultColumn& column = value_columns_[i];
        column.field = &value_fields_[i];
        column.offset = backend::offset_of(value_places_[i], row);
        values_placed_ = values_placed_ && column.offset < type.size && column.guarded == 0;
    }
}

void RowReader::begin_result() {
    for (Part& part : related_) part.known.clear();
    if (!shares_lookups_) return;
    const auto begin = [&](Part& part) {
        part.lookups.clear();
        for (std::size_t i = 0; i < part.model->relations.size(); ++i)
            part.lookups.emplace_back(new LookupNode(query_.place.alias, query_.fetch_mode));
    };
    begin(own_);
    for (Part& part : related_) begin(part);
}

void RowReader::read(const Cells& cells, RowBuffer& rows) {
    void* row = rows.append();
    ++row_;
    if (!value_columns_.empty()) read_values(cells, row, rows.type());
    if (!reads_objects_) return;
    read_part(own_, cells, row);
    if (!related_.empty()) read_related(cells, row);
}

void RowReader::read_values(const Cells& cells, void* row, const RowType& type) {
    if (!values_placed_) place_values(row, type);
    try {
        cells.read(value_columns_, first_value_, row);
    } catch (const model::UnreadableCell& error) {
        throw_of_row(error, cells);
    }
}

namespace {

/// `key`: the column of the key of the row that was being read.
[[noreturn, gnu::cold]] void throw_of_key(const model::UnreadableCell& error, const Cells& cells,
                                          int key) {
    throw model::UnreadableCell(error,
                                "in the row with the key " + read_value(cells.at(key)).to_string());
}

}  // namespace

/// The error of a row of values. It names the row by its key if that is one of the values, or if an
/// object is read beside them; else by its number.
void RowReader::throw_of_row(const model::UnreadableCell& error, const Cells& cells) const {
    for (std::size_t i = 0; i < value_fields_.size(); ++i)
        if (value_fields_[i].primary_key && value_fields_[i].model == error.model())
            throw_of_key(error, cells, first_value_ + static_cast<int>(value_columns_[i].number));
    if (reads_objects_) throw_of_key(error, cells, key_column(own_));
    throw model::UnreadableCell(
        error, "in row " + std::to_string(row_) + " of the result, whose key was not read");
}

void read_object(const ModelInfo& model, const Cells& cells, void* object) {
    try {
        cells.read(model.result_columns, 0, object);
    } catch (const model::UnreadableCell& error) {
        throw_of_key(error, cells, static_cast<int>(model.primary_key));
    }
    if (!model.relations.empty()) bind_relations(model, object);
}

inline void RowReader::read_part(const Part& part, const Cells& cells, void* object) const {
    try {
        cells.read(part.columns, part.column, object);
    } catch (const model::UnreadableCell& error) {
        throw_of_key(error, cells, key_column(part));
    }
    if (!part.model->relations.empty()) tell_relations(part, object);
}

void RowReader::tell_relations(const Part& part, void* object) const {
    bind_relations(*part.model, object);
    if (shares_lookups_) share_lookups(part, object);
}

void RowReader::read_related(const Cells& cells, void* row) {
    own_.object = row;
    for (Part& part : related_) {
        part.object = nullptr;
        const Part& parent = part.parent == 0 ? own_ : related_[part.parent - 1];
        if (parent.object != nullptr) attach(part, parent.object, cells);
    }
}

/// Reads the object that a relation leads to, and hands it to the object that it leads from. An
/// object that an earlier row led to has all that it leads to itself.
void RowReader::attach(Part& part, void* parent, const Cells& cells) {
    RelatedSlot& slot = relation_member_of(*part.relation, parent).related_slot();
    const Cell key = cells.at(part.column + static_cast<int>(part.model->primary_key));
    if (key.type == CellType::null) {
        // A foreign key of the object is NULL itself. For other relations a node has to say that
        // there is no row.
        if (!part.relation->has_column()) slot.reset(new ObjectNode(nullptr));
        return;
    }
    const bool may_be_known = key.type == CellType::integer;
    if (RelatedNode* known = may_be_known ? part.known.find(key.integer) : nullptr) {
        known->retain();
        return slot.reset(known);
    }
    void* object = nullptr;
    RelatedSlot node(part.model->objects.make_node(object));
    read_part(part, cells, object);
    if (may_be_known) part.known.add(key.integer, *node.node());
    slot = std::move(node);
    part.object = object;
}

void RowReader::share_lookups(const Part& part, void* object) const {
    for (std::size_t i = 0; i < part.lookups.size(); ++i) {
        const RelationInfo& relation = part.model->relations[i];
        RelationMember& member = relation_member_of(relation, object);
        member.related_slot() = part.lookups[i];
        if (query_.fetch_mode != FetchMode::peers || relation.many()) continue;
        const FieldInfo& key =
            relation.has_column() ? part.model->fields[relation.field] : part.model->key();
        SqlValue value = member_value(key, object);
        if (!value.is_null())
            static_cast<LookupNode*>(part.lookups[i].node())->add_peer(std::move(value));
    }
}

}  // namespace aside::exec
