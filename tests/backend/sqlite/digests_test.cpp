#include "exec/sql_functions.hpp"

using namespace aside::testing;
using aside::SqlValue;
using namespace std::string_literals;

TEST_CASE("digests are of all bytes, in lower-case hexadecimal") {
    const ScratchDatabase database("sqlite::memory:", {});
    const auto text = "żółw\0x"s;
    CHECK(value_of("md5(?)", text) == SqlValue("b95d9f7f494cb63bfcad7e4bafe7c011"));
    CHECK(value_of("sha1(?)", text) == SqlValue("bb265f12a7df4ea48c07b7c37c9c5ef3c54f0c28"));
    CHECK(value_of("sha224(?)", text) ==
          SqlValue("b158c7c2f92e1d60643dd3f7a328325d7c80294919daa1f60f21f17d"));
    CHECK(value_of("sha256(?)", text) ==
          SqlValue("962453c8a27aaa8ca1bb157024e87f8a04cc6f288f5ff87d28c2fde114a5dd96"));
    CHECK(value_of("sha384(?)", text) ==
          SqlValue("aef6e79d7c78f49ffe7649e7aad6629b1f1925e525b630bf2940aa4b299b8a30"
                   "ecc0004612f4fa32a33dc511ba388a61"));
    CHECK(value_of("sha512(?)", text) ==
          SqlValue("42cbdc7a0fadf135cc293809c6627187a833923d2fba9d3b8e54a1e34228c114"
                   "f75e94611fd60054256916a13347c7dd991e23b0ac5b60b7f32859f91330acb2"));
}

TEST_CASE("a blob, no bytes at all, and numbers have digests, too") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(value_of("md5('')") == SqlValue("d41d8cd98f00b204e9800998ecf8427e"));
    CHECK(value_of("md5(x'')") == SqlValue("d41d8cd98f00b204e9800998ecf8427e"));
    CHECK(value_of("md5(x'616263') = md5('abc')") == SqlValue(1));
    CHECK(value_of("md5(x'00ff') = md5(x'00')") == SqlValue(0));
    CHECK(value_of("sha1(42) = sha1('42')") == SqlValue(1));
    CHECK(value_of("sha256(NULL)").is_null());
}
