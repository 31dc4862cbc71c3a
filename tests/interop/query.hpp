#pragma once
// The table of queries: one line each, here and in django_app/queries/ in the module of the same
// name, under the same name. What a query gives is compared as it is.
#include "interop/encode.hpp"
#include "interop/typed.hpp"

namespace interop {

enum class Kind { read, counted, change };

/// Adds a query to the table; a name that its topic has already throws.
void add(const char* name, Kind kind, std::string (*ask)());

/// The keys of all rows of a queryset that has no order, with those that are there twice.
#define FOUND(name, ...) \
    ::interop::add(name, Kind::read, [] { return encode((__VA_ARGS__).order_by("pk"_f)); })
/// The keys of the rows of a queryset in its own order.
#define LISTED(name, ...) ANSWER(name, __VA_ARGS__)
/// Any value.
#define ANSWER(name, ...) ::interop::add(name, Kind::read, [] { return encode(__VA_ARGS__); })
/// Every column of every row of a queryset, in whatever order, each value with its type.
#define ROWS(name, ...) ::interop::add(name, Kind::read, [] { return typed_rows(__VA_ARGS__); })
/// Every column of every row of a queryset in its own order, each value with its type.
#define ORDERED(name, ...) TYPED(name, __VA_ARGS__)
/// A row or a value, with its type.
#define TYPED(name, ...) ::interop::add(name, Kind::read, [] { return typed(__VA_ARGS__); })
/// Any value, and how many times the database was asked for it.
#define COUNTED(name, ...) ::interop::add(name, Kind::counted, [] { return encode(__VA_ARGS__); })
/// What a change gives, and all tables after it. Each starts from the same rows.
#define CHANGED(name, ...) \
    ::interop::add(name, Kind::change, [] { return encode_call([] { return __VA_ARGS__; }); })

template <class Function>
std::string encode_call(Function function) {
    if constexpr (std::is_void_v<decltype(function())>)
        return function(), "null";
    else
        return encode(function());
}

// The queries, by topic.
void annotated_filters();
void annotated_results();
void annotations();
void changes();
void conditional();
void conditions();
void fields();
void functions();
void grouping();
void joins();
void json_paths();
void lookups();
void many();
void objects();
void ordering();
void sets();
void shapes();
void subqueries();
void subsets();
void transforms();
void windows();

// What the queries are written with, under the names that django_app/queries/values.py has for it.
using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;

aside::Date date(int year, unsigned month, unsigned day);
aside::DateTime moment(int year, unsigned month, unsigned day, int hour = 0, int minute = 0,
                       int second = 0, int microsecond = 0);
aside::Time time(int hour, int minute, int second = 0, int microsecond = 0);
aside::Uuid uuid(std::string_view text);
/// From hexadecimal digits.
aside::Blob blob(std::string_view digits);

}  // namespace interop
