#include "exec/row_reader.hpp"

#include "exec/fetch.hpp"

namespace aside::detail {

RowReader::RowReader(const Query& query)
    : query_(query),
      shares_lookups_(!query.place.alias.empty() || query.fetch_mode != FetchMode::one) {
    int column = query.owners && query.owners->tells_owner ? 1 : 0;
    parts_.push_back({.model = query.model, .column = column});
    column += static_cast<int>(query.model->fields.size());
    if (query.values.empty()) {
        first_value_ = column;
        for (const Annotation* annotation : selected_annotations(query)) {
            value_fields_.push_back(
                result_field(query, annotation->expr.front(), annotation->type));
            if (query.raw) value_fields_.back().name = annotation->name;
        }
        column += static_cast<int>(value_fields_.size());
    }
    if (!query.related.empty()) {
        for (const query::SelectedRelation& selected : query::selected_relations(query)) {
            const ModelInfo& target = selected.relation->target();
            parts_.push_back({.model = &target,
                              .relation = selected.relation,
                              .parent = static_cast<std::size_t>(selected.parent + 1),
                              .column = column});
            column += static_cast<int>(target.fields.size());
        }
    }
    objects_.resize(parts_.size());
    if (shares_lookups_) begin_result();
    for (const ValueTerm& value : query.values)
        value_fields_.push_back(result_field(query, value.expr.front(), value.type));
    value_places_.resize(value_fields_.size());
}

void RowReader::begin_result() {
    if (!shares_lookups_) return;
    for (Part& part : parts_) {
        part.lookups.clear();
        for (std::size_t i = 0; i < part.model->relations.size(); ++i)
            part.lookups.emplace_back(new LookupNode(query_.place.alias, query_.fetch_mode));
    }
}

void RowReader::read(const Cells& cells, RowBuffer& rows) {
    void* row = rows.append();
    if (!value_fields_.empty()) {
        rows.type().columns(row, value_places_.data());
        read_values(cells);
    }
    if (!query_.values.empty()) return;
    objects_[0] = row;
    read_part(parts_[0], cells, row);
    for (std::size_t i = 1; i < parts_.size(); ++i) {
        objects_[i] = nullptr;
        if (objects_[parts_[i].parent] != nullptr) attach(parts_[i], cells);
    }
}

void RowReader::read_values(const Cells& cells) {
    for (std::size_t i = 0; i < value_fields_.size(); ++i) {
        const FieldInfo& field = value_fields_[i];
        const int column = columns_.empty() ? first_value_ + static_cast<int>(i)
                                            : columns_[query_.model->fields.size() + i];
        field.type->read(value_places_[i], cells, column, field);
        if (!query_.values.empty() && cells.type(column) == CellType::null)
            i += query_.values[i].guarded;
    }
}

void RowReader::read_part(const Part& part, const Cells& cells, void* object) const {
    int place = part.column;
    for (const FieldInfo& field : part.model->fields) {
        const int column = columns_.empty() ? place : columns_[static_cast<std::size_t>(place)];
        field.type->read(field.in(object), cells, column, field);
        ++place;
    }
    if (part.model->relations.empty()) return;
    bind_relations(*part.model, object);
    if (shares_lookups_) share_lookups(part, object);
}

/// Reads the object that a relation leads to, and hands it to the object that it leads from.
void RowReader::attach(const Part& part, const Cells& cells) {
    const std::size_t index = static_cast<std::size_t>(&part - parts_.data());
    RelatedSlot& slot = relation_member_of(*part.relation, objects_[part.parent]).related_slot();
    const int key = part.column + static_cast<int>(part.model->primary_key);
    if (cells.type(key) == CellType::null) {
        // A column that names no row says so itself.
        if (!part.relation->has_column()) slot.reset(new ObjectNode(nullptr));
        return;
    }
    void* object = nullptr;
    RelatedSlot node(part.model->objects.make_node(object));
    read_part(part, cells, object);
    slot = std::move(node);
    objects_[index] = object;
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

}  // namespace aside::detail
