"""Conditions before and behind annotations (they do not mean the same), on annotations, and on both
at once."""
from django.db.models import Avg, Count, F, Max, Min, Q, Sum

from ..models import Book, Country, Person, Publisher, Review, Tag
from . import ordered, rows
from .values import date, dec, default, publisher

# Before and behind.
rows('before', lambda: (
    Publisher.objects.filter(books__rating__gt=3).annotate(n=Count('books'))))
rows('behind', lambda: (
    Publisher.objects.annotate(n=Count('books')).filter(books__rating__gt=3)))
rows('before and behind', lambda: (
    Publisher.objects.filter(books__pages__gt=50).annotate(n=Count('books'))
    .filter(books__rating__gt=3)))
rows('before, of many-to-many', lambda: (
    Book.objects.filter(tags__in=['novel', 'crime']).annotate(n=Count('tags'))))
rows('behind, of many-to-many', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(tags__in=['novel', 'crime'])))
rows('before, of another relation', lambda: (
    Book.objects.filter(tags='novel').annotate(n=Count('reviews'))))
rows('behind, of another relation', lambda: (
    Book.objects.annotate(n=Count('reviews')).filter(tags='novel')))
rows('before, of a column', lambda: (
    Book.objects.filter(pages__gt=100).annotate(n=Count('tags'))))
rows('behind, of a column', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(pages__gt=100)))
rows('behind, of a forward relation', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(publisher__country='de')))
rows('two before', lambda: (
    Publisher.objects.filter(books__rating__gt=3).filter(books__pages__gt=100)
    .annotate(n=Count('books'))))
rows('two in one before', lambda: (
    Publisher.objects.filter(books__rating__gt=3, books__pages__gt=100)
    .annotate(n=Count('books'))))
rows('excluded before', lambda: (
    Publisher.objects.exclude(books__in_print=False).annotate(n=Count('books'))))
rows('excluded behind', lambda: (
    Publisher.objects.annotate(n=Count('books')).exclude(books__in_print=False)))
rows('excluded before, many-to-many', lambda: (
    Book.objects.exclude(tags='novel').annotate(n=Count('tags'))))
rows('excluded behind, many-to-many', lambda: (
    Book.objects.annotate(n=Count('tags')).exclude(tags='novel')))
rows('between two annotations', lambda: (
    Publisher.objects.annotate(n=Count('books')).filter(books__in_print=True)
    .annotate(s=Sum('books__pages'))))
rows('an isnull before', lambda: (
    Publisher.objects.filter(books__isnull=True).annotate(n=Count('books'))))
rows('alternatives before', lambda: (
    Publisher.objects.filter(Q(books__rating__gt=4) | Q(country='jp')).annotate(n=Count('books'))))
rows('alternatives behind', lambda: (
    Publisher.objects.annotate(n=Count('books')).filter(Q(books__rating__gt=4) | Q(country='jp'))))

# On an annotation.
rows('count gt', lambda: Book.objects.annotate(n=Count('tags')).filter(n__gt=1))
rows('count exact', lambda: Book.objects.annotate(n=Count('tags')).filter(n=0))
rows('count gte', lambda: Publisher.objects.annotate(n=Count('books')).filter(n__gte=2))
rows('count lt', lambda: Publisher.objects.annotate(n=Count('books')).filter(n__lt=2))
rows('count in', lambda: Book.objects.annotate(n=Count('reviews')).filter(n__in=[1, 3]))
rows('count range', lambda: Book.objects.annotate(n=Count('reviews')).filter(n__range=(2, 3)))
rows('count isnull', lambda: Book.objects.annotate(n=Count('reviews')).filter(n__isnull=True))
rows('sum gt', lambda: Publisher.objects.annotate(s=Sum('books__pages')).filter(s__gt=300))
rows('sum isnull', lambda: (
    Publisher.objects.annotate(s=Sum('books__pages')).filter(s__isnull=True)))
rows('sum is none', lambda: Publisher.objects.annotate(s=Sum('books__pages')).filter(s=None))
rows('sum is not none', lambda: Publisher.objects.annotate(s=Sum('books__pages')).exclude(s=None))
rows('sum of decimals lt', lambda: (
    Publisher.objects.annotate(s=Sum('books__price')).filter(s__lt=dec('30.5'))))
