"""What the queries are written with, under the names that tests/interop/query.hpp has for it."""
from datetime import date, datetime, time, timedelta, timezone  # noqa
from decimal import Decimal as dec  # noqa
from uuid import UUID as uuid  # noqa

from django.apps import apps
from django.db.models import Value
from django.db.models.functions import Coalesce

from ..models import Book, Country, Person, Publisher, Tag

blob = bytes.fromhex


def moment(*parts):
    return datetime(*parts, tzinfo=timezone.utc)


def days(count):
    return timedelta(days=count)


def hours(count):
    return timedelta(hours=count)


def microseconds(count):
    return timedelta(microseconds=count)


def book(key):
    return Book.objects.get(pk=key)


def country(key):
    return Country.objects.get(pk=key)


def person(key):
    return Person.objects.get(pk=key)


def publisher(key):
    return Publisher.objects.get(pk=key)


def tag(key):
    return Tag.objects.get(pk=key)


def keys(rows):
    """The keys of rows that come in no order."""
    return sorted(row.pk for row in rows)


def name_of(row):
    return row.name if row else None


def deleted(result):
    """A deletion's result with tables rather than models."""
    total, by_model = result
    return {'total': total, 'by_table': {
        apps.get_model(model)._meta.db_table: count for model, count in by_model.items() if count}}


def default(aggregate, value):
    """An aggregate that is that value where it would be NULL."""
    return Coalesce(aggregate, Value(value))
