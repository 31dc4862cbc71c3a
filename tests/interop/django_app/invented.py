"""Queries that nobody thought of, made at random from a seed. What Django refuses is left out, and
so is what ../left_out.md tells of."""
import random
import re
from decimal import Decimal

from django.core.exceptions import FieldError
from django.db import DatabaseError, connection, transaction
from django.db.models import fields as kinds
from django.test.utils import CaptureQueriesContext

from .descriptions import MODELS, answer
from .models import Book, Person, Publisher
from .typed import typed_value

SEEDS = range(1, 6)
COUNT = 500
NUMBERS = ('int', 'float', 'decimal')


def kind_of(field):
    """The type of what a column gives."""
    if field.is_relation:
        return kind_of(field.target_field)
    if isinstance(field, kinds.DecimalField):
        return f'decimal:{field.max_digits}'
    for kind, name in ((kinds.BooleanField, 'bool'), (kinds.IntegerField, 'int'),
                       (kinds.AutoField, 'int'), (kinds.FloatField, 'float'),
                       (kinds.DateTimeField, 'datetime'), (kinds.DateField, 'date'),
                       (kinds.CharField, 'text'), (kinds.TextField, 'text')):
        if isinstance(field, kind):
            return name
    raise TypeError(field)


class Path:
    """A path, the type of what it ends in, some values that are there, whether it is one of many,
    how many relations it goes through, and, of a key, whose it is."""
    def __init__(self, text, kind, values, many=False, relations=0, key=None):
        self.text, self.kind, self.values = text, kind, values
        self.many, self.relations, self.key = many, relations, key
        self.rounded = False

    def is_a(self, *wanted):
        return self.kind.partition(':')[0] in wanted


