"""What is measured: each work's target, and what it is compared with."""

repetitions = 9


class Work:
    """One work of the table: `target` is the most that the library's time may be, times `of`."""

    def __init__(self, text, target=None, base="hand"):
        self.text, self.target, self.base = text, target, base


table = {
    "get": Work("one book by its key, of all 500,000", 1.15),
    "get_hot": Work("the same of 2,000, whose pages stay in the connection's cache"),
    "get_atomic": Work("the same as `get` in `atomic(read_only)`", 1.25),
    "get_hot_atomic": Work("the same as `get_hot` in `atomic(read_only)`"),
    "list": Work("`list()` of 500,000 rows", 1.10),
    "iterator": Work("`iterator()` over them", 1.10),
    "values_list": Work("`values_list` of two columns, 500,000 rows", 1.15),
    "select_related": Work("100,000 books, each with its author", 1.15),
    "prefetch_related": Work("1,000 authors with their 500,000 books", 1.25),
    "bulk_create": Work("`bulk_create` of 500,000", 1.10),
    "update": Work("`update` with an expression", 1.15),
    "count": Work("`count` of a condition that reads all rows", 1.15),
    "exists": Work("`exists` where the first rows answer", 1.15),
    "aggregate": Work("a sum, a mean and a maximum over all rows", 1.15),
}


order = ("hand", "aside", "soci", "sqlitecpp", "django")


def rank(peer):
    """Where a peer stands in tables: as in `order`, and those that only one work has behind it."""
    return order.index(peer) if peer in order else len(order)


def base(work):
    return table[work].base if work in table else "hand"


def goal(work, peers):
    """What the target says of these times, in words."""
    known = table.get(work)
    if not known or not known.target or ("aside", None) not in peers:
        return None
    reached = peers["aside", None].median() / peers[known.base, None].median()
    return f"target {known.target}: " + ("met" if reached <= known.target else "NOT met")
