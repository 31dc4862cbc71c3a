"""What Django makes of queries that are described as plain data, which tests/interop/invented.cpp
reads, too.

A description is a model and steps, one a call of a queryset:

    ["filter", condition]  ["exclude", condition]  ["annotate", name, expression, type]
    ["alias", name, expression, type]  ["values", [path...]]  ["order_by", [term...]]  ["reverse"]
    ["distinct"]  ["slice", start, stop]

A condition is ["and", a, b], ["or", a, b], ["not", a], ["is", path, lookup, value] or ["within",
path, model, ["filter" or "exclude", condition]]; an expression ["count", path, distinct, condition
or null] and the same of sum, avg, min, max, ["window", function, path, partition or null, order],
["path", path] or [operator, a, b]; a value {type: text}, a list of values, or {"path": path}. What
it ends in is "rows", "count" or "exists"; `columns` says of what type each column is."""
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Avg, Count, F, Max, Min, Q, Sum, Window
from django.db.models.functions import DenseRank, Rank

from .models import Authorship, Book, Country, Person, Publisher, Review, Tag
from .typed import typed_value

MODELS = [Book, Person, Publisher, Tag, Review, Country, Authorship]
AGGREGATES = {'count': Count, 'sum': Sum, 'avg': Avg, 'min': Min, 'max': Max}


def model_named(name):
    return {model.__name__: model for model in MODELS}[name]


def plain(value):
    if value is None:
        return None
    if isinstance(value, list):
        return [plain(item) for item in value]
    (kind, text), = value.items()
    if kind == 'path':
        return F(text)
    if kind == 'datetime':
        return datetime.fromisoformat(text + '+00:00')
    return {'decimal': Decimal, 'date': date.fromisoformat}.get(kind, lambda same: same)(text)


def condition_of(tree):
    if tree[0] == 'is':
        return Q(**{f'{tree[1]}__{tree[2]}': plain(tree[3])})
    if tree[0] == 'within':
        rows = model_named(tree[2]).objects
        return Q(**{tree[1] + '__in': getattr(rows, tree[3][0])(condition_of(tree[3][1]))})
    if tree[0] == 'not':
        return ~condition_of(tree[1])
    a, b = condition_of(tree[1]), condition_of(tree[2])
    return a & b if tree[0] == 'and' else a | b


def expression_of(tree):
    if tree[0] == 'path':
        return F(tree[1])
    if tree[0] == 'value':
        return plain(tree[1])
    if tree[0] == 'window':
        _, name, path, partition, order = tree
        function = {'rank': Rank, 'dense_rank': DenseRank}.get(name)
        term = F(order.lstrip('-'))
        return Window(function() if function else AGGREGATES[name](path),
                      partition_by=[F(partition)] if partition else None,
                      order_by=term.desc() if order[0] == '-' else term.asc())
    if tree[0] in AGGREGATES:
        _, path, distinct, condition = tree
        options = {'distinct': True} if distinct else {}
        return AGGREGATES[tree[0]](
            path, filter=condition_of(condition) if condition else None, **options)
    a, b = expression_of(tree[1]), expression_of(tree[2])
    return {'+': lambda: a + b, '-': lambda: a - b, '*': lambda: a * b}[tree[0]]()


def queryset_of(query):
    rows = model_named(query['model']).objects.all()
    for name, *words in query['steps']:
        if name in ('filter', 'exclude'):
            rows = getattr(rows, name)(condition_of(words[0]))
        elif name in ('annotate', 'alias'):
            rows = getattr(rows, name)(**{words[0]: expression_of(words[1])})
        elif name in ('values', 'order_by'):
            rows = getattr(rows, name)(*words[0])
        elif name == 'slice':
            rows = rows[words[0]:words[1]]
        else:
            rows = getattr(rows, name)()
    return rows


def typed_column(value, kind):
    """PostgreSQL sums up keys as decimals, which Django makes integers of, but over a window."""
    return typed_value(int(value) if kind == 'int' and isinstance(value, Decimal) else value)


def answer(query):
    rows = queryset_of(query)
    if query['ends'] != 'rows':
        return getattr(rows, query['ends'])()
    columns = query['columns']
    if query['groups']:
        return [[typed_column(row[name], kind) for name, kind in columns] for row in rows]
    return [[typed_value(row.pk)] + [typed_column(getattr(row, name), kind) for name, kind in columns]
            for row in rows]
