#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace aside::backend::sqlite {

enum class Mode : unsigned char { read_only, read_write, create };

/// The content of a `sqlite:` URL.
struct Url {
    std::string text{};  ///< the URL itself
    std::string path{};  ///< absolute, so that the directory may change; `:memory:` as it is
    Mode mode = Mode::create;
    bool synchronous_normal = false;
    bool keeps_journal_mode = false;      ///< the file's own, instead of write-ahead logging
    bool immutable = false;               ///< no process writes to the file: no locks
    std::optional<bool> trusts_schema{};  ///< may call harmful functions; nothing if not given
    bool memory = false;
};

/// Throws `ImproperlyConfigured` with the URL and the reason.
[[nodiscard]] Url parse_url(std::string_view url);

}  // namespace aside::backend::sqlite
