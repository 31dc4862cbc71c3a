"""Conditions put together: negations over nullable relations, columns compared through relations,
and querysets combined."""
from django.db.models import F, Q

from ..models import Book, Country, Desk, Person, Publisher, Review, Tag
from . import answer, found, listed
from .values import date, dec

# Of and, or and not.
found('and', lambda: Book.objects.filter(Q(publisher__name='Aufbau') & Q(in_print=True)))
found('or', lambda: Book.objects.filter(Q(publisher__name='Aufbau') | Q(in_print=False)))
found('or of two relations', lambda: (
    Book.objects.filter(Q(publisher__country='us') | Q(editor__country='fr'))))
found('or of two relations and', lambda: (
    Book.objects.filter((Q(publisher__country='us') | Q(editor__country='fr')) & Q(in_print=True))))
found('or of two relations and two', lambda: Book.objects.filter(
    (Q(publisher__country='us') | Q(editor__country='fr')) &
    (Q(rating__gt=4) | Q(sequel__isnull=False))))
found('or of a relation and a column', lambda: (
    Book.objects.filter(Q(publisher__founded__gt=1950) | Q(rating__gt=4))))
found('or of three', lambda: (
    Book.objects.filter(Q(publisher=None) | Q(editor=None) | Q(subtitle=None))))
found('or of the same relation', lambda: (
    Book.objects.filter(Q(publisher__founded=None) | Q(publisher__country='de'))))
found('or with isnull', lambda: Book.objects.filter(Q(publisher=None) | Q(publisher__country='us')))
found('or in and in or', lambda: Book.objects.filter(
    Q(pages__lt=40) | (Q(in_print=True) & (Q(editor__name='Bruno') | Q(publisher__name='Delta')))))
found('not', lambda: Book.objects.filter(~Q(publisher__name='Aufbau')))
found('not not', lambda: Book.objects.filter(~~Q(publisher__name='Aufbau')))
found('not not not', lambda: Book.objects.filter(~~~Q(publisher__name='Aufbau')))
found('not and', lambda: Book.objects.filter(~(Q(publisher__name='Aufbau') & Q(in_print=True))))
found('not or', lambda: (
    Book.objects.filter(~(Q(publisher__name='Aufbau') | Q(editor__name='Hana')))))
found('not and of nots', lambda: (
    Book.objects.filter(~(~Q(publisher__name='Aufbau') & ~Q(editor__name='Hana')))))
found('not or of nots', lambda: (
    Book.objects.filter(~(~Q(publisher__name='Aufbau') | ~Q(in_print=True)))))
found('and of nots', lambda: (
    Book.objects.filter(~Q(publisher__founded__gt=1950) & ~Q(rating__gt=4))))
found('or of nots', lambda: Book.objects.filter(~Q(publisher__founded__gt=1950) | ~Q(rating__gt=4)))
found('or of one not', lambda: (
    Book.objects.filter(Q(publisher__name='Aufbau') | ~Q(editor__name='Bruno'))))
found('and of one not', lambda: (
    Book.objects.filter(Q(publisher__name='Aufbau') & ~Q(editor__name='Bruno'))))
found('exclude and', lambda: Book.objects.exclude(Q(publisher__founded__gt=1900) & Q(rating__gt=3)))
found('exclude or', lambda: Book.objects.exclude(Q(publisher__founded__gt=1950) | Q(rating__gt=4)))
found('exclude not', lambda: Book.objects.exclude(~Q(publisher__founded__gt=1900)))
found('exclude and of one not', lambda: (
    Book.objects.exclude(Q(publisher__founded__gt=1900) & ~Q(rating__gt=4))))
found('exclude or of one not', lambda: (
    Book.objects.exclude(Q(publisher__founded__gt=1950) | ~Q(editor__salary__gt=2000))))
found('exclude not or of nots', lambda: (
    Book.objects.exclude(~(~Q(publisher__founded=1945) | ~Q(editor__salary__gt=2000)))))
found('exclude two isnull', lambda: (
    Book.objects.exclude(publisher__isnull=True, editor__isnull=True)))
found('exclude either isnull', lambda: (
    Book.objects.exclude(Q(publisher__isnull=True) | Q(editor__isnull=True))))
found('exclude isnull and a condition', lambda: (
    Book.objects.exclude(Q(publisher__director=None) & Q(in_print=True))))
found('not isnull or', lambda: Book.objects.filter(~Q(publisher__isnull=True) | Q(pages__gt=150)))
found('not isnull and not', lambda: (
    Book.objects.filter(~Q(subtitle__isnull=True) & ~Q(subtitle='Greek'))))
