"""The table of queries: one line each, here and in the .cpp file of the same name two folders up,
under the same name. What a query gives is compared as it is. The name of the module becomes part of
the query's."""
from importlib import import_module

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from ..tables import dump, encode, reset_keys
from ..typed import typed_rows, typed_value

TOPICS = ['annotated_filters', 'annotated_results', 'annotations', 'changes', 'conditional',
          'conditions', 'fields', 'functions', 'grouping', 'joins', 'json_paths', 'lookups', 'many',
          'objects', 'ordering', 'sets', 'shapes', 'subqueries', 'subsets', 'transforms', 'windows']
table = {}



def _add(kind, name, query, topic=None):
    name = f"{(topic or query).__module__.rpartition('.')[2]}: {name}"
    assert name not in table, f'two queries have the name {name}'
    table[name] = (kind, query)


def found(name, query):
    """The keys of all rows of a queryset that has no order, with those that are there twice."""
    _add('read', name, lambda: query().order_by('pk'), query)


def listed(name, query):
    """The keys of the rows of a queryset in its own order."""
    _add('read', name, query)


def answer(name, query):
    """Any value."""
    _add('read', name, query)


def rows(name, query):
    """Every column of every row of a queryset, in whatever order, each value with its type."""
    _add('read', name, lambda: {'rows': typed_rows(query())}, query)


def ordered(name, query):
    """The same in the queryset's own order."""
    _add('read', name, lambda: typed_rows(query()), query)


def typed(name, query):
    """A row or a value, with its type."""
    _add('read', name, lambda: typed_value(query()), query)


def counted(name, query):
    """Any value, and how many times the database was asked for it."""
    _add('counted', name, query)


def changed(name, query):
    """What a change gives, and all tables after it. Each starts from the same rows."""
    _add('change', name, query)


def cascaded(name, query):
    """A deletion that other tables' rows go with, or stand against. That is the database's work for
    the library, so that it is refused in tables that Django made, and nothing is changed."""
    _add('cascade', name, query)


def ask(query):
    with transaction.atomic(), CaptureQueriesContext(connection) as captured:
        try:
            with transaction.atomic():
                result = encode(query())
        except ObjectDoesNotExist as error:
            result = {'error': 'DoesNotExist', 'message': str(error)}
        except Exception as error:
            result = {'error': type(error).__name__, 'message': str(error)}
    return result, [query['sql'] for query in captured if 'SAVEPOINT' not in query['sql']]


def run():
    for topic in TOPICS:
        import_module('.' + topic, __name__)
    answers = {}
    for name, (kind, query) in table.items():
        with transaction.atomic():
            result, sql = ask(query)
            if kind == 'counted':
                result = {'value': result, 'selects': sum('SELECT' in text for text in sql)}
            answers[name] = {'result': result, 'sql': sql}
            if kind in ('change', 'cascade'):
                answers[name]['tables'] = dump()
                answers[name]['cascades'] = kind == 'cascade'
            transaction.set_rollback(True)
        reset_keys()
    return answers
