#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace aside::backend::sqlite {

enum class Mode : unsigned char { read_only, read_write, create };

/// What a `sqlite:` URL says.
struct Url {
    std::string text{};  ///< the URL itself
    std::string path{};  ///< absolute, so that the directory may change; `:memory:` as it is
    Mode mode = Mode::create;
    bool synchronous_normal = false;
    bool keeps_journal_mode = false;      ///< the file's own, instead of write-ahead logging
    bool immutable = false;               ///< nobody writes to the file, so that it needs no locks
    std::optional<bool> trusts_schema{};  ///< what it calls may do harm; nothing where not said
    bool memory = false;
};

/// Throws `ImproperlyConfigured` with the URL and the reason.
[[nodiscard]] Url parse_url(std::string_view url);

}  // namespace aside::backend::sqlite
