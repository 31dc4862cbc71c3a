#pragma once
// What who writes by hand on libpq writes first: a connection, statements that are prepared once,
// values in the binary format. Everything is inline, as it would be in one file.
#include <libpq-fe.h>

#include <bit>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "../sql.hpp"

namespace speed::hand_pq {

using hand::Book;

// Numbers have their highest byte first.

inline std::int64_t integer_at(const char* bytes) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, bytes, sizeof bits);
    return static_cast<std::int64_t>(__builtin_bswap64(bits));
}

template <class Number>
void put(std::string& bytes, Number number) {
    Number swapped = number;
    if constexpr (sizeof number == 2) swapped = static_cast<Number>(__builtin_bswap16(number));
    if constexpr (sizeof number == 4) swapped = static_cast<Number>(__builtin_bswap32(number));
    if constexpr (sizeof number == 8) swapped = static_cast<Number>(__builtin_bswap64(number));
    bytes.append(reinterpret_cast<const char*>(&swapped), sizeof swapped);
}

/// One row's column of an answer.
class Row {
public:
    Row(const PGresult* answer, int row) : answer_(answer), row_(row) {}

    [[nodiscard]] std::int64_t integer(int column) const {
        return integer_at(PQgetvalue(answer_, row_, column));
    }
    [[nodiscard]] double real(int column) const { return std::bit_cast<double>(integer(column)); }
    [[nodiscard]] std::string text(int column) const {
        return std::string(PQgetvalue(answer_, row_, column),
                           static_cast<std::size_t>(PQgetlength(answer_, row_, column)));
    }

private:
    const PGresult* answer_;
    int row_;
};

inline Book book_of(const Row& row) {
    return {row.integer(0), row.text(1), row.text(2), row.real(3), row.integer(4)};
}

class Database {
public:
    explicit Database(const std::string& url) : connection_(PQconnectdb(url.c_str())) {
        if (PQstatus(connection_) != CONNECTION_OK) fail();
    }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database() { PQfinish(connection_); }

    [[nodiscard]] PGconn* get() const { return connection_; }
    void run(const std::string& sql) const {
        PGresult* const answer = PQexec(connection_, sql.c_str());
        require(answer);
        PQclear(answer);
    }
    /// The answer, if it is none of an error.
    void require(const PGresult* answer) const {
        const ExecStatusType status = PQresultStatus(answer);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN &&
            status != PGRES_SINGLE_TUPLE)
            fail();
    }
    [[noreturn]] void fail() const {
        std::fputs(PQerrorMessage(connection_), stderr);
        std::abort();
    }

private:
    PGconn* connection_;
};

/// The parameters of one execution, in the binary format.
class Values {
public:
    void add(std::int64_t value) {
        put(bytes_, static_cast<std::uint64_t>(value));
        lengths_.push_back(sizeof value);
    }
    void add(double value) { add(std::bit_cast<std::int64_t>(value)); }
    /// An array of such integers.
    void add(const std::vector<std::int64_t>& values) {
        const std::size_t before = bytes_.size();
        for (const std::uint32_t head :
             {1U, 0U, 20U, static_cast<std::uint32_t>(values.size()), 1U})
            put(bytes_, head);
        for (const std::int64_t value : values) {
            put(bytes_, std::uint32_t{8});
            put(bytes_, static_cast<std::uint64_t>(value));
        }
        lengths_.push_back(static_cast<int>(bytes_.size() - before));
    }
    void clear() {
        bytes_.clear();
        lengths_.clear();
    }

private:
    friend class Statement;
    std::string bytes_;
    std::vector<int> lengths_;
};

class Statement {
public:
    Statement(const Database& database, const char* name, std::string_view sql)
        : database_(database), name_(name) {
        PGresult* const answer =
            PQprepare(database.get(), name, std::string(sql).c_str(), 0, nullptr);
        database.require(answer);
        PQclear(answer);
    }

    /// All rows at once, for few of them: `read(row)` for each. Gives the number of rows changed.
    template <class Read>
    std::int64_t run(const Values& values, Read read) {
        place(values);
        PGresult* const answer =
            PQexecPrepared(database_.get(), name_, static_cast<int>(pointers_.size()),
                           pointers_.data(), values.lengths_.data(), formats_.data(), 1);
        database_.require(answer);
        for (int row = 0; row < PQntuples(answer); ++row) read(Row(answer, row));
        const std::int64_t changed = std::atoll(PQcmdTuples(answer));
        PQclear(answer);
        return changed;
    }
    /// Row by row, for many of them.
    template <class Read>
    void stream(const Values& values, Read read) {
        place(values);
        if (PQsendQueryPrepared(database_.get(), name_, static_cast<int>(pointers_.size()),
                                pointers_.data(), values.lengths_.data(), formats_.data(),
                                1) != 1 ||
            PQsetSingleRowMode(database_.get()) != 1)
            database_.fail();
        while (PGresult* const answer = PQgetResult(database_.get())) {
            database_.require(answer);
            if (PQntuples(answer) == 1) read(Row(answer, 0));
            PQclear(answer);
        }
    }

private:
    void place(const Values& values) {
        pointers_.clear();
        formats_.assign(values.lengths_.size(), 1);
        const char* at = values.bytes_.data();
        for (const int length : values.lengths_) {
            pointers_.push_back(at);
            at += length;
        }
    }

    const Database& database_;
    const char* name_;
    std::vector<const char*> pointers_;
    std::vector<int> formats_;
};

/// Rows for COPY ... FROM STDIN (FORMAT binary).
class Copy {
public:
    Copy(const Database& database, const char* sql) : database_(database) {
        PGresult* const answer = PQexec(database.get(), sql);
        database.require(answer);
        PQclear(answer);
        bytes_.append("PGCOPY\n\377\r\n", 11);
        bytes_.append(8, '\0');
    }

    void begin_row(std::uint16_t columns) {
        if (bytes_.size() > std::size_t{64} * 1024) flush();
        put(bytes_, columns);
    }
    void add(std::int64_t value) {
        put(bytes_, std::uint32_t{8});
        put(bytes_, static_cast<std::uint64_t>(value));
    }
    void add(double value) { add(std::bit_cast<std::int64_t>(value)); }
    void add(const std::string& value) {
        put(bytes_, static_cast<std::uint32_t>(value.size()));
        bytes_ += value;
    }
    void end() {
        put(bytes_, std::uint16_t{0xFFFF});
        flush();
        if (PQputCopyEnd(database_.get(), nullptr) != 1) database_.fail();
        while (PGresult* const answer = PQgetResult(database_.get())) {
            database_.require(answer);
            PQclear(answer);
        }
    }

private:
    void flush() {
        if (PQputCopyData(database_.get(), bytes_.data(), static_cast<int>(bytes_.size())) != 1)
            database_.fail();
        bytes_.clear();
    }

    const Database& database_;
    std::string bytes_;
};

}  // namespace speed::hand_pq
