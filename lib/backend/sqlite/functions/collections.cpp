// Aggregates that put values together.
#include "backend/sqlite/functions/collections.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <deque>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "aside/uuid.hpp"
#include "model/canonical_json.hpp"

namespace aside::backend::sqlite {

namespace {

struct FreeValue {
    void operator()(sqlite3_value* value) const { sqlite3_value_free(value); }
};
using Value = std::unique_ptr<sqlite3_value, FreeValue>;

std::string_view bytes_of(sqlite3_value* value) {
    const void* bytes = sqlite3_value_type(value) == SQLITE_BLOB ? sqlite3_value_blob(value)
                                                                 : sqlite3_value_text(value);
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
    if (bytes == nullptr && size > 0) throw std::bad_alloc();
    return {static_cast<const char*>(bytes), size};
}

/// NULL, numbers, text, bytes.
int rank_of(int type) {
    if (type == SQLITE_NULL) return 0;
    if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) return 1;
    return type == SQLITE_TEXT ? 2 : 3;
}

int sign(auto a, auto b) { return a < b ? -1 : (b < a ? 1 : 0); }

/// Exact: an integer may have more digits than a double.
int compare_numbers(sqlite3_value* a, sqlite3_value* b) {
    const bool integers =
        sqlite3_value_type(a) == SQLITE_INTEGER && sqlite3_value_type(b) == SQLITE_INTEGER;
    if (integers) return sign(sqlite3_value_int64(a), sqlite3_value_int64(b));
    const auto number = [](sqlite3_value* value) {
        return sqlite3_value_type(value) == SQLITE_INTEGER
                   ? static_cast<long double>(sqlite3_value_int64(value))
                   : static_cast<long double>(sqlite3_value_double(value));
    };
    return sign(number(a), number(b));
}

/// As SQLite compares them.
int compare(sqlite3_value* a, sqlite3_value* b) {
    const int rank = rank_of(sqlite3_value_type(a));
    if (const int other = rank_of(sqlite3_value_type(b)); rank != other) return sign(rank, other);
    if (rank == 0) return 0;
    return rank == 1 ? compare_numbers(a, b) : sign(bytes_of(a), bytes_of(b));
}

bool is_null(const Value& value) { return sqlite3_value_type(value.get()) == SQLITE_NULL; }

struct Element {
    std::string text;
    std::string same{};  ///< equal where values are, if equal ones count once
    std::vector<Value> keys{};
};

/// The order of two elements: negative if the first comes before.
int compare(const Element& a, const Element& b, std::string_view manner) {
    for (std::size_t i = 0; i < manner.size(); ++i) {
        const int order = compare(a.keys[i].get(), b.keys[i].get());
        if (order == 0) continue;
        const bool descending = manner[i] == 'd' || manner[i] == 'D';
        const bool moved = manner[i] == 'A' || manner[i] == 'D';
        const bool turned = descending != (moved && (is_null(a.keys[i]) || is_null(b.keys[i])));
        return turned ? -order : order;
    }
    return 0;
}

/// The values of an aggregate so far, those of a window in the order in which they leave it.
class Collection {
public:
    Collection(sqlite3_value** arguments, bool of_json) : of_json_(of_json) {
        between_ = bytes_of(arguments[1]);
        manner_ = bytes_of(arguments[2]);
        distinct_ = manner_.starts_with('=');
        if (distinct_) manner_.erase(0, 1);
    }

    void enter(int count, sqlite3_value** arguments) {
        if (count != 3 + static_cast<int>(manner_.size()))
            throw FunctionError("a key for each letter of the manner is missing");
        Element element{.text = of_json_ ? json_of(arguments[0], between_)
                                         : std::string(bytes_of(arguments[0]))};
        if (distinct_) element.same = of_json_ ? model::canonical_json(element.text) : element.text;
        for (std::size_t i = 0; i < manner_.size(); ++i) {
            element.keys.emplace_back(sqlite3_value_dup(arguments[3 + i]));
            if (!element.keys.back()) throw std::bad_alloc();
        }
        elements_.push_back(std::move(element));
    }
    void leave() {
        if (!elements_.empty()) elements_.pop_front();
    }
    [[nodiscard]] bool empty() const { return elements_.empty(); }
    [[nodiscard]] std::string together() const {
        std::string text = of_json_ ? "[" : "";
        std::unordered_set<std::string_view> seen;
        bool first = true;
        for (const Element* element : ordered()) {
            if (distinct_ && !seen.insert(element->same).second) continue;
            if (!std::exchange(first, false)) text += of_json_ ? std::string_view(", ") : between_;
            text += element->text;
        }
        return of_json_ ? text += ']' : text;
    }

private:
    [[nodiscard]] std::vector<const Element*> ordered() const {
        std::vector<const Element*> order;
        for (const Element& element : elements_) order.push_back(&element);
        if (!manner_.empty())
            std::ranges::stable_sort(order, [&](const Element* a, const Element* b) {
                return compare(*a, *b, manner_) < 0;
            });
        return order;
    }
    static std::string json_of(sqlite3_value* value, std::string_view form);

