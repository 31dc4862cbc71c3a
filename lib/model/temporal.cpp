#include "aside/temporal.hpp"

#include "aside/error.hpp"
#include "model/ascii.hpp"
#include "model/shown.hpp"
#include "model/unstorable.hpp"

namespace aside {

void detail::duration_out_of_range() {
    throw DataError("a duration or moment lies outside of what 64 bits of microseconds hold");
}

void Time::out_of_range() {
    throw ValidationError("a time of day lies between 00:00:00 and 23:59:59.999999");
}

DateTime now() { return std::chrono::floor<Duration>(std::chrono::system_clock::now()); }

}  // namespace aside

namespace aside::model {

using namespace detail;

namespace {

constexpr int first_year = 1;
constexpr int last_year = 9999;

/// Asked before a moment is taken apart: <chrono> keeps a year in 16 bits, and does not say when
/// one is beyond them.
bool has_year(DateTime moment) {
    constexpr DateTime first = std::chrono::sys_days(std::chrono::year(first_year) / 1 / 1);
    constexpr DateTime end = std::chrono::sys_days(std::chrono::year(last_year + 1) / 1 / 1);
    return moment >= first && moment < end;
}

[[noreturn]] void throw_no_date() {
    throw Unstorable(
        "a date to be stored must be a real day of the years 1 to 9999: set it, or make the "
        "member a std::optional");
}

/// Reads a text from left to right; any mismatch makes it fail for good.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    int digits(std::size_t width) {
        int number = 0;
        if (rest_.size() < width) return fail();
        for (std::size_t i = 0; i < width; ++i) {
            if (!is_digit(rest_[i])) return fail();
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
        for (; !rest_.empty() && is_digit(rest_.front()); rest_.remove_prefix(1), ++count)
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
    if (hours > 23 || minutes > 59) reader.fail();
    const Duration offset = std::chrono::hours(hours) + std::chrono::minutes(minutes);
    return west ? -offset : offset;
}

void require(const Reader& reader, std::string_view text, const char* what) {
    if (!reader.good() || !reader.at_end()) throw ValidationError(shown(text) + " is no " + what);
}

/// The number with so many digits.
char* write_digits(char* to, int number, int width) {
    for (int i = width; i-- > 0; number /= 10) to[i] = static_cast<char>('0' + number % 10);
    return to + width;
}

}  // namespace

void require_storable(Date date) {
    const int year = static_cast<int>(date.year());
    if (!date.ok() || year < first_year || year > last_year) throw_no_date();
}

void require_storable(DateTime moment) {
    if (!has_year(moment)) throw_no_date();
}

}  // namespace aside::model

namespace aside::detail {

char* write_date(char* to, Date date) {
    model::require_storable(date);
    to = model::write_digits(to, static_cast<int>(date.year()), 4);
    *to++ = '-';
    to = model::write_digits(to, static_cast<int>(static_cast<unsigned>(date.month())), 2);
    *to++ = '-';
    return model::write_digits(to, static_cast<int>(static_cast<unsigned>(date.day())), 2);
}

char* write_time(char* to, Time time) {
    to = model::write_digits(to, time.hour(), 2);
    *to++ = ':';
    to = model::write_digits(to, time.minute(), 2);
    *to++ = ':';
    to = model::write_digits(to, time.second(), 2);
    if (time.microsecond() == 0) return to;
    *to++ = '.';
    return model::write_digits(to, time.microsecond(), 6);
}

char* write_date_time(char* to, DateTime moment) {
    model::require_storable(moment);
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    to = write_date(to, Date(day));
    *to++ = ' ';
    return write_time(to, Time(moment - day));
}

std::string format_date(Date date) {
    char text[longest_date_time];
    return {text, write_date(text, date)};
}

std::string format_time(Time time) {
    char text[longest_date_time];
    return {text, write_time(text, time)};
}

std::string format_date_time(DateTime moment) {
    char text[longest_date_time];
    return {text, write_date_time(text, moment)};
}

Date date_of(std::chrono::sys_days day) {
    constexpr int most_days = 10'000 * 366;  // what is beyond them does not fit into microseconds
    if (day.time_since_epoch().count() > most_days || day.time_since_epoch().count() < -most_days ||
        !model::has_year(day))
        model::throw_no_date();
    return Date(day);
}

Date parse_date(std::string_view text) {
    model::Reader reader(text);
    const Date date = model::read_date(reader);
    model::require(reader, text, "date (YYYY-MM-DD)");
    return date;
}

Time parse_time(std::string_view text) {
    model::Reader reader(text);
    const Duration time = model::read_time(reader);
    model::require(reader, text, "time (HH:MM[:SS[.ffffff]])");
    return Time(time);
}

DateTime parse_date_time(std::string_view text) {
    model::Reader reader(text);
    const Date date = model::read_date(reader);
    DateTime moment = std::chrono::sys_days(date);
    if (!reader.at_end()) {
        if (!reader.accept(' ')) reader.expect('T');
        moment += model::read_time(reader);
        reader.accept(' ');
        if (!reader.at_end() && reader.good()) moment -= model::read_offset(reader);
        if (!model::has_year(moment)) reader.fail();
    }
    model::require(reader, text, "date and time (YYYY-MM-DD[ HH:MM[:SS[.ffffff]][Z|+HH:MM]])");
    return moment;
}

}  // namespace aside::detail
