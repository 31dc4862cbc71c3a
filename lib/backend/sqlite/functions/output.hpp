#pragma once
#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <new>
#include <string_view>

#include "backend/sqlite/functions/function.hpp"

namespace aside::backend::sqlite {

/// A text that is written into SQLite's own memory, so that it is not copied.
class Output {
public:
    static constexpr const char* too_long = "the result is too long";

    /// Makes a text of that many bytes; throws `FunctionError` if SQLite takes no text as long.
    Output(const Call& call, std::uint64_t size) : call_(call), size_(size) {
        sqlite3* const database = sqlite3_context_db_handle(call.context());
        if (size > static_cast<unsigned>(sqlite3_limit(database, SQLITE_LIMIT_LENGTH, -1)))
            throw FunctionError(too_long);
        bytes_.reset(static_cast<char*>(sqlite3_malloc64(size + 1)));  // for nothing gives nothing
        if (!bytes_) throw std::bad_alloc();
    }
    void write(std::size_t at, std::string_view text) {
        std::copy(text.begin(), text.end(), bytes_.get() + at);
    }
    void append(std::string_view text) {
        write(end_, text);
        end_ += text.size();
    }
    void append(std::string_view text, std::int64_t times) {
        for (; times > 0; --times) {
            append(text);
            call_.worked(text.size());
        }
    }
    void give() {
        sqlite3_result_text64(call_.context(), bytes_.release(), size_, sqlite3_free, SQLITE_UTF8);
    }

private:
    struct Free {
        void operator()(char* bytes) const { sqlite3_free(bytes); }
    };
    const Call& call_;
    std::uint64_t size_;
    std::unique_ptr<char, Free> bytes_;
    std::size_t end_ = 0;
};

}  // namespace aside::backend::sqlite