    bool of_json_;
    bool distinct_ = false;
    std::string between_;  ///< of JSON the form
    std::string manner_;   ///< of the keys
    std::deque<Element> elements_;
};

/// `2026-11-30 12:00:00.500000` as `2026-11-30T12:00:00.5+00:00`.
std::string moment_of(std::string_view stored) {
    std::string text(stored);
    if (const auto blank = text.find(' '); blank != text.npos) text[blank] = 'T';
    if (text.find('.') != text.npos) text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text + "+00:00";
}

std::string uuid_of(std::string_view stored) {
    try {
        return Uuid::parse(stored).to_string();
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception&) {  // of another program's
        return std::string(stored);
    }
}

std::string Collection::json_of(sqlite3_value* value, std::string_view form) {
    const int type = sqlite3_value_type(value);
    if (type == SQLITE_NULL) return "null";
    if (form == "boolean") return sqlite3_value_int(value) != 0 ? "true" : "false";
    if (type == SQLITE_FLOAT && !std::isfinite(sqlite3_value_double(value)))
        return sqlite3_value_double(value) < 0 ? "\"-Infinity\"" : "\"Infinity\"";
    if (type == SQLITE_FLOAT) return model::json_of(sqlite3_value_double(value));
    if (type == SQLITE_BLOB) throw FunctionError("bytes cannot stand in JSON");
    const std::string_view text = bytes_of(value);
    if (type == SQLITE_INTEGER || form == "json") return std::string(text);
    if (form == "moment") return model::json_of(moment_of(text));
    return model::json_of(form == "uuid" ? uuid_of(text) : text);
}

/// Where an aggregate keeps its collection: nothing at first, nullptr for want of memory.
Collection** kept_by(sqlite3_context* context) {
    return static_cast<Collection**>(state_of(context, sizeof(void*), alignof(void*)));
}

/// Calls a function that may throw.
void guarded(sqlite3_context* context, auto work) noexcept {
    try {
        work();
    } catch (const FunctionError& error) {
        fail(context, error.what());
    } catch (const std::exception&) {
        sqlite3_result_error_nomem(context);
    }
}

template <bool of_json>
bool counts(sqlite3_value** arguments) {
    return of_json || sqlite3_value_type(arguments[0]) != SQLITE_NULL;
}

template <bool of_json>
void enter(sqlite3_context* context, int count, sqlite3_value** arguments) {
    guarded(context, [&] {
        if (count < 3) throw FunctionError("it has three arguments at least");
        if (!counts<of_json>(arguments)) return;
        Collection** const kept = kept_by(context);
        if (kept == nullptr) throw std::bad_alloc();
        if (*kept == nullptr) *kept = new Collection(arguments, of_json);
        (*kept)->enter(count, arguments);
    });
}

template <bool of_json>
void leave(sqlite3_context* context, int, sqlite3_value** arguments) {
    Collection** const kept = kept_by(context);
    if (kept != nullptr && *kept != nullptr && counts<of_json>(arguments)) (*kept)->leave();
}

void value(sqlite3_context* context) {
    Collection** const kept = kept_by(context);
    if (kept == nullptr || *kept == nullptr || (*kept)->empty()) return;
    guarded(context, [&] {
        const std::string text = (*kept)->together();
        sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    });
}

void finish(sqlite3_context* context) {
    value(context);
    if (Collection** const kept = kept_by(context)) delete *kept;
}

constexpr Aggregate aggregates[] = {
    {"string_agg", -1, enter<false>, leave<false>, value, finish},
    {"json_agg", -1, enter<true>, leave<true>, value, finish},
};

}  // namespace

std::span<const Aggregate> collections() { return aggregates; }

}  // namespace aside::backend::sqlite
