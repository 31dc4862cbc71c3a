"""Tables as JSON: what is in them, in a form that tests/interop/encode.cpp writes too."""
import uuid
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

from django.core.management.color import no_style
from django.db import connection
from django.db.models import JSONField, Model, QuerySet

from .models import TABLES


def encode(value):
    if isinstance(value, Model):
        return encode(value.pk)
    if isinstance(value, (QuerySet, list, tuple)):
        return [encode(item) for item in value]
    if isinstance(value, dict):
        return {str(encode(key)): encode(item) for key, item in value.items()}
    if isinstance(value, float):
        return format(value, '.17g')
    if isinstance(value, datetime):
        return value.astimezone(timezone.utc).replace(tzinfo=None).isoformat(' ', 'microseconds')
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat('microseconds')
    if isinstance(value, timedelta):
        return value // timedelta(microseconds=1)
    if isinstance(value, Decimal):
        return format(value, 'f')
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).hex()
    if isinstance(value, uuid.UUID):
        return str(value)
    assert value is None or isinstance(value, (bool, int, str)), repr(value)
    return value


def row(item):
    fields = {}
    for field in item._meta.concrete_fields:
        value = getattr(item, field.attname)
        fields[field.name] = value if isinstance(field, JSONField) else encode(value)
    for field in item._meta.many_to_many:
        fields[field.name] = sorted(encode(other.pk) for other in getattr(item, field.name).all())
    return fields


def rows(model):
    relations = [field.name for field in model._meta.many_to_many]
    return [row(item) for item in model.objects.order_by('pk').prefetch_related(*relations)]


def reset_keys():
    """Has keys go on behind those that are there, as SQLite has by itself where rows were written
    with their keys, or a transaction was undone."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), TABLES):
            cursor.execute(sql)


def dump():
    return {model._meta.db_table: rows(model) for model in TABLES}
