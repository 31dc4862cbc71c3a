#include "backend/source.hpp"

#include "aside/error.hpp"
#include "backend/sqlite/open.hpp"

namespace aside::backend {

Source source_of(std::string_view url, std::chrono::milliseconds timeout) {
    const auto scheme = url.substr(0, url.find(':'));
    if (scheme == "sqlite" && scheme.size() < url.size()) return sqlite::source_of(url, timeout);
    throw ImproperlyConfigured("cannot connect to \"" + std::string(url) + "\": " +
                               (scheme.size() < url.size()
                                    ? "unknown scheme \"" + std::string(scheme) + "\""
                                    : std::string("it has no scheme")) +
                               "; sqlite:path and sqlite::memory: are known");
}

const sql::Dialect& default_dialect() { return *source_of("sqlite::memory:", {}).dialect; }

}  // namespace aside::backend
