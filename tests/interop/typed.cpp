#include "interop/typed.hpp"

#include <cstdio>

namespace interop {

std::string typed(std::string_view kind, std::string_view text) {
    if (text.starts_with('"')) text = text.substr(1, text.size() - 2);
    return encode(std::string_view(std::string(kind) + ' ' + std::string(text)));
}
std::string typed(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.12g", value);
    return typed("float", text);
}
std::string typed_decimal(std::string text) {
    if (text.find('.') != text.npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
    }
    return typed("decimal", text == "-0" ? "0" : text);
}
std::string typed_columns(const std::vector<std::pair<std::string_view, std::string>>& columns) {
    std::string object = "{";
    for (const auto& [name, value] : columns)
        object += (object.size() == 1 ? "" : ", ") + encode(name) + ": " + value;
    return object + '}';
}

}  // namespace interop
