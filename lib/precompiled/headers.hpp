// Headers that most sources include, compiled once if `-Db_pch` is on. No source may rely on it:
// the release build of tools/common.sh is without.
#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "aside/detail/query.hpp"
#include "aside/field.hpp"
#include "aside/options.hpp"
