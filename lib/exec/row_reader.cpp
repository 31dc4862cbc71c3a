#include "exec/row_reader.hpp"

#include "exec/fetch.hpp"

namespace aside::detail {

RowReader::RowReader(const Query& query)
    : query_(query),
      shares_lookups_(!query.place.alias.empty() || query.fetch_mode != FetchMode::one) {
    int column = query.owners && query.owners->tells_owner ? 1 : 0;
    own_ = {.model = query.model, .column = column};
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
            related_.push_back({.model = &target,
                                .relation = selected.relation,
                                .parent = static_cast<std::size_t>(selected.parent + 1),
                                .column = column});
            column += static_cast<int>(target.fields.size());
        }
    }
    if (shares_lookups_) begin_result();
    for (const ValueTerm& value : query.values)
        value_fields_.push_back(result_field(query, value.expr.front(), value.type));
    value_places_.resize(value_fields_.size());
}

void RowReader::begin_result() {
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
    if (!value_fields_.empty()) {
        rows.type().columns(row, value_places_.data());
        read_values(cells);
    }
    if (!query_.values.empty()) return;
    own_.object = row;
    read_part(own_, cells, row);
    for (Part& part : related_) {
        part.object = nullptr;
        const Part& parent = part.parent == 0 ? own_ : related_[part.parent - 1];
        if (parent.object != nullptr) attach(part, parent.object, cells);
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
void RowReader::attach(Part& part, void* parent, const Cells& cells) {
    RelatedSlot& slot = relation_member_of(*part.relation, parent).related_slot();
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

}  // namespace aside::detail
