#include "sql/tail.hpp"

using namespace shop;
using aside::field;

TEST_CASE("a field that is named at run time stands wherever a literal does") {
    CHECK(where(field("stock") > 3) == R"(WHERE "stock" > ? [3])");
    CHECK(where(field("stock__gte") = 3) == R"(WHERE "stock" >= ? [3])");
    CHECK(where(field("name").icontains("A")) ==
          R"(WHERE INSTR(LOWER("name"), LOWER(?)) > 0 ['A'])");
    CHECK(where(field("stock") + 1 > field("id")) == R"(WHERE ("stock" + ?) > "id" [1])");
    CHECK(where(!(field("note") == "a")) ==
          R"(WHERE NOT (("note" = ? AND "note" IS NOT NULL)) ['a'])");
    CHECK(where(field("pk") == 1) == R"(WHERE "id" = ? [1])");
    CHECK(where(field("stock__in") = std::vector<int>{1, 2}) ==
          R"(WHERE "stock" IN (?, ?) [1, 2])");
    CHECK(where(field("note") = nullptr) == R"(WHERE "note" IS NULL)");
}

TEST_CASE("text becomes the value that its field takes") {
    CHECK(where(field("stock") = "3") == R"(WHERE "stock" = ? [3])");
    CHECK(where(field("weight__gt") = "2.5") == R"(WHERE "weight" > ? [2.5])");
    CHECK(where(field("active") = "true") == R"(WHERE "active" = ? [TRUE])");
    CHECK(where(field("price") = "9.90") == R"(WHERE "price" = ? [9.90])");
    CHECK(where(field("made__lt") = "2024-02-29T13:00:00+02:00") ==
          R"(WHERE "made" < ? ['2024-02-29 11:00:00'])");
    CHECK(where(field("note__isnull") = "true") == R"(WHERE "note" IS NULL)");
    CHECK(where(field("stock__in") = std::vector<std::string>{"1", "2"}) ==
          R"(WHERE "stock" IN (?, ?) [1, 2])");
}

TEST_CASE("text beside a calculation becomes the value that its result takes") {
    CHECK(where(field("price") + field("price") == "2.00").ends_with(" [2.00]"));
    CHECK(where(field("price") * 2 > "9.9").ends_with(" [2, 9.90]"));
    CHECK(where("price"_f + field("price") == "2.00").ends_with(" [2.00]"));
    CHECK(where(field("stock") + 1 > "3") == R"(WHERE ("stock" + ?) > ? [1, 3])");
    CHECK(where((field("stock") + field("id")).in(std::vector<std::string>{"1", "2"})) ==
          R"(WHERE ("stock" + "id") IN (?, ?) [1, 2])");
    CHECK(where(aside::Coalesce(field("price"), field("stock")) == "3.50").ends_with(" [3.50]"));
    CHECK(where(aside::Upper(field("name")) == "3") == R"(WHERE UPPER("name") = ? ['3'])");
    CHECK(where((field("made") - field("made")) > "86400000000").ends_with(" [86400000000]"));
    CHECK_THROWS_WITH_AS((void)where(field("stock") + 1 > "many"), doctest::Contains("many"),
                         aside::ValidationError);
}

TEST_CASE("a name that the model does not have is refused at the call") {
    CHECK_THROWS_AS((void)Cup::objects.filter(field("stcok") == 1), aside::FieldError);
    CHECK_THROWS_AS((void)Cup::objects.filter(field("stock__bigger") = 1), aside::FieldError);
    CHECK_THROWS_AS((void)Cup::objects.filter("id"_f > 1 && field("stcok") > 1), aside::FieldError);
    CHECK_THROWS_AS((void)Cup::objects.filter("id"_f > field("stcok")), aside::FieldError);
    CHECK_THROWS_AS((void)Cup::objects.order_by(field("-stcok")), aside::FieldError);
    CHECK_THROWS_AS(aside::Q<Cup>(field("stcok") == 1), aside::FieldError);
    CHECK_THROWS_AS(aside::Order<Cup>(field("stcok")), aside::FieldError);
}

TEST_CASE("the error names the model, the name and the fields that there are") {
    try {
        (void)Cup::objects.filter(field("stcok") == 1);
    } catch (const aside::FieldError& error) {
        CHECK(error.what() ==
              std::string("shop::Cup has no field \"stcok\"; its fields are id, name, note, stock, "
                          "sold, weight, active, price, made, size"));
    }
}

TEST_CASE("text that is no such value is refused at the call") {
    for (const auto& [path, text] : {std::pair("stock", "many"),
                                     {"stock", "3.5"},
                                     {"stock", ""},
                                     {"weight", "heavy"},
                                     {"active", "perhaps"},
                                     {"price", "9.999"},
                                     {"made", "yesterday"},
                                     {"note__isnull", "maybe"}}) {
        const char* const captured = path;  // a lambda in clang 14 takes no structured binding
        CAPTURE(captured);
        CHECK_THROWS_AS((void)Cup::objects.filter(field(path) = text), aside::ValidationError);
    }
}

TEST_CASE("a decimal needs no reading, for a field that is named at run time") {
    CHECK(where(field("price") <= 9.50_dec) == R"(WHERE "price" <= ? [9.50])");
    CHECK(where(field("price__gt") = aside::Decimal<8, 2>::parse("0.25")) ==
          R"(WHERE "price" > ? [0.25])");
    CHECK_THROWS_AS((void)Cup::objects.filter(field("price") > 0.25), aside::ValidationError);
}
