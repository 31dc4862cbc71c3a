#pragma once
// Tables such as other programs make them, for what `inspectdb` writes of each.

namespace inspected {

inline constexpr const char* sqlite_tables[] = {
    // Names.
    "CREATE TABLE \"order items\" (id INTEGER PRIMARY KEY, class TEXT NOT NULL, int INT, "
    "\"operator\" TEXT, \"a b\" TEXT, \"1st\" TEXT, Mixed_Case TEXT, x__y TEXT, end_ TEXT, "
    "customerId INTEGER)",
    "CREATE TABLE \"1st\" (id INTEGER PRIMARY KEY, \"über\" TEXT, pk TEXT, meta TEXT, objects "
    "TEXT, "
    "aobjects TEXT, save TEXT, asave TEXT, \"delete\" TEXT, full_clean TEXT, DoesNotExist TEXT)",
    "CREATE TABLE class (id INTEGER PRIMARY KEY, linux INTEGER, unix INTEGER, errno INTEGER, "
    "\"NULL\" TEXT, EOF INTEGER, assert TEXT, class TEXT, class_ TEXT)",
    "CREATE TABLE DoesNotExist (id INTEGER PRIMARY KEY, Model TEXT)",
    "CREATE TABLE time_slot (id INTEGER PRIMARY KEY)",
    "CREATE TABLE time_zone (id INTEGER PRIMARY KEY)",
    // Names that try to end what they stand in.
    "CREATE TABLE \"a\"\"b\\\n*/ ?\?/\n#error \" (\"c\"\"d\\\n}; ?\?/ \" TEXT CHECK "
    "(\"c\"\"d\\\n}; ?\?/ \" <> '*/ \\\n#error ?\?/\n'), id INTEGER PRIMARY KEY, "
    "x TEXT NOT NULL DEFAULT 'q\"\\\n?\?/')",
    // Keys.
    "CREATE TABLE keyed_text (code TEXT PRIMARY KEY, n INT)",
    "CREATE TABLE keyed_null (code TEXT PRIMARY KEY, n INT)",
    "INSERT INTO keyed_null VALUES (NULL, 1), ('a', 2)",
    "CREATE TABLE keyed_int (number INT PRIMARY KEY, n INT)",
    "CREATE TABLE keyed_twice (a INTEGER NOT NULL, b INTEGER NOT NULL, n INT, PRIMARY KEY (a, b))",
    "CREATE TABLE keyed_twice_unique (a INTEGER NOT NULL, b INTEGER NOT NULL, "
    "code TEXT NOT NULL UNIQUE, PRIMARY KEY (a, b))",
    "CREATE TABLE keyed_without (a INTEGER NOT NULL, b INTEGER NOT NULL, PRIMARY KEY (a, b)) "
    "WITHOUT ROWID",
    "CREATE TABLE keyed_never (rowid TEXT, n INT)",
    // Views and virtual tables.
    "CREATE VIEW keys AS SELECT code, n FROM keyed_text",
    "CREATE VIEW broken AS SELECT * FROM gone",
    "CREATE VIRTUAL TABLE found USING fts5(title, body)",
    // Relations.
    "CREATE TABLE pizzerie_box (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(30) NOT NULL)",
    "CREATE TABLE pizzerie_topping (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL)",
    "CREATE TABLE pizzerie_pizza (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(30) NOT NULL, "
    "box_id INTEGER REFERENCES pizzerie_box ON DELETE SET NULL, "
    "owner TEXT NOT NULL REFERENCES keyed_text (code) ON DELETE CASCADE, "
    "other_id INTEGER NOT NULL REFERENCES pizzerie_pizza (id) ON DELETE RESTRICT, "
    "spare_id INTEGER DEFAULT 1 REFERENCES pizzerie_box (id) ON DELETE SET DEFAULT, "
    "last_id INTEGER UNIQUE REFERENCES pizzerie_box (id), "
    "name_of TEXT REFERENCES keyed_twice_unique (code), gone_id INTEGER REFERENCES gone (id), "
    "twice_a INTEGER, twice_b INTEGER, x_number INT REFERENCES keyed_int (n), "
    "FOREIGN KEY (twice_a, twice_b) REFERENCES keyed_twice (a, b))",
    "CREATE TABLE pizzerie_pizza_toppings (id INTEGER PRIMARY KEY AUTOINCREMENT, "
    "pizza_id INTEGER NOT NULL REFERENCES pizzerie_pizza (id), "
    "topping_id INTEGER NOT NULL REFERENCES pizzerie_topping (id), UNIQUE (pizza_id, topping_id))",
    "CREATE TABLE pizzerie_portion (id INTEGER PRIMARY KEY AUTOINCREMENT, "
    "pizza_id INTEGER NOT NULL REFERENCES pizzerie_pizza (id), "
    "topping_id INTEGER NOT NULL REFERENCES pizzerie_topping (id), grams INT, "
    "UNIQUE (pizza_id, topping_id))",
    "CREATE TABLE pizzerie_receipt (pizza_id INTEGER PRIMARY KEY REFERENCES pizzerie_pizza (id), "
    "text TEXT)",
    "CREATE TABLE ring_a (id INTEGER PRIMARY KEY, b_id INTEGER REFERENCES ring_b (id))",
    "CREATE TABLE ring_b (id INTEGER PRIMARY KEY, a_id INTEGER REFERENCES ring_a (id))",
    // Types.
    "CREATE TABLE types (id INTEGER PRIMARY KEY, v VARCHAR(10) NOT NULL, c CHAR(3), "
    "nv NVARCHAR(20), t TEXT, cl CLOB, b BOOL, bo BOOLEAN NOT NULL, ti TINYINT, si SMALLINT, "
    "i INT, ig INTEGER, bi BIGINT, ub UNSIGNED BIG INT, r REAL, d DOUBLE PRECISION, f FLOAT, "
    "de DECIMAL(10,2) NOT NULL, nu NUMERIC, da DATE, dt DATETIME, ts TIMESTAMP, tm TIME, "
    "epoch TIMESTAMP, iso DATETIME, hex CHAR(32), u UUID, hyphens UUID, j JSON, "
    "jt TEXT CHECK (json_valid(jt)), bl BLOB, untyped, money MONEY, strange INTEGER)",
    "INSERT INTO types (v, bo, de, nu, da, dt, ts, tm, epoch, iso, hex, u, hyphens, untyped, jt, "
    "money, strange) VALUES ('v', 1, 9.5, 1.125, '2026-02-28', '2026-02-28 01:02:03', "
    "'2026-02-28 01:02:03.000004', '01:02:03', 1700000000, '2026-02-28T01:02:03Z', "
    "'0123456789abcdef0123456789abcdef', '0123456789abcdef0123456789abcdef', "
    "'01234567-89ab-cdef-0123-456789abcdef', 'x', '{}', 5, 'text')",
    "CREATE TABLE exact (id INTEGER PRIMARY KEY, t TEXT NOT NULL, a ANY) STRICT",
    "CREATE TABLE computed (id INTEGER PRIMARY KEY, a INT NOT NULL, "
    "twice INT GENERATED ALWAYS AS (a * 2) STORED)",
    // Options.
    "CREATE TABLE options (id INTEGER PRIMARY KEY, status TEXT NOT NULL DEFAULT 'new' "
    "CHECK (status IN ('new', 'done', 'in work', '')), n INT NOT NULL DEFAULT 7 CHECK (n > 0), "
    "x REAL NOT NULL DEFAULT 1.5, ok BOOL NOT NULL DEFAULT 1, "
    "least BIGINT NOT NULL DEFAULT -9223372036854775808, price DECIMAL(6,2) NOT NULL DEFAULT 9.5, "
    "at DATETIME DEFAULT CURRENT_TIMESTAMP, name TEXT COLLATE NOCASE, code TEXT UNIQUE, "
    "a INT, b INT, UNIQUE (a, b))",
    "CREATE INDEX options_n ON options (n)",
    "CREATE INDEX options_ab ON options (a, b DESC)",
    "CREATE INDEX options_some ON options (a) WHERE a > 3",
    "CREATE INDEX options_lower ON options (lower(name))",
    "CREATE TRIGGER options_trigger AFTER INSERT ON options BEGIN SELECT 1; END",
};

}  // namespace inspected