rows('greatest decimal exact', lambda: (
    Publisher.objects.annotate(m=Max('books__price')).filter(m=dec('25.00'))))
rows('mean gte', lambda: Book.objects.annotate(a=Avg('reviews__stars')).filter(a__gte=3.5))
rows('mean gt an integer', lambda: Book.objects.annotate(a=Avg('reviews__stars')).filter(a__gt=3))
rows('date gt', lambda: (
    Publisher.objects.annotate(m=Max('books__published')).filter(m__gt=date(2000, 1, 1))))
rows('date year', lambda: (
    Publisher.objects.annotate(m=Max('books__published')).filter(m__year=1999)))
rows('text startswith', lambda: (
    Publisher.objects.annotate(m=Min('books__title')).filter(m__startswith='A')))
rows('text icontains', lambda: (
    Publisher.objects.annotate(m=Max('books__title')).filter(m__icontains='TA')))
rows('text in', lambda: Book.objects.annotate(m=Min('tags__name')).filter(m__in=['art', 'crime']))
rows('two annotations', lambda: (
    Book.objects.annotate(t=Count('tags', distinct=True), r=Count('reviews', distinct=True))
    .filter(t__gt=1, r__gt=0)))
rows('two filters', lambda: (
    Publisher.objects.annotate(n=Count('books')).filter(n__gt=1).filter(n__lt=4)))
rows('an annotation and a column', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(n__gt=1, pages__lt=200)))
rows('an annotation and a relation', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(n__gt=1, publisher__country='de')))
rows('an annotation and many', lambda: (
    Publisher.objects.annotate(n=Count('books')).filter(n__gt=1, books__in_print=True)))
rows('an annotation then many', lambda: (
    Publisher.objects.annotate(n=Count('books')).filter(n__gt=2).filter(books__in_print=True)))
rows('a column of a row', lambda: (
    Book.objects.annotate(x=F('publisher__name')).filter(x__startswith='A')))
rows('an expression of a row', lambda: (
    Book.objects.annotate(x=F('pages') - F('chapters')).filter(x__gt=100)))
rows('a column of many, named', lambda: (
    Publisher.objects.annotate(x=F('books__title')).filter(x='Alpha')))
rows('a column of many, named and not', lambda: (
    Publisher.objects.annotate(x=F('books__rating')).filter(x__gt=3, books__pages__gt=100)))
rows('an alias', lambda: Book.objects.alias(n=Count('tags')).filter(n=2))
rows('an alias of a row', lambda: Book.objects.alias(x=F('pages') * 2).filter(x__gt=600))
rows('a default', lambda: (
    Publisher.objects.annotate(s=default(Sum('books__pages'), 0)).filter(s__lt=100)))

# Excluded.
rows('not gt', lambda: Book.objects.annotate(n=Count('tags')).exclude(n__gt=1))
rows('not exact', lambda: Book.objects.annotate(n=Count('tags')).exclude(n=1))
rows('not a nullable sum gt', lambda: (
    Publisher.objects.annotate(s=Sum('books__pages')).exclude(s__isnull=True).exclude(s__gt=300)))
rows('not in', lambda: Book.objects.annotate(n=Count('reviews')).exclude(n__in=[0, 2]))
rows('not two', lambda: (
    Book.objects.annotate(n=Count('tags')).exclude(n__gt=1, pages__gt=100)))
rows('not either', lambda: (
    Book.objects.annotate(n=Count('tags')).exclude(Q(n__gt=2) | Q(pages__gt=300))))
rows('not an annotation but a relation', lambda: (
    Book.objects.annotate(n=Count('tags')).exclude(n=1).filter(publisher__country='us')))
rows('not with a relation', lambda: (
    Book.objects.annotate(n=Count('tags')).exclude(n=1, publisher__country='us')))
rows('not with many', lambda: (
    Book.objects.annotate(n=Count('reviews')).exclude(n=0).exclude(tags='novel')))
rows('not a column of a row', lambda: (
    Book.objects.annotate(x=F('publisher__name')).exclude(x=None).exclude(x='Aufbau')))

