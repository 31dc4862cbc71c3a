#include "interop/encode.hpp"

#include <cstdio>
#include <nlohmann/json.hpp>

namespace interop {
namespace {

template <class... Part>
std::string formatted(const char* format, Part... part) {
    char text[64];
    std::snprintf(text, sizeof text, format, part...);
    return text;
}
std::string date_text(aside::Date value) {
    return formatted("%04d-%02u-%02u", static_cast<int>(value.year()),
                     static_cast<unsigned>(value.month()), static_cast<unsigned>(value.day()));
}
std::string time_text(aside::Time value) {
    return formatted("%02d:%02d:%02d.%06d", value.hour(), value.minute(), value.second(),
                     value.microsecond());
}

}  // namespace

std::string encode(std::int64_t value) { return std::to_string(value); }
std::string encode(double value) { return encode(std::string_view(formatted("%.17g", value))); }
std::string encode(std::string_view value) { return nlohmann::json(value).dump(); }
std::string encode(const aside::Blob& value) {
    std::string digits;
    for (const std::byte byte : value) digits += formatted("%02x", static_cast<unsigned>(byte));
    return encode(std::string_view(digits));
}
std::string encode(aside::Date value) { return encode(std::string_view(date_text(value))); }
std::string encode(aside::DateTime value) {
    const auto day = std::chrono::floor<std::chrono::days>(value);
    return encode(
        std::string_view(date_text(aside::Date(day)) + ' ' + time_text(aside::Time(value - day))));
}
std::string encode(aside::Time value) { return encode(std::string_view(time_text(value))); }
std::string encode(aside::Duration value) { return std::to_string(value.count()); }
std::string encode(const aside::Uuid& value) { return encode(std::string_view(value.to_string())); }
std::string encode(const aside::Json& value) { return value.text(); }
std::string encode_list(const std::vector<std::string>& items) {
    std::string list = "[";
    for (const std::string& item : items) list += (list.size() == 1 ? "" : ", ") + item;
    return list + ']';
}
std::string encode(const aside::DeleteResult& value) {
    return nlohmann::json({{"total", value.total}, {"by_table", value.by_table}}).dump();
}

}  // namespace interop
