#include "aside/detail/model_info.hpp"

#include "aside/error.hpp"
#include "model/character_count.hpp"

namespace aside::model {

using namespace detail;

namespace {

void check_length(const FieldInfo& field, const SqlValue& value) {
    const std::string* text = value.text();
    if (text == nullptr || field.max_length == 0) return;
    const std::size_t length = character_count(*text);
    if (length > static_cast<std::size_t>(field.max_length))
        throw ValidationError("at most " + std::to_string(field.max_length) +
                              " characters, but it has " + std::to_string(length));
}

void check_choice(const FieldInfo& field, const SqlValue& value) {
    if (field.choices.empty() || value.is_null()) return;
    for (const Choice& choice : field.choices)
        if (value == SqlValue(choice.text) || value == SqlValue(choice.value)) return;
    throw ValidationError("not one of its choices");
}

void validate(const FieldInfo& field, const void* object) {
    const SqlValue value = member_value(field, object);
    check_length(field, value);
    check_choice(field, value);
    if (value.is_null()) return;
    for (const Validator& validator : field.validators)
        validator.call(validator.callable, field.in(object), field);
}

}  // namespace

}  // namespace aside::model

namespace aside::detail {

void validate_fields(const ModelInfo& model, const void* object) {
    std::string problems;
    for (const FieldInfo& field : model.fields) {
        try {
            model::validate(field, object);
        } catch (const Error& error) {
            problems +=
                (problems.empty() ? "" : "; ") + std::string(field.name) + ": " + error.what();
        }
    }
    if (!problems.empty())
        throw ValidationError(std::string(model.type_name) + " is not valid: " + problems);
}

}  // namespace aside::detail
