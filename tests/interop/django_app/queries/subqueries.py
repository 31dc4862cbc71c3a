"""Subqueries, and whether there are rows, in every place where an expression or a condition may
stand."""
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from ..models import Authorship, Book, Country, Person, Publisher, Review
from . import answer, changed, found, ordered, rows
from .values import deleted, publisher

# Whether there are rows.
rows('exists', lambda: Book.objects.annotate(
    x=Exists(Review.objects.filter(book=OuterRef('pk')))))
rows('exists with a condition', lambda: Book.objects.annotate(
    x=Exists(Review.objects.filter(book=OuterRef('pk'), stars=5))))
found('with', lambda: Book.objects.filter(Exists(Review.objects.filter(book=OuterRef('pk')))))
found('without', lambda: Book.objects.filter(~Exists(Review.objects.filter(book=OuterRef('pk')))))
found('excluded', lambda: Book.objects.exclude(Exists(Review.objects.filter(book=OuterRef('pk')))))
found('with and', lambda: Book.objects.filter(
    Exists(Review.objects.filter(book=OuterRef('pk'))) & Q(in_print=True)))
found('with or', lambda: Book.objects.filter(
    Exists(Review.objects.filter(book=OuterRef('pk'), stars=5)) | Q(pages__lt=50)))
found('with both', lambda: Book.objects.filter(
    Exists(Review.objects.filter(book=OuterRef('pk'), stars=5)),
    Exists(Authorship.objects.filter(book=OuterRef('pk'), position=2))))
found('with one of a relation', lambda: Book.objects.filter(
    Exists(Publisher.objects.filter(pk=OuterRef('publisher'), country='de'))))
found('with one of a column of a relation', lambda: Book.objects.filter(
    Exists(Person.objects.filter(country=OuterRef('publisher__country'), salary__gt=5000))))
found('with one through relations', lambda: Publisher.objects.filter(
    Exists(Review.objects.filter(book__publisher=OuterRef('pk'), stars=1))))
found('with an equal', lambda: Book.objects.filter(
    Exists(Book.objects.filter(title=OuterRef('title')).exclude(pk=OuterRef('pk')))))
found('with a greater', lambda: Book.objects.filter(
    Exists(Book.objects.filter(publisher=OuterRef('publisher'), pages__gt=OuterRef('pages')))))
found('with one two queries out', lambda: Publisher.objects.filter(
    Exists(Book.objects.filter(
        Exists(Review.objects.filter(book=OuterRef('pk'), stars=5)), publisher=OuterRef('pk')))))
found('of a manager', lambda: publisher(1).books.filter(
    Exists(Review.objects.filter(book=OuterRef('pk'), stars=5))))
rows('exists, filtered', lambda: Book.objects.annotate(
    x=Exists(Review.objects.filter(book=OuterRef('pk')))).filter(x=True))
rows('exists, filtered by not', lambda: Book.objects.annotate(
    x=Exists(Review.objects.filter(book=OuterRef('pk')))).filter(x=False))
ordered('exists, ordered', lambda: Book.objects.annotate(
    x=Exists(Review.objects.filter(book=OuterRef('pk')))).order_by('-x', 'pk'))
answer('counted with', lambda: (
    Book.objects.filter(Exists(Review.objects.filter(book=OuterRef('pk')))).count()))
rows('a case of it', lambda: Book.objects.annotate(x=Case(
    When(Exists(Review.objects.filter(book=OuterRef('pk'))), then=Value('read')),
    default=Value('unread'))))
changed('update of those with', lambda: Book.objects.filter(
    Exists(Review.objects.filter(book=OuterRef('pk'), stars=1))).update(pages=1))
changed('delete of those with', lambda: deleted(Review.objects.filter(
    Exists(Book.objects.filter(pk=OuterRef('book'), pages__gt=200))).delete()))

# Subqueries.
rows('the last one', lambda: Book.objects.annotate(x=Subquery(
    Review.objects.filter(book=OuterRef('pk')).order_by('-written').values('text')[:1])))
rows('the greatest', lambda: Book.objects.annotate(x=Subquery(
    Review.objects.filter(book=OuterRef('pk')).order_by('-stars').values('stars')[:1])))
rows('of a relation', lambda: Book.objects.annotate(x=Subquery(
    Publisher.objects.filter(pk=OuterRef('publisher')).values('name')[:1])))
rows('of a column of a relation', lambda: Review.objects.annotate(x=Subquery(
    Country.objects.filter(code=OuterRef('book__publisher__country')).values('name')[:1])))
rows('of an aggregate', lambda: Publisher.objects.annotate(x=Subquery(
    Book.objects.filter(publisher=OuterRef('pk')).values('publisher')
    .annotate(n=Count('pk')).values('n'))))
rows('of a sum', lambda: Publisher.objects.annotate(x=Subquery(
    Book.objects.filter(publisher=OuterRef('pk')).order_by().values('publisher')
    .annotate(s=Sum('pages')).values('s'))))
rows('with a coalesce', lambda: Publisher.objects.annotate(x=Coalesce(Subquery(
    Book.objects.filter(publisher=OuterRef('pk')).values('publisher')
    .annotate(n=Count('pk')).values('n')), Value(0))))
rows('two', lambda: Book.objects.annotate(
    a=Subquery(Review.objects.filter(book=OuterRef('pk')).order_by('written', 'pk')
               .values('stars')[:1]),
    b=Subquery(Review.objects.filter(book=OuterRef('pk')).order_by('-written', 'pk')
               .values('stars')[:1])))
rows('filtered by it', lambda: Book.objects.annotate(x=Subquery(
    Review.objects.filter(book=OuterRef('pk')).order_by('-stars').values('stars')[:1]))
    .filter(x__gte=4))
rows('excluded by it', lambda: Book.objects.annotate(x=Subquery(
    Review.objects.filter(book=OuterRef('pk')).order_by('-stars').values('stars')[:1]))
    .filter(x__isnull=False).exclude(x=5))
ordered('ordered by it', lambda: Book.objects.annotate(x=Subquery(
    Review.objects.filter(book=OuterRef('pk')).order_by('-stars').values('stars')[:1]))
    .order_by(F('x').desc(nulls_last=True), 'pk'))
found('compared with it', lambda: Book.objects.filter(pages=Subquery(
    Book.objects.order_by('-pages').values('pages')[:1])))
found('compared with one of the row', lambda: Book.objects.filter(pages__gt=Subquery(
    Book.objects.filter(pk=OuterRef('sequel_to')).values('pages')[:1])))
found('the longest of its publisher', lambda: Book.objects.filter(pk=Subquery(
    Book.objects.filter(publisher=OuterRef('publisher')).order_by('-pages', 'pk')
    .values('pk')[:1])))
rows('an expression of it', lambda: Book.objects.annotate(x=F('pages') - Subquery(
    Book.objects.filter(pk=OuterRef('sequel_to')).values('pages')[:1])))
rows('beside an aggregate', lambda: Book.objects.annotate(n=Count('tags'), x=Subquery(
    Review.objects.filter(book=OuterRef('pk')).order_by('-stars').values('stars')[:1])))
rows('grouped by it', lambda: Book.objects.annotate(x=Subquery(
    Publisher.objects.filter(pk=OuterRef('publisher')).values('country')[:1]))
    .values('x').annotate(n=Count('pk')))
changed('update with it', lambda: Book.objects.update(subtitle=Subquery(
    Review.objects.filter(book=OuterRef('pk')).order_by('-written', 'pk').values('text')[:1])))
