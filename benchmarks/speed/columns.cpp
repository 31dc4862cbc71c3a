// How `list` costs more with each column that a row has.
#include "columns.hpp"

#include "data.hpp"
#include "hand.hpp"
#include "measure.hpp"

namespace speed {
namespace {

constexpr std::int64_t wide_rows = 20'000;

#define FOUR(p)            \
    std::int64_t p##1 = 0; \
    std::string p##2;      \
    double p##3 = 0;       \
    std::int64_t p##4 = 0;
#define FIVE(p) FOUR(p) std::string p##5;
#define READ_FOUR(p, c)          \
    row.p##1 = from.integer(c);  \
    row.p##2 = from.text(c + 1); \
    row.p##3 = from.real(c + 2); \
    row.p##4 = from.integer(c + 3);
#define READ_FIVE(p, c) READ_FOUR(p, c) row.p##5 = from.text(c + 4);

#define FOURTEEN FOUR(a) FIVE(b) FIVE(c)
#define TWENTY_NINE FOURTEEN FIVE(d) FIVE(e) FIVE(f)
#define FIFTY_NINE TWENTY_NINE FIVE(g) FIVE(h) FIVE(i) FIVE(j) FIVE(k) FIVE(l)
#define READ_FOURTEEN READ_FOUR(a, 1) READ_FIVE(b, 5) READ_FIVE(c, 10)
#define READ_TWENTY_NINE READ_FOURTEEN READ_FIVE(d, 15) READ_FIVE(e, 20) READ_FIVE(f, 25)
#define READ_FIFTY_NINE                                                                  \
    READ_TWENTY_NINE READ_FIVE(g, 30) READ_FIVE(h, 35) READ_FIVE(i, 40) READ_FIVE(j, 45) \
        READ_FIVE(k, 50) READ_FIVE(l, 55)

// The model of so many columns, and what is written by hand for its table.
#define WIDE(count, members, reads)                                                     \
    struct Wide##count : aside::Model<Wide##count> {                                    \
        std::int64_t id = 0;                                                            \
        members static constexpr auto meta = aside::meta(aside::table("wide_" #count)); \
    };                                                                                  \
    struct Hand##count {                                                                \
        static constexpr std::string_view sql = "SELECT * FROM wide_" #count;           \
        std::int64_t id = 0;                                                            \
        members static void read(Hand##count& row, const hand::Statement& from) {       \
            row.id = from.integer(0);                                                   \
            reads                                                                       \
        }                                                                               \
    };

WIDE(1, , )
WIDE(5, FOUR(a), READ_FOUR(a, 1))
WIDE(15, FOURTEEN, READ_FOURTEEN)
WIDE(30, TWENTY_NINE, READ_TWENTY_NINE)
WIDE(60, FIFTY_NINE, READ_FIFTY_NINE)

template <class Row>
void columns_hand(benchmark::State& state) {
    hand::Statement statement(hand::books(books_file()), Row::sql);
    for (auto _ : state) {
        std::vector<Row> rows;
        while (statement.step()) Row::read(rows.emplace_back(), statement);
        statement.reset();
        benchmark::DoNotOptimize(rows.data());
    }
    operations(state, wide_rows);
}

template <class Wide>
void columns_aside(benchmark::State& state) {
    books_file();
    for (auto _ : state) benchmark::DoNotOptimize(Wide::objects.list().data());
    operations(state, wide_rows);
}

#define COLUMNS(count)                                           \
    SPEED("columns/hand/" #count, columns_hand<Hand##count>, 2); \
    SPEED("columns/aside/" #count, columns_aside<Wide##count>, 2);

COLUMNS(1)
COLUMNS(5)
COLUMNS(15)
COLUMNS(30)
COLUMNS(60)

/// What fills a column of row `i`, by its type in SQLite's spelling.
std::string filling(const std::string& type) {
    if (type == "bigint") return "i";
    return type == "REAL" ? "i / 100.0" : "'the text of row ' || i";
}

}  // namespace

void create_wide_tables(std::string_view alias) {
    aside::create_tables<Wide1, Wide5, Wide15, Wide30, Wide60>({.alias = alias});
}

void fill_wide_tables(hand::Database& database) {
    for (const char* table : {"wide_1", "wide_5", "wide_15", "wide_30", "wide_60"}) {
        hand::Statement columns(database, "SELECT type FROM pragma_table_info('" +
                                              std::string(table) + "') WHERE name <> 'id'");
        std::string values = "i";
        while (columns.step()) values += ", " + filling(columns.text(0));
        database.run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT " +
                     std::to_string(wide_rows) + ") INSERT INTO " + table + " SELECT " + values +
                     " FROM n");
    }
}

}  // namespace speed
