"""What is measured: what each work is, what it is compared with, and its target."""


class Work:
    """One line of the main table.

    `base` gives, of the peers' times by name, the time that the library's is compared with, and
    `beside` says it in words; `target` is the most that the ratio may be.
    """

    def __init__(self, name, text, target=None, beside="by hand", base=lambda times: times["hand"]):
        self.name, self.text, self.target, self.beside, self.base = name, text, target, beside, base


works = [
    Work("get", "`get` by key, of all 500,000 books", 1.15),
    Work("get_hot", "the same of 2,000 books, whose pages stay in the connection's cache"),
    Work("get_atomic", "`get` by key in `atomic(read_only)`, of all books", 1.25,
         "by hand in one read transaction"),
    Work("get_hot_atomic", "the same of 2,000 books", None, "by hand in one read transaction"),
    Work("list", "`list()` of 500,000 rows", 1.10),
    Work("iterator", "a loop over `iterator()` of them", 1.10),
    Work("values_list", "`values_list` of two columns of them", 1.15),
    Work("select_related", "`select_related`: 100,000 books, each with its author", 1.15, "a join by hand"),
    Work("prefetch_related", "`prefetch_related`: 1,000 authors with their 500,000 books", 1.25,
         "the same two queries by hand, and a merge"),
    Work("prefetch_related", "the same", None, "by hand for who knows that all books are wanted",
         lambda times: times["hand_scan"]),
    Work("bulk_create", "`bulk_create` of 500,000", 1.10, "a prepared INSERT in a loop, in one transaction"),
    Work("bulk_create", "the same", None, "an INSERT of 100 rows in a loop, in one transaction",
         lambda times: times["hand_batches"]),
    Work("update", "`update` by an expression, of nearly 100,000 rows", 1.15),
    Work("count", "`count()` of a condition without index", 1.15),
    Work("exists", "`exists()`, answered by one of the first rows", 1.15),
    Work("aggregate", "`aggregate` of a sum, a mean and a maximum over all rows", 1.15),
    Work("aget", "`aget(...).get()`, one at a time", 1.0, "`get`, and 1.3 times a bare `enqueue` and `promise`",
         lambda times: times["sync"] + 1.3 * times["bare"]),
    Work("aget_in_flight", "100,000 `aget` at once", 0.75, "`get` in a loop", lambda times: times["sync"]),
    Work("page", "six queries started together, of some 20 ms each", 0.6, "one after the other",
         lambda times: times["in_turn"]),
    Work("render", "rendering beside `start_fetch`", 1.1, "the longer of the two alone",
         lambda times: max(times["rows"], times["render"])),
    Work("render", "the same", None, "a loop by hand on a thread of its own meanwhile"),
    Work("acreate", "1,000 `acreate` at once, each on the disk when its future is ready", 0.1,
         "one by one", lambda times: times["in_turn"]),
    Work("compiling", "a queryset of three conditions and a join, made and compiled to SQL", 1.0,
         "3 µs", lambda times: 3e-6),
]

# On PostgreSQL; by hand is a loop on libpq.
postgresql_works = [
    Work("get", "`get` by key, of 500,000 books", 1.10),
    Work("get_atomic", "the same inside of one `atomic`", 1.10, "by hand in one transaction"),
    Work("list", "`list()` of 500,000 rows", 1.10, "single-row mode"),
    Work("iterator", "a loop over `iterator()` of them", 1.10, "single-row mode"),
    Work("values_list", "`values_list` of two columns of them", 1.15),
    Work("in_bulk", "`in_bulk` of 1,000 keys", 1.15, "`= ANY` of one array"),
    Work("select_related", "`select_related`: 100,000 books, each with its author", 1.15, "a join by hand"),
    Work("prefetch_related", "`prefetch_related`: 1,000 authors with their 500,000 books", 1.15,
         "two queries by hand, and a merge"),
    Work("bulk_create", "`bulk_create` of 500,000 with their keys", 1.10, "`nextval` and binary COPY"),
    Work("bulk_update", "`bulk_update` of 10,000", 1.15, "an UPDATE from two arrays"),
    Work("update", "`update` by an expression, of nearly 100,000 rows", 1.15),
]

# At least so many times faster than Django where the time is the ORM's own; elsewhere it is SQLite's.
faster_than_django = 15
own_time = ("get", "list", "iterator", "bulk_create", "aget", "values_list")
most_allocations = 12

class Growth:
    """How a cost grows with something that is counted, for these peers and with their names.

    `text` says what the times are of. `a_size` tells that a plot divides them by the count, since what bends would
    not show in a line that grows with it anyway.
    """

    def __init__(self, counts, text, peers=None, a_size=False):
        self.counts, self.text, self.a_size = counts, text, a_size
        self.peers = peers or {"hand": "by hand", "aside": "aside"}


growths = {
    "threads": Growth("threads", "a row by its key", {"hand": "by hand, a connection a thread", "aside": "`get`",
                                                      "aget": "`aget(...).get()`"}),
    "rows_list": Growth("rows", "list(), a row", a_size=True),
    "rows_iterator": Growth("rows", "iterator(), a row", a_size=True),
    "rows_count": Growth("rows", "count(), a row", a_size=True),
    "columns": Growth("columns", "a row of list()"),
    "shapes": Growth("different queries in turn", "a get", {"hand": "by hand, all kept prepared", "aside": "aside",
                                                            "unprepared": "by hand, prepared each time"}),
}

order = ("hand", "aside", "soci", "sqlitecpp", "django")


def rank(peer):
    """Where a peer stands among the others; those that few works have come last."""
    return order.index(peer) if peer in order else len(order)


repetitions = 9
repetitions_of_growth = 5


def repetitions_of(name):
    return repetitions_of_growth if name in growths else repetitions
