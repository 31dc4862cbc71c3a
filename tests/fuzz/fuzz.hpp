#pragma once
// Random programs that can be made again. Each step has a seed of its own, which a failure prints:
// ASIDE_FUZZ_SEED=that makes it the first step. ASIDE_FUZZ_SECONDS says for how long to go on;
// without it a test makes the few steps that it asks for.
#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace aside::testing {

/// What one step throws its dice with.
class Chance {
public:
    explicit Chance(std::uint64_t seed) : engine_(seed) {}
    /// One of [0, n).
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_()) % n; }
    /// One of [low, high].
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(below(static_cast<std::size_t>(high - low + 1)));
    }
    bool one_in(std::size_t n) { return below(n) == 0; }
    std::uint64_t bits() { return engine_(); }
    template <class Range>
    const auto& of(const Range& range) {
        return range[below(std::size(range))];
    }

private:
    std::mt19937_64 engine_;
};

/// Makes steps, each with another seed.
template <class Step>
void fuzz(std::uint64_t steps, Step step) {
    const char* const seed = std::getenv("ASIDE_FUZZ_SEED");
    const char* const seconds = std::getenv("ASIDE_FUZZ_SECONDS");
    const std::uint64_t first = seed != nullptr      ? std::strtoull(seed, nullptr, 10)
                                : seconds != nullptr ? std::random_device()()
                                                     : 1;
    const auto end = std::chrono::steady_clock::now() +
                     std::chrono::seconds(seconds != nullptr ? std::atoi(seconds) : 0);
    std::uint64_t made = 0;
    while (seconds != nullptr ? std::chrono::steady_clock::now() < end : made < steps) {
        INFO("ASIDE_FUZZ_SEED=" << first + made);
        Chance chance(first + made++);
        step(chance);
    }
    CHECK(made > 0);
    if (seconds != nullptr) MESSAGE(made << " steps from ASIDE_FUZZ_SEED=" << first);
}

/// A text that begins as one of the samples and was then changed a few times: what parsers fear.
inline std::string mutated(Chance& chance, const std::vector<std::string_view>& samples) {
    static constexpr std::array<std::string_view, 30> pieces = {"-",
                                                                "+",
                                                                ".",
                                                                "e",
                                                                "E9",
                                                                "0",
                                                                "9",
                                                                "00000000000000000000",
                                                                "99999999999999999999",
                                                                ":",
                                                                "T",
                                                                "Z",
                                                                " ",
                                                                "\t",
                                                                "\n",
                                                                "{",
                                                                "}",
                                                                "[",
                                                                "]",
                                                                "\"",
                                                                "\\u",
                                                                "\\ud800",
                                                                "\x80",
                                                                "\xff",
                                                                "\xed\xa0\x80",
                                                                "__",
                                                                "%",
                                                                "?",
                                                                "\xc3\xa9",
                                                                "\xf0\x9f\x8d\x95"};
    std::string text(chance.of(samples));
    for (std::size_t changes = chance.below(6); changes > 0; --changes) {
        const std::size_t place = chance.below(text.size() + 1);
        switch (chance.below(6)) {
            case 0:
                text.insert(place, chance.of(pieces));
                break;
            case 1:
                text.insert(place, 1, static_cast<char>(chance.below(256)));
                break;
            case 2:
                text.erase(place, chance.below(4));
                break;
            case 3:
                if (place < text.size()) text[place] = static_cast<char>(chance.below(256));
                break;
            case 4:
                text.insert(place, text.substr(chance.below(text.size() + 1), 1 + chance.below(9)));
                break;
            default:
                text.insert(place, chance.of(samples));
                break;
        }
        if (chance.one_in(60)) text.insert(place, chance.below(3000), "0[{9-."[chance.below(6)]);
    }
    return text;
}

}  // namespace aside::testing
