#include "exec/sql_functions.hpp"

using namespace aside::testing;
using aside::SqlValue;
using namespace std::string_literals;

TEST_CASE("text is filled up to a number of characters on the left or the right") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(value_of("lpad('7', 3, '0')") == SqlValue("007"));
    CHECK(value_of("lpad(7, 3, 0)") == SqlValue("007"));
    CHECK(value_of("rpad('a', 6, 'xy')") == SqlValue("axyxyx"));
    CHECK(value_of("lpad('a', 6, 'xy')") == SqlValue("xyxyxa"));
    CHECK(value_of("lpad('', 2, 'xyz')") == SqlValue("xy"));
    CHECK(value_of("rpad('abc', 3, 'x')") == SqlValue("abc"));
}

TEST_CASE("text that is longer loses its end, on whichever side it would be filled") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(value_of("lpad('abcdef', 4, 'x')") == SqlValue("abcd"));
    CHECK(value_of("rpad('abcdef', 4, 'x')") == SqlValue("abcd"));
    CHECK(value_of("lpad('abc', 0, 'x')") == SqlValue(""));
    CHECK(value_of("rpad('abc', -5, 'x')") == SqlValue(""));
    CHECK(value_of("lpad('abc', 5, '')") == SqlValue("abc"));
    CHECK(value_of("lpad('abc', 2, '')") == SqlValue("ab"));
}

TEST_CASE("characters are counted, not bytes") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(value_of("lpad('żółw', 6, '→')") == SqlValue("→→żółw"));
    CHECK(value_of("rpad('żółw', 7, '·😀')") == SqlValue("żółw·😀·"));
    CHECK(value_of("rpad('żółw', 2, 'x')") == SqlValue("żó"));
    CHECK(value_of("reverse('żółw😀')") == SqlValue("😀włóż"));
    CHECK(value_of("repeat('ż', 3)") == SqlValue("żżż"));
}

TEST_CASE("a NUL is a character, and what follows it is kept") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(value_of("reverse(?)", "ab\0ż"s) == SqlValue("ż\0ba"s));
    CHECK(value_of("repeat(?, 2)", "a\0"s) == SqlValue("a\0a\0"s));
    CHECK(value_of("lpad(?, 5, ?)", "a\0b"s, "\0"s) == SqlValue("\0\0a\0b"s));
    CHECK(value_of("rpad(?, 2, 'x')", "a\0b"s) == SqlValue("a\0"s));
}

TEST_CASE("bytes that are no UTF-8 are kept") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(value_of("reverse(?)", "\x80\x81z"s) == SqlValue("z\x81\x80"s));
    CHECK(value_of("reverse(?)", "a\xC3"s) == SqlValue("\xC3"
                                                       "a"s));
    CHECK(value_of("lpad(?, 3, '-')", "\xff"s) == SqlValue("--\xff"s));
}

TEST_CASE("text is repeated, no times included") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(value_of("repeat('ab', 3)") == SqlValue("ababab"));
    CHECK(value_of("repeat('ab', 0)") == SqlValue(""));
    CHECK(value_of("repeat('ab', -1)") == SqlValue(""));
    CHECK(value_of("repeat('', 9223372036854775807)") == SqlValue(""));
    CHECK(value_of("reverse('')") == SqlValue(""));
    CHECK(value_of("length(repeat('ab', 1000000))") == SqlValue(2000000));
}

TEST_CASE("text beyond what SQLite can hold is refused before it is made") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(refusal_of("repeat('ab', 9223372036854775807)") == "repeat: the result is too long");
    CHECK(refusal_of("repeat('ab', 1000000000)") == "repeat: the result is too long");
    CHECK(refusal_of("lpad('', 9223372036854775807, 'x')") == "lpad: the result is too long");
    CHECK(refusal_of("rpad('', 1000000000, 'żó')") == "rpad: the result is too long");
}

TEST_CASE("functions of text give NULL for NULL, and refuse a count that is none") {
    const ScratchDatabase database("sqlite::memory:", {});
    for (const char* expression :
         {"lpad(NULL, 1, 'x')", "lpad('a', NULL, 'x')", "rpad('a', 1, NULL)", "repeat(NULL, 1)",
          "repeat('a', NULL)", "reverse(NULL)"})
        CHECK(value_of(expression).is_null());
    CHECK(refusal_of("lpad('a', 'b', 'c')") == "lpad: the argument must be an integer");
    CHECK(refusal_of("repeat('a', 1.5)") == "repeat: the argument must be an integer");
}