found('filter then exclude then filter', lambda: (
    Book.objects.filter(in_print=True).exclude(publisher__country='de')
    .filter(~Q(editor__country='us'))))
found('excludes one after another', lambda: (
    Book.objects.exclude(publisher=None).exclude(editor=None).exclude(rating=None)))
found('exclude of a nullable date', lambda: Book.objects.exclude(editor__born__gt=date(1940, 1, 1)))
found('exclude of a nullable decimal', lambda: (
    Book.objects.exclude(publisher__director__salary__gte=dec('6500'))))
found('exclude of a range', lambda: Book.objects.exclude(publisher__founded__range=(1940, 1990)))
found('exclude of in', lambda: Book.objects.exclude(publisher__founded__in=[1945, 1990]))
found('exclude of contains', lambda: Book.objects.exclude(editor__name__contains='a'))
found('exclude of iexact', lambda: Book.objects.exclude(publisher__country__name__iexact='germany'))
found('exclude of regex', lambda: Book.objects.exclude(publisher__name__regex='^[AD]'))
found('exclude of a boss of a boss', lambda: Person.objects.exclude(boss__boss__salary__gt=5000))
found('exclude of two bosses', lambda: (
    Person.objects.exclude(boss__country='de', boss__boss__country='de')))
found('not of a profile', lambda: (
    Person.objects.filter(~Q(profile__bio__contains='s') & ~Q(desk__room='A1'))))
found('or of a profile', lambda: (
    Person.objects.filter(Q(profile__site__isnull=False) | Q(desk__room='B2'))))
found('not or of a profile', lambda: (
    Person.objects.filter(~(Q(profile__site__isnull=False) | Q(desk__room='B2')))))
found('not of many in or', lambda: (
    Book.objects.filter(~(Q(tags='novel') | Q(publisher__country='us')))))
found('not of many in and', lambda: (
    Book.objects.filter(~(Q(tags='novel') & Q(publisher__country='de')))))
found('not of many in nots', lambda: (
    Book.objects.filter(~(~Q(tags='novel') & ~Q(publisher__country='us')))))
found('not of many or of many', lambda: Book.objects.filter(~Q(tags='novel') | Q(reviews__stars=5)))
found('not of many and of many', lambda: (
    Book.objects.filter(~Q(tags='history') & Q(reviews__stars=5))))
found('of desks', lambda: Desk.objects.filter(~Q(person__country='de') & Q(room__startswith='A')))
found('of tags', lambda: Tag.objects.filter(Q(parent__parent__isnull=False) | Q(parent='art')))

# Columns compared.
found('sum of columns', lambda: Book.objects.filter(pages__gt=F('chapters') * 9 + 20))
found('difference of columns', lambda: Book.objects.filter(chapters__lt=F('pages') - 250))
found('remainder of a column', lambda: Book.objects.filter(pages=F('pages') % 100))
found('twice another column', lambda: Book.objects.filter(pages__gte=F('chapters') * 2))
found('longer than the one before', lambda: Book.objects.filter(pages__gt=F('sequel_to__pages')))
found('longer by half', lambda: Book.objects.filter(pages__gt=F('sequel_to__pages') * 2 - 10))
found('shorter than the next', lambda: Book.objects.filter(pages__lt=F('sequel__pages')))
found('rated as the one before', lambda: Book.objects.filter(rating=F('sequel_to__rating')))
found('not rated as the one before', lambda: Book.objects.exclude(rating=F('sequel_to__rating')))
found('not published before the next', lambda: (
    Book.objects.exclude(published__lt=F('sequel__published'))))
found('edited in the country of the publisher', lambda: (
    Book.objects.filter(editor__country=F('publisher__country'))))
found('edited by the director', lambda: Book.objects.filter(editor=F('publisher__director')))
found('not edited by the director', lambda: Book.objects.exclude(editor=F('publisher__director')))
found('edited by staff of the director', lambda: (
    Book.objects.filter(editor__boss=F('publisher__director'))))
found('paid as the director', lambda: (
    Book.objects.filter(editor__salary__lte=F('publisher__director__salary'))))
found('not paid as the director', lambda: (
    Book.objects.exclude(editor__salary__gte=F('publisher__director__salary'))))
found('named as the boss', lambda: Person.objects.filter(name=F('boss__boss__name')))
found('stars as rated', lambda: Review.objects.filter(stars__gte=F('book__rating')))
found('not stars as rated', lambda: Review.objects.exclude(stars__gte=F('book__rating')))
found('own reviews', lambda: (
    Review.objects.filter(reader__in=Person.objects.filter(books__isnull=False), text='Mine')))
