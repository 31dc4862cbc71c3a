#pragma once
// The description of a model at run time: plain data that everything behind the typed edge works
// on.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aside/detail/driver.hpp"
#include "aside/detail/expr.hpp"
#include "aside/value.hpp"

namespace aside {

/// The fate of a row whose relation names a row that is deleted.
enum OnDelete : unsigned char {
    cascade,      ///< it is deleted too
    protect,      ///< the deletion is refused
    restrict,     ///< the deletion is refused, unless the same deletion removes this row as well
    set_null,     ///< its relation becomes NULL
    set_default,  ///< its relation becomes the column's `db_default`
    do_nothing    ///< nothing; the database refuses to leave the row without its other
};

}  // namespace aside

namespace aside::detail {

/// The kind of value that a column holds, independent of the engine's name for it.
enum class FieldKind : unsigned char {
    boolean,
    integer,
    real,
    text,
    blob,
    date,
    date_time,
    time,
    duration,
    decimal,
    uuid,
    json,
    array
};
[[nodiscard]] std::string_view kind_name(FieldKind kind);

struct FieldInfo;

struct FieldType;

/// How the elements of one type of vector are reached.
struct Elements {
    const FieldType* type = nullptr;  ///< of one element
    void (*clear)(void* vector) = nullptr;
    /// Appends what a cell holds. Throws `DataError` if no element can hold it.
    void (*append)(void* vector, const Cell& cell, const FieldInfo& field) = nullptr;
    std::size_t (*size)(const void* vector) = nullptr;
    void (*bind)(const void* vector, std::size_t index, Binder& binder,
                 const FieldInfo& field) = nullptr;
};

/// How one C++ type is stored: shared by all members of that type. What is said of numbers is said
/// of an array's elements, too.
struct FieldType {
    FieldKind kind{};
    bool nullable = false;
    bool enumeration = false;
    bool is_signed = true;    ///< of an integer or enumeration
    unsigned char bytes = 8;  ///< of an integer, enumeration or decimal
    int max_digits = 0;       ///< of a decimal
    int decimal_places = 0;
    const Elements* elements = nullptr;  ///< of an array
    /// Assigns a cell to the member. Throws `DataError` if the member cannot hold it.
    void (*read)(void* member, const Cell& cell, const FieldInfo& field) = nullptr;
    /// Binds the member's value; the member must outlive the execution.
    void (*bind)(const void* member, Binder& binder, int parameter,
                 const FieldInfo& field) = nullptr;
};

struct Choice {
    std::int64_t value = 0;
    std::string text{};
};
/// A function that checks a field's value; it lives as long as the model's `meta`.
struct Validator {
    const void* callable = nullptr;
    void (*call)(const void* callable, const void* member, const FieldInfo& field) = nullptr;
};

struct ModelInfo;
struct RelationInfo;

struct FieldInfo {
    std::string_view name{};  ///< the member's, less one trailing underscore
    std::string column{};
    const FieldType* type = nullptr;
    std::size_t offset = 0;
    const ModelInfo* model = nullptr;
    const RelationInfo* relation = nullptr;  ///< of a foreign key or one-to-one's column
    int max_length = 0;                      ///< 0: unlimited
    bool unique = false;
    bool index = false;
    bool primary_key = false;
    bool automatic = false;  ///< the database gives the key if it is unset
    bool auto_now = false;
    bool auto_now_add = false;
    bool text_choices = false;  ///< an enumeration that is stored as its choices' texts
    std::vector<Choice> choices{};
    bool has_db_default = false;
    SqlValue db_default{};
    std::vector<Validator> validators{};

