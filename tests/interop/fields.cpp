// Every type of field in lookups and orderings. See django_app/queries/fields.py.
//
// Not here, because the two differ by decision: JSON compared by `=`, which Django does by text and
// the library by value.
#include "interop/field_models.hpp"
#include "interop/query.hpp"

namespace interop {

void fields() {
    FOUND("flag true", Sample::objects.filter("flag"_f = true));
    FOUND("flag false", Sample::objects.filter("flag"_f = false));
    FOUND("flag excluded", Sample::objects.exclude("flag"_f = true));
    FOUND("flag in", Sample::objects.filter("flag__in"_f = {true}));
    FOUND("small least", Sample::objects.filter("small"_f = -32768));
    FOUND("small in", Sample::objects.filter("small__in"_f = {12, 13, 32767, 5}));
    FOUND("small range", Sample::objects.filter("small"_f.range(-1, 100)));
    FOUND("number greatest", Sample::objects.filter("number"_f = 2147483647));
    FOUND("number gte and lt",
          Sample::objects.filter("number__gte"_f = 254, "number__lt"_f = 1000));
    FOUND("big least", Sample::objects.filter("big"_f = -9223372036854775807 - 1));
    FOUND("big greatest", Sample::objects.filter("big"_f = 9223372036854775807));
    FOUND("big beyond a double", Sample::objects.filter("big"_f = 9007199254740993));
    FOUND("big gt", Sample::objects.filter("big__gt"_f = 2147483648));
    FOUND("real exact", Sample::objects.filter("real"_f = 0.1));
    FOUND("real by an integer", Sample::objects.filter("real"_f = 1));
    FOUND("real denormal", Sample::objects.filter("real"_f = 5e-324));
    FOUND("real greatest", Sample::objects.filter("real"_f = 1.7976931348623157e308));
    FOUND("real lt", Sample::objects.filter("real__lt"_f = 1e-7));
    FOUND("real lte", Sample::objects.filter("real__lte"_f = 1e-7));
    FOUND("line empty", Sample::objects.filter("line"_f = ""));
    FOUND("line beyond ascii", Sample::objects.filter("line"_f = "naïve café"));
    FOUND("line with a percent sign", Sample::objects.filter("line__contains"_f = "0%"));
    FOUND("line with an underscore", Sample::objects.filter("line__contains"_f = "a_b"));
    FOUND("line with a backslash", Sample::objects.filter("line__endswith"_f = "\\d"));
    FOUND("line with a star", Sample::objects.filter("line__startswith"_f = "*[a]?"));
    FOUND("line in", Sample::objects.filter("line__in"_f = {"a", "a_b", " ", "none"}));
    FOUND("line gt", Sample::objects.filter("line__gt"_f = "a"));
    FOUND("line lte empty", Sample::objects.filter("line__lte"_f = ""));
    FOUND("line iexact", Sample::objects.filter("line__iexact"_f = "NAPLES"));
    FOUND("line istartswith", Sample::objects.filter("line__istartswith"_f = "NA"));
    FOUND("line iendswith", Sample::objects.filter("line__iendswith"_f = "%"));
    FOUND("line icontains", Sample::objects.filter("line__icontains"_f = "A"));
    FOUND("line regex", Sample::objects.filter("line__regex"_f = "^[a-c]"));
    FOUND("line iregex", Sample::objects.filter("line__iregex"_f = "^n.*s$"));
    FOUND("words exact across lines", Sample::objects.filter("words"_f = "two\nlines"));
    FOUND("words with a quote", Sample::objects.filter("words__contains"_f = "'"));
    FOUND("words with an emoji", Sample::objects.filter("words__contains"_f = "🍕"));
    FOUND("words combining", Sample::objects.filter("words__contains"_f = "e\u0301"));
    FOUND("words excluded", Sample::objects.exclude("words__contains"_f = "wo"));
    FOUND("data exact", Sample::objects.filter("data"_f = blob("fffe")));
    FOUND("data empty", Sample::objects.filter("data"_f = blob("")));
    FOUND("data of zeros", Sample::objects.filter("data"_f = blob("00")));
    FOUND("day exact", Sample::objects.filter("day"_f = date(2024, 2, 29)));
    FOUND("day least", Sample::objects.filter("day"_f = date(1, 1, 1)));
    FOUND("day gt", Sample::objects.filter("day__gt"_f = date(2024, 2, 29)));
    FOUND("day range",
          Sample::objects.filter("day"_f.range(date(1969, 12, 31), date(2000, 2, 29))));
    FOUND("day in", Sample::objects.filter("day"_f.in(date(9999, 12, 31), date(1582, 10, 10))));
    FOUND("moment exact", Sample::objects.filter("moment"_f = moment(2024, 2, 29, 13, 37, 0, 1)));
    FOUND("moment without a fraction", Sample::objects.filter("moment"_f = moment(2024, 3, 1)));
    FOUND("moment gt", Sample::objects.filter("moment"_f > moment(2024, 2, 29, 13, 37, 0, 1)));
    FOUND("moment lt the epoch", Sample::objects.filter("moment"_f < moment(1970, 1, 1)));
    FOUND("moment greatest",
          Sample::objects.filter("moment"_f = moment(9999, 12, 31, 23, 59, 59, 999999)));
    FOUND("hour exact", Sample::objects.filter("hour"_f = time(13, 37)));
    FOUND("hour gte", Sample::objects.filter("hour"_f >= time(13, 38)));
    FOUND("hour a microsecond", Sample::objects.filter("hour"_f = time(0, 0, 0, 1)));
    FOUND("span exact", Sample::objects.filter("span"_f = hours(23)));
    FOUND("span negative", Sample::objects.filter("span"_f < microseconds(0)));
    FOUND("span in", Sample::objects.filter("span"_f.in(days(1), days(-1), microseconds(1))));
    FOUND("amount exact", Sample::objects.filter("amount"_f = 0.1_dec));
    FOUND("amount by an integer", Sample::objects.filter("amount"_f = 1));
    FOUND("amount of all digits", Sample::objects.filter("amount"_f = 1234567890.12345_dec));
    FOUND("amount gt", Sample::objects.filter("amount"_f > 99.9_dec));
    FOUND("amount in", Sample::objects.filter("amount"_f.in(0.00001_dec, 99.90001_dec)));
    FOUND("amount range", Sample::objects.filter("amount"_f.range(0_dec, 0.10000_dec)));
    FOUND("key exact", Sample::objects.filter("key"_f = uuid("6fa459eaee8a3ca4894edb77e160355e")));
    FOUND("key of zeros", Sample::objects.filter("key"_f = aside::Uuid()));
    FOUND("key excluded", Sample::objects.exclude("key"_f = aside::Uuid()));
    FOUND("key in", Sample::objects.filter("key"_f.in(uuid("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
                                                      uuid("dddddddddddddddddddddddddddddddd"))));
    FOUND("color exact", Sample::objects.filter("color"_f = Color::infrared));
    FOUND("color in", Sample::objects.filter("color"_f.in(Color::red, Color::blue)));
    FOUND("size exact", Sample::objects.filter("size"_f = Size::huge));
    FOUND("size in", Sample::objects.filter("size"_f.in(Size::small, Size::medium)));
    FOUND("size excluded", Sample::objects.exclude("size"_f = Size::small));
    FOUND("two columns equal", Sample::objects.filter("small"_f == "number"_f));
    FOUND("two columns compared", Sample::objects.filter("big"_f > "number"_f));
    FOUND("one column and a number", Sample::objects.filter("number"_f > "small"_f * 10));
    FOUND("a sum compared", Sample::objects.filter("number"_f == "small"_f + 243));

    FOUND("maybe flag none", Maybe::objects.filter("flag"_f = nullptr));
    FOUND("maybe flag not true", Maybe::objects.filter(!("flag"_f == true)));
    FOUND("maybe flag not none", Maybe::objects.exclude("flag"_f = nullptr));
    FOUND("maybe small isnull", Maybe::objects.filter("small__isnull"_f = true));
    FOUND("maybe small not isnull", Maybe::objects.filter("small__isnull"_f = false));
    FOUND("maybe small isnull excluded", Maybe::objects.exclude("small__isnull"_f = true));
    FOUND("maybe number excluded", Maybe::objects.exclude("number"_f = 255));
    FOUND("maybe number gt excluded", Maybe::objects.exclude("number__gt"_f = 255));
    FOUND("maybe number in excluded", Maybe::objects.exclude("number__in"_f = {255, 256}));
    FOUND("maybe number range excluded", Maybe::objects.exclude("number"_f.range(0, 300)));
    FOUND("maybe big lt", Maybe::objects.filter("big__lt"_f = 0));
    FOUND("maybe real not", Maybe::objects.filter(!("real"_f > 0.5)));
    FOUND("maybe line not", Maybe::objects.filter("line"_f != "100%"));
    FOUND("maybe line contains excluded", Maybe::objects.exclude("line__contains"_f = "0"));
    FOUND("maybe line regex excluded", Maybe::objects.exclude("line__regex"_f = "^1"));
    FOUND("maybe line empty", Maybe::objects.filter("line"_f = ""));
    FOUND("maybe data none", Maybe::objects.filter("data"_f = nullptr));
    FOUND("maybe data excluded", Maybe::objects.exclude("data"_f = blob("80")));
    FOUND("maybe day not", Maybe::objects.filter(!("day"_f < date(2000, 1, 1))));
    FOUND("maybe moment isnull", Maybe::objects.filter("moment"_f.isnull()));
    FOUND("maybe hour excluded", Maybe::objects.exclude("hour"_f = time(0, 0, 0, 100000)));
    FOUND("maybe span not", Maybe::objects.filter("span"_f != hours(23)));
    FOUND("maybe amount not", Maybe::objects.filter(!("amount"_f <= 0.00001_dec)));
    FOUND("maybe key excluded", Maybe::objects.exclude("key"_f = aside::Uuid()));
    FOUND("maybe document none", Maybe::objects.filter("document"_f.isnull()));
    FOUND("maybe document some", Maybe::objects.filter("document"_f.isnull(false)));
    FOUND("maybe color not", Maybe::objects.filter("color"_f != Color::green));
    FOUND("maybe size not", Maybe::objects.filter("size"_f != Size::huge));
    FOUND("maybe two columns equal", Maybe::objects.filter("small"_f == "number"_f));
    FOUND("maybe two columns not equal", Maybe::objects.exclude("small"_f == "number"_f));
    FOUND("maybe two columns not lt", Maybe::objects.filter(!("small"_f < "number"_f)));
    FOUND("maybe not not", Maybe::objects.filter(!!("small"_f < 100)));
    FOUND("maybe exclude not", Maybe::objects.exclude(!("small"_f < 100)));
    FOUND("maybe exclude two", Maybe::objects.exclude("small__lt"_f = 100, "number__gt"_f = 100));
    FOUND("maybe exclude either", Maybe::objects.exclude("small"_f < 100 || "number"_f > 100));
    FOUND("maybe filter and exclude",
          Maybe::objects.filter("small"_f > 0).exclude("number"_f = 255));

    LISTED("by flag", Sample::objects.order_by("flag"_f, "id"_f));
    LISTED("by small", Sample::objects.order_by("small"_f, "-id"_f));
    LISTED("by big descending", Sample::objects.order_by("-big"_f, "id"_f));
    LISTED("by real", Sample::objects.order_by("real"_f, "id"_f));
    LISTED("by line", Sample::objects.order_by("line"_f, "id"_f));
    LISTED("by words descending", Sample::objects.order_by("-words"_f));
    LISTED("by data", Sample::objects.order_by("data"_f, "id"_f));
    LISTED("by day", Sample::objects.order_by("day"_f, "moment"_f));
    LISTED("by moment descending", Sample::objects.order_by("-moment"_f));
    LISTED("by hour", Sample::objects.order_by("hour"_f, "id"_f));
    LISTED("by span", Sample::objects.order_by("span"_f));
    LISTED("by amount", Sample::objects.order_by("amount"_f, "id"_f));
    LISTED("by key", Sample::objects.order_by("key"_f));
    LISTED("by color and size", Sample::objects.order_by("color"_f, "-size"_f, "id"_f));
    LISTED("maybe by small", Maybe::objects.order_by("small"_f, "id"_f));
    LISTED("maybe by small descending", Maybe::objects.order_by("-small"_f, "id"_f));
    LISTED("maybe nulls last", Maybe::objects.order_by("real"_f.asc(aside::nulls_last), "id"_f));
    LISTED("maybe nulls first", Maybe::objects.order_by("real"_f.desc(aside::nulls_first), "id"_f));
    LISTED("maybe by key reversed", Maybe::objects.order_by("key"_f, "id"_f).reverse());
}

}  // namespace interop