# Of alternatives.
rows('or a column', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(Q(n__gt=2) | Q(pages__lt=50))))
rows('or a relation', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(Q(n__gt=2) | Q(publisher__country='us'))))
rows('or a nullable relation', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(Q(n=0) | Q(editor__country='fr'))))
rows('or another', lambda: (
    Publisher.objects.annotate(n=Count('books'), m=Max('books__rating'))
    .filter(Q(n=0) | Q(m__gt=4.5))))
rows('or two', lambda: (
    Publisher.objects.annotate(n=Count('books'))
    .filter(Q(n__gt=2) | Q(country='jp') | Q(founded=None))))
rows('and or', lambda: (
    Book.objects.annotate(n=Count('tags'))
    .filter((Q(n__gt=1) | Q(pages__lt=50)) & Q(in_print=True))))
rows('or and', lambda: (
    Book.objects.annotate(n=Count('tags'))
    .filter((Q(n__gt=1) & Q(in_print=True)) | Q(pages__lt=50))))
rows('and and', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(Q(n__gt=1) & Q(in_print=True))))
rows('not and', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(~(Q(n__gt=1) & Q(in_print=True)))))
rows('not or', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(~(Q(n__gt=1) | Q(in_print=True)))))
rows('not in or', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(~Q(n__gt=0) | Q(pages__gt=300))))
rows('not not', lambda: Book.objects.annotate(n=Count('tags')).filter(~~Q(n__gt=1)))
rows('not in and', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(~Q(n=1) & ~Q(in_print=False))))
rows('or of many', lambda: (
    Publisher.objects.annotate(n=Count('books')).filter(Q(n__gt=2) | Q(books__rating__gt=4))))
rows('or isnull', lambda: (
    Publisher.objects.annotate(m=Min('books__rating')).filter(Q(m=None) | Q(m__lt=1))))

# Compared with each other and with columns.
rows('with a column', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(chapters__gt=F('n') * 10)))
rows('than a column', lambda: (
    Book.objects.annotate(s=Sum('reviews__stars')).filter(s__gt=F('chapters'))))
rows('than another', lambda: (
    Book.objects.annotate(t=Count('tags', distinct=True), r=Count('reviews', distinct=True))
    .filter(t__gt=F('r'))))
rows('as another', lambda: (
    Person.objects.annotate(k=Count('knows', distinct=True), b=Count('known_by', distinct=True))
    .filter(k=F('b'))))
rows('than an expression of another', lambda: (
    Publisher.objects.annotate(s=Sum('books__pages'), m=Max('books__pages'))
    .filter(s__gt=F('m') + 100)))
rows('than a column of a relation', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(n__lt=F('publisher__director__id'))))
rows('the mean of a column of the row', lambda: (
    Book.objects.annotate(a=Avg('reviews__stars')).filter(a__gt=F('rating'))))
rows('an expression of it', lambda: (
    Book.objects.annotate(n=Count('tags')).annotate(m=F('n') * F('pages')).filter(m__gt=300)))
rows('the longest of its publisher', lambda: (
    Book.objects.annotate(m=Max('publisher__books__pages')).filter(pages=F('m'))))
rows('the best paid of its country', lambda: (
    Person.objects.annotate(m=Max('country__people__salary')).filter(salary=F('m'))))

# In an order, and in part.
ordered('ordered', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(n__gt=0).order_by('-n', 'title', 'pk')))
ordered('ordered and sliced', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(n__gt=0).order_by('-n', 'title', 'pk')[2:6]))
ordered('ordered by something else', lambda: (
    Publisher.objects.annotate(n=Count('books')).filter(n__gt=1).order_by('-founded', 'pk')))
ordered('by an alias filtered', lambda: (
    Tag.objects.alias(n=Count('books')).filter(n__gte=2).order_by('-n', 'name')))
rows('distinct', lambda: (
    Publisher.objects.annotate(n=Count('books')).filter(books__pages__gt=50).distinct()))
rows('of countries', lambda: (
    Country.objects.annotate(p=Count('people')).filter(p__gte=2, name__contains='a')))
rows('of a related manager', lambda: (
    publisher(1).books.annotate(n=Count('tags')).filter(n__gt=1)))
rows('of reviews', lambda: (
    Review.objects.annotate(n=Count('book__reviews')).filter(n__gt=2, stars__gte=3)))
rows('of people by friends', lambda: (
    Person.objects.annotate(n=Count('friends')).filter(n__gt=1).filter(friends__country='de')))
