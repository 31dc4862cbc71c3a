#include "interop/query.hpp"

#include <charconv>

namespace interop {

aside::Date date(int year, unsigned month, unsigned day) {
    return aside::Date(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day));
}
aside::DateTime moment(int year, unsigned month, unsigned day, int hour, int minute, int second,
                       int microsecond) {
    return std::chrono::sys_days(date(year, month, day)) +
           time(hour, minute, second, microsecond).since_midnight();
}
aside::Time time(int hour, int minute, int second, int microsecond) {
    return aside::Time(hour, minute, second, microsecond);
}
aside::Uuid uuid(std::string_view text) { return aside::Uuid::parse(text); }
aside::Blob blob(std::string_view digits) {
    aside::Blob bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        unsigned char byte = 0;
        std::from_chars(digits.data() + i, digits.data() + i + 2, byte, 16);
        bytes.push_back(std::byte(byte));
    }
    return bytes;
}

}  // namespace interop
