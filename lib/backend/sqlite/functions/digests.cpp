#include "backend/sqlite/functions/digests.hpp"

#include <nettle/md5.h>
#include <nettle/nettle-meta.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>

#include <type_traits>

namespace aside::backend::sqlite {

namespace {

/// Room for the state of any of the algorithms.
union State {
    md5_ctx md5;
    sha1_ctx sha1;
    sha256_ctx sha256;
    sha512_ctx sha512;
};

/// Nettle 4 takes the length no more.
template <class Function>
void finish(Function* digest, State& state, std::size_t size, std::uint8_t* bytes) {
    if constexpr (std::is_invocable_v<Function*, void*, std::size_t, std::uint8_t*>)
        digest(&state, size, bytes);
    else
        digest(&state, bytes);
}

void give_digest(const Call& call, const nettle_hash& algorithm) {
    const std::string_view text = call.text(0);
    State state;
    algorithm.init(&state);
    algorithm.update(&state, text.size(), reinterpret_cast<const std::uint8_t*>(text.data()));
    std::uint8_t bytes[SHA512_DIGEST_SIZE];
    finish(algorithm.digest, state, algorithm.digest_size, bytes);
    char hex[2 * SHA512_DIGEST_SIZE];
    for (std::size_t i = 0; i < algorithm.digest_size; ++i) {
        constexpr char digits[] = "0123456789abcdef";
        hex[2 * i] = digits[bytes[i] >> 4];
        hex[2 * i + 1] = digits[bytes[i] & 0xf];
    }
    call.give_text({hex, std::size_t{2} * algorithm.digest_size});
}

constexpr Scalar functions[] = {
    {"md5", 1, [](const Call& call) { give_digest(call, nettle_md5); }},
    {"sha1", 1, [](const Call& call) { give_digest(call, nettle_sha1); }},
    {"sha224", 1, [](const Call& call) { give_digest(call, nettle_sha224); }},
    {"sha256", 1, [](const Call& call) { give_digest(call, nettle_sha256); }},
    {"sha384", 1, [](const Call& call) { give_digest(call, nettle_sha384); }},
    {"sha512", 1, [](const Call& call) { give_digest(call, nettle_sha512); }},
};

}  // namespace

std::span<const Scalar> digest_functions() { return functions; }

}  // namespace aside::backend::sqlite