class Inventor:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.chance = lambda share: self.random.random() < share
        self.pick = self.random.choice
        self.stored = {}

    def values_of(self, model, column):
        key = model, column
        if key not in self.stored:
            self.stored[key] = list(model.objects.order_by('pk').values_list(column, flat=True))
        return self.stored[key]

    # Paths.

    def path(self, model, depth=3, many=True):
        """A path from a model to a column."""
        text, is_many, relations = '', False, 0
        while depth > 0 and self.chance(0.45):
            steps = [field for field in model._meta.get_fields() if field.is_relation and (
                many or field.many_to_one or field.one_to_one)]
            if not steps:
                break
            step = self.pick(sorted(steps, key=lambda field: field.name))
            text += step.name + '__'
            is_many = is_many or step.one_to_many or step.many_to_many
            model, depth, relations = step.related_model, depth - 1, relations + 1
        column = self.pick(model._meta.concrete_fields)
        key = column.related_model if column.is_relation else model if column.primary_key else None
        name = column.name
        if column.primary_key and self.chance(0.5):
            name = 'pk'
        elif column.is_relation and self.chance(0.3):
            name = column.attname
        return Path(text + name, kind_of(column), self.values_of(model, column.attname), is_many,
                    relations, key)

    def transformed(self, path):
        """The same, sometimes with a transform at its end."""
        chosen = None
        if path.key or path.text.endswith('cover') or self.chance(0.75):
            return path
        if path.kind == 'date':
            chosen = self.pick(['year', 'month', 'day', 'week_day', 'quarter'])
        elif path.kind == 'datetime':
            chosen = self.pick(['year', 'month', 'day', 'hour', 'minute', 'quarter', 'date'])
        elif path.kind == 'text':
            chosen = self.pick(['length', 'lower', 'upper'])
        if chosen is None:
            return path
        kind = {'date': 'date', 'lower': 'text', 'upper': 'text'}.get(chosen, 'int')
        values = {'year': [1999, 2010, 2020, 1945], 'month': [1, 2, 5, 12], 'day': [1, 3, 31],
                  'week_day': [1, 4, 7], 'quarter': [1, 2, 4], 'hour': [0, 12, 23],
                  'minute': [0, 22, 59], 'length': [2, 4, 5, 7],
                  'date': [value.date() for value in path.values if value] if
                  chosen == 'date' else [],
                  'lower': [value.lower() for value in path.values if value and value.isascii()] if
                  chosen == 'lower' else [],
                  'upper': [value.upper() for value in path.values if value and value.isascii()] if
                  chosen == 'upper' else []}[chosen]
        return Path(f'{path.text}__{chosen}', kind, values, path.many, path.relations)

    # Values.

    def value(self, value):
        if value is None:
            return None
        for kind, name in ((bool, 'bool'), (int, 'int'), (float, 'float'), (str, 'text')):
            if isinstance(value, kind):
                return {name: value}
        kind, _, text = str(typed_value(value)).partition(' ')
        return {kind: text}

    def some_value(self, path):
        there = [value for value in path.values if value is not None]
        if not there:
            there = {'int': [0, 1, 2, 5, 100], 'float': [1.5, 3.0], 'text': ['', 'Alpha'],
                     'bool': [True, False], 'decimal': [Decimal('9.90'), Decimal('50')]}.get(
                         path.kind.partition(':')[0], [None])
        value = self.pick(there)
        if isinstance(value, int) and not isinstance(value, bool) and self.chance(0.3):
            value += self.pick([-1, 1, 10])
        return value

    def needle(self, path):
        """A part of a text that is there, which the case of letters makes no difference for."""
        text = self.some_value(path) or 'a'
        start = self.random.randrange(len(text)) if text else 0
        needle = text[start:start + self.pick([1, 2, 3])]
        everything = [value for value in path.values if value]
        if any(value.lower().count(needle.lower()) != value.count(needle) for value in everything):
            return None
        return needle

    # Conditions.

    def condition(self, model, named, depth=2, negated=False):
        if depth > 0 and self.chance(0.45):
            joined = self.pick(['and', 'or', 'or', 'not'])
            if joined == 'not':
                return ['not', self.condition(model, named, depth - 1, True)]
            return [joined, self.condition(model, named, depth - 1, negated),
                    self.condition(model, named, depth - 1, negated)]
        if named and self.chance(0.5):
            path = self.pick(named)
        else:
            path = self.transformed(self.path(model))
        return self.comparison(model, path, negated)

    def comparison(self, model, path, negated):
        lookups = ['exact', 'exact', 'isnull']
        if not path.is_a('bool', 'text') and not path.text.endswith('_id'):
            lookups += ['gt', 'gte', 'lt', 'lte', 'range', 'in']
        if path.is_a('text'):
            lookups += ['in', 'gt', 'lte']
            if not path.key:
                lookups += ['contains', 'icontains', 'startswith', 'endswith', 'iexact']
        if path.is_a('bool') and path.values == ['of a condition']:
            lookups = ['exact']
        if path.key in MODELS and not path.text.endswith('_id') and self.chance(0.2):
            within = [self.pick(['filter', 'exclude']), self.condition(path.key, [], 1)]
            return ['within', path.text, path.key.__name__, within]
        lookup = self.pick(lookups)
        if lookup == 'isnull':
            return ['is', path.text, lookup, {'bool': self.chance(0.5)}]
        if lookup == 'exact' and self.chance(0.08):
            return ['is', path.text, lookup, None]
        if lookup == 'in':
            chosen = [self.value(self.some_value(path)) for _ in range(self.pick([1, 2, 3, 5]))]
            return ['is', path.text, lookup, [value for value in chosen if value is not None]]
        if lookup == 'range':
            ends = sorted([self.some_value(path), self.some_value(path)],
                          key=lambda value: (value is None, value))
            return ['is', path.text, lookup, [self.value(value) for value in ends]]
        if lookup in ('contains', 'icontains', 'startswith', 'endswith', 'iexact'):
            needle = self.needle(path)
            return (['is', path.text, lookup, {'text': needle}] if needle else
                    ['is', path.text, 'isnull', {'bool': False}])
        if path.is_a('int') and not path.key and not negated and self.chance(0.12):
            other = self.path(model, 2, False)
            if other.is_a('int') and not other.key:
                return ['is', path.text, lookup, {'path': other.text}]
        return ['is', path.text, lookup, self.value(self.some_value(path))]

    # Expressions.

    def aggregate(self, model):
        """An aggregate, and the path that it can be used by."""
        function = self.pick(['count', 'count', 'sum', 'avg', 'min', 'max'])
        path = self.path(model)
        for _ in range(20):
            if path.relations and (function == 'count' or path.is_a(*NUMBERS) and not path.key or
                                   function in ('min', 'max') and not path.is_a('bool')):
                break
            path = self.path(model)
        else:
            function, path = 'count', Path('pk', 'int', [], key=True)
        condition = None
        if self.chance(0.25):
            condition = self.condition(model, [], 1)
        distinct = function in ('count', 'sum') and self.chance(0.3)
        kind = path.kind
        if function == 'count':
            kind = 'int'
        elif function == 'avg' and path.is_a('int'):
            kind = 'float'
        values = path.values if function in ('min', 'max') else []
        return [function, path.text, distinct, condition], Path('', kind, values), (
            function == 'avg' and path.is_a('decimal'))

    def expression(self, model):
        """An expression over a row, and the path that it can be used by."""
        if self.chance(0.5):
            path = self.transformed(self.path(model, 2, self.chance(0.2)))
            return ['path', path.text], Path('', path.kind, path.values)
        numbers = [['value', {'int': self.pick([1, 2, 10])}]]
        for _ in range(20):
            path = self.path(model, 1, False)
            if path.is_a('int') and not path.key:
                numbers.append(['path', path.text])
        self.random.shuffle(numbers)
        if len(numbers) < 2:
            return ['path', 'pk'], Path('', kind_of(model._meta.pk), [])
        return [self.pick('+-*')] + numbers[:2], Path('', 'int', [])

    def window(self, model):
        """A function over a window, of columns that a row has one value of each."""
        columns = [self.path(model, 1, False) for _ in range(3)]
        function = self.pick(['rank', 'dense_rank', 'sum', 'count', 'max'])
        argument, partition, order = (path.text for path in columns)
        if function in ('rank', 'dense_rank', 'count'):
            kind = 'int'
        elif function == 'sum' and not columns[0].is_a(*NUMBERS) or columns[0].is_a('bool'):
            function, kind = 'count', 'int'
        else:
            kind = columns[0].kind
        return ['window', function, argument, partition if self.chance(0.6) else None,
                self.pick(['', '-']) + order], Path('', kind, [])

    # Querysets.

    def query(self):
        model = self.pick(MODELS + [Book, Book, Person, Publisher])
        steps, named, selected, unasked = [], [], [], set()
        groups = self.chance(0.25)

        def narrow(share):
            while self.chance(share):
                known = [path for path in named if path.text not in unasked]
                step = self.pick(['filter', 'filter', 'exclude'])
                steps.append([step, self.condition(model, known, negated=step == 'exclude')])

        narrow(0.55)
        grouped = []
        if groups:
            paths = {}
            for _ in range(self.pick([1, 1, 2])):
                path = self.transformed(self.path(model, 2))
                paths[path.text] = path
            grouped = list(paths.values())
            if model._meta.ordering:
                steps.append(['order_by', []])
            steps.append(['values', list(paths)])
            narrow(0.2)
        for number in range(self.pick([0, 1, 1, 2, 3] if not groups else [0, 1, 1, 2])):
            if not groups and self.chance(0.1):
                (expression, path), rounded = self.window(model), True
            elif groups or self.chance(0.7):
                expression, path, rounded = self.aggregate(model)
            else:
                (expression, path), rounded = self.expression(model), False
            path.text = f'x{number}'
            is_alias = not groups and self.chance(0.15)
            steps.append(['alias' if is_alias else 'annotate', path.text, expression, path.kind])
            if rounded:
                unasked.add(path.text)
            path.rounded = rounded and path.is_a('decimal')
            named.append(path)
            if not is_alias:
                selected.append(path)
            narrow(0.3)
        columns = [(path.text, path.kind) for path in grouped + selected]
        distinct = self.chance(0.12)
        if distinct:
            steps.append(['distinct'])
        sliced = self.chance(0.25)
        if sliced or self.chance(0.2):
            known = [path.text for path in grouped + selected if not path.rounded]
            terms = [('-' if self.chance(0.4) else '') + text for text in known]
            self.random.shuffle(terms)
            if not groups:
                terms.append(self.pick(['pk', '-pk']))
                if self.chance(0.3) and not distinct:
                    other = self.path(model, 2, False)
                    terms.insert(0, self.pick(['', '-']) + other.text)
            steps.append(['order_by', terms])
            if self.chance(0.2):
                steps.append(['reverse'])
            if sliced:
                start = self.pick([0, 0, 1, 3])
                steps.append(['slice', start, self.pick([start + 2, start + 5, 100])])
        return {'model': model.__name__, 'steps': steps, 'columns': columns, 'groups': groups,
                'ends': self.pick(['rows'] * 8 + ['count', 'exists']),
                'in_order': any(step[0] == 'order_by' and step[1] for step in steps)}


def confuses_tables(sql):
    """Whether an EXISTS of a NOT compares columns that are both of the query around it."""
    for inner in re.findall(r'EXISTS\(SELECT (.*?) LIMIT 1\)', sql):
        for one, other in re.findall(r'"?(\w+)"?\."\w+" = "?(\w+)"?\."\w+"', inner):
            if not re.fullmatch(r'[U-Z]\d+', one) and not re.fullmatch(r'[U-Z]\d+', other):
                return True
    return False


def invent(seed, count):
    """Queries with Django's answers."""
    inventor = Inventor(seed)
    asked = []
    while len(asked) < count:
        query = inventor.query()
        with CaptureQueriesContext(connection) as captured:
            try:
                with transaction.atomic():
                    query['result'] = answer(query)
            except (DatabaseError, FieldError, NotImplementedError, TypeError, ValueError):
                continue
        if query['result'] in ([], 0, False) and inventor.chance(0.7):
            continue
        query['sql'] = [sql for sql in (statement['sql'] for statement in captured)
                        if sql.startswith('SELECT')]
        if any(confuses_tables(sql) or ', (SELECT ' in sql for sql in query['sql']):
            continue
        asked.append(query)
    return asked
