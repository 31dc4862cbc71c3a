#pragma once
// A model with a member of every kind, for names and texts that come at run time.
#include "support/database.hpp"

namespace fuzzed {
using namespace aside::literals;

struct Shelf : aside::Model<Shelf> {
    std::int64_t id = 0;
    std::string name;
    aside::ReverseForeignKey<struct Thing, "shelf"> thing_set;
};

struct Thing : aside::Model<Thing> {
    std::int64_t id = 0;
    std::int32_t number = 0;
    std::optional<std::int32_t> maybe;
    std::string text;
    std::optional<std::string> note;
    double real = 0;
    bool flag = false;
    aside::Decimal<10, 2> price;
    aside::Decimal<18, 6> exact;
    std::optional<aside::Date> day;
    std::optional<aside::DateTime> moment;
    std::optional<aside::Time> hour;
    std::optional<aside::Duration> length;
    std::optional<aside::Uuid> code;
    aside::Json data;
    aside::ForeignKey<Shelf, aside::set_null> shelf;
};

}  // namespace fuzzed