    [[nodiscard]] void* in(void* object) const { return static_cast<char*>(object) + offset; }
    [[nodiscard]] const void* in(const void* object) const {
        return static_cast<const char*>(object) + offset;
    }
    /// `pizzeria::Pizza.name`, for messages.
    [[nodiscard]] std::string full_name() const;
};

enum class RelationKind : unsigned char {
    foreign_key,
    one_to_one,
    many_to_many,
    reverse_foreign_key,
    reverse_one_to_one,
    reverse_many_to_many
};

/// How one type of relation member works: shared by all members of that type.
struct RelationType {
    RelationKind kind{};
    OnDelete on_delete = cascade;             ///< of a foreign key or one-to-one
    const ModelInfo& (*target)() = nullptr;   ///< the model on the other side
    const ModelInfo& (*through)() = nullptr;  ///< a join table that is a model, if any
    std::string_view remote{};                ///< of a reverse one: the member that it reverses
    bool asymmetric = false;                  ///< of a self-relation that is said to be so
};

/// One join: from a column of one table to a column of the next.
struct Hop {
    const FieldInfo* from = nullptr;
    const FieldInfo* to = nullptr;
    bool many = false;      ///< may lead to several rows
    bool nullable = false;  ///< may lead to none
};

/// The meaning of a relation, known once the models of both sides are.
struct ResolvedRelation {
    const ModelInfo* target = nullptr;
    std::vector<Hop> hops{};                 ///< one, or two if there is a join table
    const ModelInfo* join = nullptr;         ///< the join table of a many-to-many relation
    const FieldInfo* join_owner = nullptr;   ///< its column that names rows of this side
    const FieldInfo* join_target = nullptr;  ///< its column that names rows of the other side
    const RelationInfo* inverse = nullptr;   ///< the target's member for the way back, if any
    bool automatic_join = false;             ///< the join table is declared by no model
    bool symmetric = false;                  ///< a row on one side is one on the other as well
};

struct RelationInfo {
    std::string_view name{};  ///< the member's, less one trailing underscore
    const RelationType* type = nullptr;
    std::size_t offset = 0;
    const ModelInfo* model = nullptr;  ///< the model of which it is a member
    std::size_t field = 0;             ///< of a foreign key or one-to-one: which field it is

    /// Looked up on first use, since models may name each other. Throws `ImproperlyConfigured` if a
    /// reverse member names no member that it could reverse. Thread-safe.
    [[nodiscard]] const ResolvedRelation& resolved() const;
    [[nodiscard]] const ModelInfo& target() const { return type->target(); }
    [[nodiscard]] RelationKind kind() const { return type->kind; }
    /// Whether the member itself has a column.
    [[nodiscard]] bool has_column() const { return kind() <= RelationKind::one_to_one; }
    /// Whether it may lead to several rows.
    [[nodiscard]] bool many() const {
        return kind() != RelationKind::foreign_key && kind() != RelationKind::one_to_one &&
               kind() != RelationKind::reverse_one_to_one;
    }
    [[nodiscard]] void* in(void* object) const { return static_cast<char*>(object) + offset; }
    [[nodiscard]] const void* in(const void* object) const {
        return static_cast<const char*>(object) + offset;
    }
    [[nodiscard]] std::string full_name() const;

    struct Lazy;
    std::shared_ptr<Lazy> lazy{};  ///< the result of `resolved`
};

struct RowType;
class RelatedNode;
/// Makes objects of a model, for code that does not know their type.
struct ObjectOperations {
    const RowType* rows = nullptr;
    /// Makes a node with a new object in it, and sets `object` to that.
    RelatedNode* (*make_node)(void*& object) = nullptr;
    /// Makes a node with a copy of an object.
    RelatedNode* (*copy_node)(const void* object) = nullptr;
};

struct OrderTerm {
    enum class Nulls : unsigned char { engine, first, last };
    Expr expr{};
    bool descending = false;
    Nulls nulls = Nulls::engine;
};
struct Check {
    std::string_view name{};
    Expr condition{};
};

/// An index of a model's list; `-` before a name of a field: largest values first.
struct ListedIndex {
    std::vector<std::string_view> names{};
    std::string_view method{};       ///< `gin` and the like; empty: the engine's own
    std::string_view name{};         ///< empty: made of the table's and the columns'
    std::vector<OrderTerm> terms{};  ///< instead of names, where they are expressions
};

struct ModelInfo {
    std::string_view type_name{};  ///< `pizzeria::Pizza`
    std::string schema{};          ///< of the table; empty: where the engine looks for it
    std::string table{};
    std::vector<FieldInfo> fields{};             ///< the columns, in the order of the members
    std::vector<ResultColumn> result_columns{};  ///< of the fields, in their order
    std::vector<RelationInfo> relations{};       ///< the relation members, in their order
    std::size_t primary_key = 0;
    std::vector<OrderTerm> ordering{};
    std::vector<std::vector<std::string_view>> unique_together{};
    std::vector<ListedIndex> indexes{};
    std::vector<Check> checks{};
    std::vector<std::string_view> get_latest_by{};
    std::vector<std::string_view> natural_key{};  ///< fields that tell a row without its key
    bool managed = true;
    std::string_view distributed_by{};  ///< the name of the field that tells the node of a row
    const FieldInfo* array = nullptr;   ///< the first field that is an array, if any
    void (*throw_does_not_exist)(const std::string& message) = nullptr;
    void (*throw_multiple)(const std::string& message) = nullptr;
    const ModelInfo& (*self)() = nullptr;
    ObjectOperations objects{};  ///< none for a join table that no model declares

