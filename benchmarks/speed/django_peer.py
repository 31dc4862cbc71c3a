"""Django's part: django_peer.py BOOKS WRITTEN, two SQLite files.

Reads lines "work count", does the work and answers the seconds that it took.
"""
import asyncio
import random
import sys
from time import perf_counter

import django
from asgiref.sync import sync_to_async
from django.conf import settings


def database(file):
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": file}


settings.configure(DATABASES={"default": database(sys.argv[1]), "written": database(sys.argv[2])},
                   DEFAULT_AUTO_FIELD="django.db.models.BigAutoField", USE_TZ=True)
django.setup()

from django.db import models  # noqa: E402
from django.db.models import Avg, Max, Sum  # noqa: E402


class Book(models.Model):
    name = models.CharField(max_length=100)
    author = models.CharField(max_length=100)
    price = models.FloatField()
    pages = models.BigIntegerField()

    class Meta:
        app_label = "speed"
        db_table = "book"
        managed = False


class Author(models.Model):
    name = models.CharField(max_length=100)

    class Meta:
        app_label = "speed"
        db_table = "shelf_author"
        managed = False


class ShelfBook(models.Model):
    name = models.CharField(max_length=100)
    author = models.ForeignKey(Author, models.CASCADE, related_name="books")
    price = models.FloatField()
    pages = models.BigIntegerField()

    class Meta:
        app_label = "speed"
        db_table = "shelf_book"
        managed = False


def keys(count):
    chosen = random.Random(42)
    return [chosen.randint(1, 500_000) for _ in range(count)]


def get(count):
    wanted = keys(count)
    begin = perf_counter()
    for key in wanted:
        Book.objects.get(pk=key)
    return perf_counter() - begin


def aget(count):
    async def ask(wanted):
        begin = perf_counter()
        for key in wanted:
            await sync_to_async(Book.objects.get)(pk=key)
        return perf_counter() - begin

    return asyncio.run(ask(keys(count)))


def compiling(count):
    begin = perf_counter()
    for _ in range(count):
        ShelfBook.objects.filter(author__name="Author 7 of them", price__lt=20,
                                 pages__gt=100).query.sql_with_params()
    return perf_counter() - begin


def exists(count):
    begin = perf_counter()
    for _ in range(count):
        Book.objects.filter(pages__gt=900).exists()
    return perf_counter() - begin


def timed(work):
    """A work of one call; freeing what it gives counts, as it does for the others."""
    def run(count):
        begin = perf_counter()
        work(count)
        return perf_counter() - begin
    return run


def bulk_create(count):
    books = [Book(name=f"The book of the number {i}", author=f"Author {(i - 1) % 1000 + 1} of them",
                  price=i % 5000 / 100, pages=50 + i * 7919 % 950) for i in range(1, count + 1)]
    return timed(lambda _: Book.objects.using("written").bulk_create(books))(count)


works = {
    "get": get,
    "aget": aget,
    "compiling": compiling,
    "exists": exists,
    "bulk_create": bulk_create,
    "count": timed(lambda _: Book.objects.filter(pages__gt=900).count()),
    "aggregate": timed(lambda _: Book.objects.aggregate(most=Max("pages"), total=Sum("pages"), mean=Avg("price"))),
    "list": timed(lambda _: list(Book.objects.all())),
    "iterator": timed(lambda _: sum(book.pages + len(book.name) for book in Book.objects.iterator())),
    "values_list": timed(lambda _: list(Book.objects.values_list("id", "name"))),
    "select_related": timed(lambda count: list(ShelfBook.objects.select_related("author").filter(id__lte=count))),
    "prefetch_related": timed(lambda _: list(Author.objects.prefetch_related("books"))),
}

for line in sys.stdin:
    name, asked = line.split()
    print(works[name](int(asked)), flush=True)
