#include "aside/temporal.hpp"

#include <charconv>
#include <cstdio>

#include "aside/error.hpp"

namespace aside {

void Time::out_of_range() {
    throw ValidationError("a time of day lies between 00:00:00 and 23:59:59.999999");
}

DateTime now() { return std::chrono::floor<Duration>(std::chrono::system_clock::now()); }

namespace detail {
namespace {

constexpr int first_year = 1;
constexpr int last_year = 9999;

/// Reads a text from left to right; any mismatch makes it fail for good.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    int digits(std::size_t width) {
        int number = 0;
        if (rest_.size() < width) return fail();
        for (std::size_t i = 0; i < width; ++i) {
            if (rest_[i] < '0' || rest_[i] > '9') return fail();
            number = number * 10 + (rest_[i] - '0');
        }
        rest_.remove_prefix(width);
        return number;
    }
    bool accept(char c) {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void expect(char c) {
        if (!accept(c)) fail();
    }
    /// One to six digits; a seventh and further ones are dropped, as Django does.
    int microseconds() {
        int number = 0;
        int count = 0;
        for (; !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9';
             rest_.remove_prefix(1), ++count)
            if (count < 6) number = number * 10 + (rest_.front() - '0');
        if (count == 0) return fail();
        for (; count < 6; ++count) number *= 10;
        return number;
    }
    int fail() {
        good_ = false;
        return 0;
    }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    [[nodiscard]] bool good() const { return good_; }

private:
    std::string_view rest_;
    bool good_ = true;
};

Date read_date(Reader& reader) {
    const int year = reader.digits(4);
    reader.expect('-');
    const int month = reader.digits(2);
    reader.expect('-');
    const int day = reader.digits(2);
    const Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                    std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok() || year < first_year) reader.fail();
    return date;
}

Duration read_time(Reader& reader) {
    const int hour = reader.digits(2);
    reader.expect(':');
    const int minute = reader.digits(2);
    const int second = reader.accept(':') ? reader.digits(2) : 0;
    const int fraction = reader.accept('.') ? reader.microseconds() : 0;
    if (hour > 23 || minute > 59 || second > 59) reader.fail();
    return std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second) +
           Duration(fraction);
}

Duration read_offset(Reader& reader) {
    if (reader.accept('Z')) return Duration(0);
    const bool west = reader.accept('-');
    if (!west && !reader.accept('+')) return Duration(reader.fail());
    const int hours = reader.digits(2);
    reader.accept(':');
    const int minutes = reader.at_end() ? 0 : reader.digits(2);
    const Duration offset = std::chrono::hours(hours) + std::chrono::minutes(minutes);
    return west ? -offset : offset;
}

void require(const Reader& reader, std::string_view text, const char* what) {
    if (!reader.good() || !reader.at_end())
        throw ValidationError("\"" + std::string(text) + "\" is no " + what);
}

}  // namespace

std::string format_date(Date date) {
    const int year = static_cast<int>(date.year());
    if (!date.ok() || year < first_year || year > last_year)
        throw DataError(
            "a date to be stored must be a real day of the years 1 to 9999: set it, or make the "
            "member a std::optional");
    char text[16];
    const int size =
        std::snprintf(text, sizeof text, "%04d-%02u-%02u", year,
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return {text, static_cast<std::size_t>(size)};
}

std::string format_time(Time time) {
    char text[24];
    int size = std::snprintf(text, sizeof text, "%02d:%02d:%02d", time.hour(), time.minute(),
                             time.second());
    if (time.microsecond() != 0)
        size += std::snprintf(text + size, sizeof text - size, ".%06d", time.microsecond());
    return {text, static_cast<std::size_t>(size)};
}

std::string format_date_time(DateTime moment) {
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    return format_date(Date(day)) + ' ' + format_time(Time(moment - day));
}

Date parse_date(std::string_view text) {
    Reader reader(text);
    const Date date = read_date(reader);
    require(reader, text, "date (YYYY-MM-DD)");
    return date;
}

Time parse_time(std::string_view text) {
    Reader reader(text);
    const Duration time = read_time(reader);
    require(reader, text, "time (HH:MM[:SS[.ffffff]])");
    return Time(time);
}

DateTime parse_date_time(std::string_view text) {
    Reader reader(text);
    const Date date = read_date(reader);
    if (!reader.accept(' ')) reader.expect('T');
    const Duration time = read_time(reader);
    const Duration offset = reader.at_end() || !reader.good() ? Duration(0) : read_offset(reader);
    require(reader, text, "date and time (YYYY-MM-DD HH:MM[:SS[.ffffff]][Z|+HH:MM])");
    return std::chrono::sys_days(date) + time - offset;
}

}  // namespace detail
}  // namespace aside
