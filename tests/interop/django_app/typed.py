"""Rows of any columns as JSON, each value with its type, in a form that tests/interop/typed.hpp
writes too."""
import uuid
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable

from .tables import encode


def decimal_text(value):
    """Without the zeros at its end: a sum of prices has as many places as it takes. A mean has more
    than its field, to which the library rounds it."""
    if value.as_tuple().exponent < -2:
        value = value.quantize(Decimal('0.01'), ROUND_HALF_UP)
    text = format(value, 'f')
    text = text.rstrip('0').rstrip('.') if '.' in text else text
    return '0' if text == '-0' else text


def typed_value(value):
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Model):
        return typed_row(value)
    if isinstance(value, dict):
        return {name: typed_value(item) for name, item in value.items()}
    if isinstance(value, (QuerySet, list, tuple)):
        return [typed_value(item) for item in value]
    if isinstance(value, float):
        return 'float ' + format(value, '.12g')
    if isinstance(value, Decimal):
        return 'decimal ' + decimal_text(value)
    for kind in datetime, date, time, timedelta, uuid.UUID, bytes:
        if isinstance(value, kind):
            return f'{kind.__name__} {encode(value)}'
    raise TypeError(repr(value))


def typed_row(row, names=None):
    """A row as it is: an object is its key and what was annotated to it."""
    if not isinstance(row, Model):
        return typed_value(row)
    if names is None:
        fields = {field.attname for field in row._meta.concrete_fields}
        names = [name for name in vars(row) if name not in fields and not name.startswith('_')]
    return {'pk': encode(row.pk), **{name: typed_value(getattr(row, name)) for name in names}}


def typed_rows(queryset):
    names = list(queryset.query.annotation_select) if (
        queryset._iterable_class is ModelIterable) else None
    return [typed_row(row, names) for row in queryset]