found('or of compared columns', lambda: (
    Book.objects.filter(Q(editor=F('publisher__director')) | Q(pages=F('sequel__pages')))))
found('not of compared columns in or', lambda: (
    Person.objects.filter(~Q(salary__lt=F('boss__salary')) | Q(born__gt=date(1990, 1, 1)))))

# Querysets combined.
found('both', lambda: Book.objects.filter(pages__gt=100) & Book.objects.filter(in_print=True))
found('either', lambda: Book.objects.filter(pages__gt=300) | Book.objects.filter(in_print=False))
found('both of one relation', lambda: (
    Book.objects.filter(publisher__name='Aufbau') & Book.objects.filter(publisher__country='fr')))
found('either of one relation', lambda: (
    Book.objects.filter(publisher__name='Aufbau') | Book.objects.filter(publisher__country='cz')))
found('both of two relations', lambda: (
    Book.objects.filter(publisher__country='de') & Book.objects.filter(editor__name='Bruno')))
found('either of two relations', lambda: (
    Book.objects.filter(publisher__country='de') | Book.objects.filter(editor__name='Chloé')))
found('either of a relation and a column', lambda: (
    Book.objects.filter(pages__lt=60) | Book.objects.filter(publisher__country='us')))
found('either of an exclude', lambda: (
    Book.objects.exclude(publisher__country='us') | Book.objects.filter(title='Eta')))
found('both of an exclude', lambda: (
    Book.objects.exclude(publisher__country='us') & Book.objects.exclude(editor=None)))
found('either of a one-to-one', lambda: (
    Person.objects.filter(profile__site__isnull=False) | Person.objects.filter(desk__room='B2')))
found('either of isnull', lambda: (
    Book.objects.filter(publisher=None) | Book.objects.filter(editor__boss=None)))
found('both of many', lambda: Book.objects.filter(tags='novel') & Book.objects.filter(tags='crime'))
found('either of many', lambda: (
    Book.objects.filter(tags='novel') | Book.objects.filter(tags='crime')))
found('either of many and a column', lambda: (
    Book.objects.filter(tags='novel') | Book.objects.filter(pages__lt=60)))
found('either of two many', lambda: (
    Book.objects.filter(tags='deco') | Book.objects.filter(reviews__stars=5)))
found('either of many excluded', lambda: (
    Book.objects.exclude(tags='novel') | Book.objects.filter(pages=99)))
found('both of many excluded', lambda: (
    Book.objects.exclude(tags='novel') & Book.objects.exclude(reviews__stars=5)))
found('either of two steps', lambda: (
    Publisher.objects.filter(books__tags='crime') |
    Publisher.objects.filter(books__reviews__stars=1)))
found('three', lambda: (
    (Book.objects.filter(pages__gt=300) | Book.objects.filter(pages__lt=60)) &
    Book.objects.filter(in_print=True)))
found('filtered afterwards', lambda: (
    (Book.objects.filter(publisher=1) | Book.objects.filter(publisher=4))
    .filter(in_print=True).exclude(editor=2)))
found('distinct', lambda: (
    (Book.objects.filter(tags='novel') | Book.objects.filter(tags='crime')).distinct()))
found('none and', lambda: Book.objects.none() & Book.objects.filter(pages__gt=100))
found('none or', lambda: Book.objects.none() | Book.objects.filter(pages__gt=300))
found('or none', lambda: Book.objects.filter(pages__gt=300) | Book.objects.none())
listed('ordered afterwards', lambda: (
    (Book.objects.filter(publisher=1) | Book.objects.filter(editor__isnull=True))
    .order_by('-pages', 'pk')))
listed('sliced afterwards', lambda: (
    (Book.objects.filter(in_print=True) & Book.objects.exclude(rating=None))
    .order_by('rating', 'pk')[1:5]))
answer('counted', lambda: (
    (Book.objects.filter(publisher=1) | Book.objects.filter(tags='novel')).count()))
answer('counted, distinct', lambda: (
    Book.objects.filter(publisher=1) | Book.objects.filter(tags='novel')).distinct().count())
answer('asked for', lambda: (
    (Book.objects.filter(publisher=1) & Book.objects.filter(publisher=2)).exists()))
found('countries of either', lambda: (
    Country.objects.filter(people__isnull=True) | Country.objects.filter(publishers__founded=1945)))