    [[nodiscard]] const FieldInfo& key() const { return fields[primary_key]; }
    /// The field of that name (`pk` is the primary key's; a foreign key also goes by `box_id`), or
    /// nullptr.
    [[nodiscard]] const FieldInfo* find(std::string_view name) const;
    /// The relation of that name, or nullptr.
    [[nodiscard]] const RelationInfo* find_relation(std::string_view name) const;
    /// The field that tells the node of a row; nullptr if its rows are not distributed.
    [[nodiscard]] const FieldInfo* distribution() const {
        return distributed_by.empty() ? nullptr : &at(distributed_by);
    }
    /// The table's name, behind that of its schema if it has one: `billing.invoice`. For messages,
    /// and where rows are counted by table.
    [[nodiscard]] std::string full_table() const {
        return schema.empty() ? table : schema + '.' + table;
    }
    /// The field of that name. Throws `FieldError` that names the model and its fields.
    [[nodiscard]] const FieldInfo& at(std::string_view name) const;
};

/// The compiler's knowledge of a model, before its `meta` is applied.
struct MemberInfo {
    std::string_view name{};
    const FieldType* type = nullptr;         ///< nullptr for a relation that has no column
    const RelationType* relation = nullptr;  ///< nullptr if it is no relation
    std::size_t offset = 0;
};
[[nodiscard]] ModelInfo describe_model(std::string_view type_name,
                                       std::span<const MemberInfo> members);
/// The field of that name, while the model is being described.
[[nodiscard]] FieldInfo& field_named(ModelInfo& model, std::string_view name);
/// Makes room for the result of `RelationInfo::resolved`.
void prepare_relation(RelationInfo& relation);
/// `pizza` for `pizzeria::Pizza`.
[[nodiscard]] std::string own_name(std::string_view type_name);
/// Settles the members that follow from the options: the key field, and the model of each field.
/// The model then stays in its place.
void complete_model(ModelInfo& model);
/// `pizzeria_pizza` for `pizzeria::Pizza`.
[[nodiscard]] std::string table_name(std::string_view type_name);

/// The value of a member as SQL knows it.
[[nodiscard]] SqlValue member_value(const FieldInfo& field, const void* object);
/// Assigns a value to a member. Throws `DataError` or `ValidationError` that name the field.
void set_member(const FieldInfo& field, void* object, const SqlValue& value);
/// True if the key of an object was never set: 0, an empty text, a UUID of zeros, NULL.
[[nodiscard]] bool key_unset(const ModelInfo& model, const void* object);
/// The value as that field stores it: an enumerator's text, checked for the range of the field.
[[nodiscard]] SqlValue stored_value(const FieldInfo& field, const SqlValue& value);
/// Whether a field stores every value as it is given, unchecked.
[[nodiscard]] bool stores_as_given(const FieldInfo& field);
/// The value of a text from a request as that field reads it. Throws `ValidationError` that names
/// the field.
[[nodiscard]] SqlValue parsed_value(const FieldInfo& field, const SqlValue& value);
/// Checks an object against its fields' options, without a database. Throws `ValidationError` that
/// lists all that is wrong.
void validate_fields(const ModelInfo& model, const void* object);

}  // namespace aside::detail
