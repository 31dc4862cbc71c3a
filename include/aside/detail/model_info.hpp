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

namespace aside::detail {

/// What a column holds, whatever the engine calls it.
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
    json
};
[[nodiscard]] std::string_view kind_name(FieldKind kind);

struct FieldInfo;

/// How one C++ type is stored: shared by all members of that type.
struct FieldType {
    FieldKind kind{};
    bool nullable = false;
    bool enumeration = false;
    bool is_signed = true;    ///< of an integer or enumeration
    unsigned char bytes = 8;  ///< of an integer or enumeration
    int max_digits = 0;       ///< of a decimal
    int decimal_places = 0;
    /// Assigns a cell to the member. Throws `DataError` where the member cannot hold it.
    void (*read)(void* member, const Cells& cells, int column, const FieldInfo& field) = nullptr;
    /// Binds the member's value; the member must outlive the execution.
    void (*bind)(const void* member, Binder& binder, int parameter,
                 const FieldInfo& field) = nullptr;
};

struct Choice {
    std::int64_t value = 0;
    std::string text{};
};
/// A function that a field's value must pass, kept where the model's `meta` keeps it.
struct Validator {
    const void* callable = nullptr;
    void (*call)(const void* callable, const void* member, const FieldInfo& field) = nullptr;
};

struct ModelInfo;

struct FieldInfo {
    std::string_view name{};  ///< the member's, less one trailing underscore
    std::string column{};
    const FieldType* type = nullptr;
    std::size_t offset = 0;
    const ModelInfo* model = nullptr;
    int max_length = 0;  ///< 0: unlimited
    bool unique = false;
    bool index = false;
    bool primary_key = false;
    bool automatic = false;  ///< the database gives the key where it is unset
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

struct ModelInfo {
    std::string_view type_name{};  ///< `pizzeria::Pizza`
    std::string table{};
    std::vector<FieldInfo> fields{};
    std::size_t primary_key = 0;
    std::vector<OrderTerm> ordering{};
    std::vector<std::vector<std::string_view>> unique_together{};
    std::vector<std::vector<std::string_view>> indexes{};
    std::vector<Check> checks{};
    std::vector<std::string_view> get_latest_by{};
    bool managed = true;
    void (*throw_does_not_exist)(const std::string& message) = nullptr;
    void (*throw_multiple)(const std::string& message) = nullptr;

    [[nodiscard]] const FieldInfo& key() const { return fields[primary_key]; }
    /// The field of that name (`pk` is the primary key's), or nullptr.
    [[nodiscard]] const FieldInfo* find(std::string_view name) const;
    /// The same, but throws `FieldError` that names the model and its fields.
    [[nodiscard]] const FieldInfo& at(std::string_view name) const;
};

/// What the compiler knows of a model, before its `meta` is applied.
struct MemberInfo {
    std::string_view name{};
    const FieldType* type = nullptr;
    std::size_t offset = 0;
};
[[nodiscard]] ModelInfo describe_model(std::string_view type_name,
                                       std::span<const MemberInfo> members);
/// Settles what follows from the options: which field is the key, and whose the fields are. The
/// model then stays where it is.
void complete_model(ModelInfo& model);
/// `pizzeria_pizza` for `pizzeria::Pizza`.
[[nodiscard]] std::string table_name(std::string_view type_name);

/// The value of a member as SQL knows it.
[[nodiscard]] SqlValue member_value(const FieldInfo& field, const void* object);
/// Assigns a value to a member. Throws `DataError` or `ValidationError` that name the field.
void set_member(const FieldInfo& field, void* object, const SqlValue& value);
/// True where the key of an object was never set: 0, an empty text, a UUID of zeros, NULL.
[[nodiscard]] bool key_unset(const ModelInfo& model, const void* object);
/// The value as that field stores it: an enumerator's text, checked for the range of the field.
[[nodiscard]] SqlValue stored_value(const FieldInfo& field, const SqlValue& value);
/// What a text from a request means for that field. Throws `ValidationError` that names the field.
[[nodiscard]] SqlValue parsed_value(const FieldInfo& field, const SqlValue& value);
/// Checks an object against its fields' options, without a database. Throws `ValidationError` that
/// lists all that is wrong.
void validate_fields(const ModelInfo& model, const void* object);

}  // namespace aside::detail
