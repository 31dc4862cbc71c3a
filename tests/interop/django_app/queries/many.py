"""Relations that lead to many rows: what one filter, two filters and an exclude mean of them."""
from django.db.models import F, Q

from ..models import Book, Country, Person, Publisher, Review, Tag
from . import answer, found
from .values import book

# One filter is about one related row, two filters are about two.
found('one filter', lambda: Book.objects.filter(reviews__stars=5, reviews__text='Fine'))
found('two filters', lambda: Book.objects.filter(reviews__stars=5).filter(reviews__text='Fine'))
found('one filter of a row that is there', lambda: (
    Book.objects.filter(reviews__stars=5, reviews__text='Great')))
found('two filters of rows that are there', lambda: (
    Book.objects.filter(reviews__stars=5).filter(reviews__text='Great')))
found('one filter with a nullable relation', lambda: (
    Book.objects.filter(reviews__stars=1, reviews__reader__name='Emeka')))
found('two filters with a nullable relation', lambda: (
    Book.objects.filter(reviews__stars=1).filter(reviews__reader__name='Emeka')))
found('one filter with and', lambda: (
    Book.objects.filter(Q(reviews__stars=5) & Q(reviews__text='Fine'))))
found('one filter of tags', lambda: Book.objects.filter(tags='novel', tags__parent='fiction'))
found('two filters of tags', lambda: Book.objects.filter(tags='novel').filter(tags='fiction'))
found('one filter of two tags', lambda: Book.objects.filter(Q(tags='novel') & Q(tags='fiction')))
found('three filters of tags', lambda: (
    Book.objects.filter(tags='novel').filter(tags='fiction').filter(tags='crime')))
found('one filter of a range', lambda: (
    Publisher.objects.filter(books__pages__gt=100, books__pages__lt=130)))
found('two filters of a range', lambda: (
    Publisher.objects.filter(books__pages__gt=100).filter(books__pages__lt=130)))
found('one filter of books in print', lambda: (
    Publisher.objects.filter(books__in_print=True, books__pages__gt=200)))
found('two filters of books in print', lambda: (
    Publisher.objects.filter(books__in_print=False).filter(books__pages__gt=200)))
found('one filter two steps away', lambda: (
    Publisher.objects.filter(books__reviews__stars=5, books__reviews__text='Fine')))
found('two filters two steps away', lambda: (
    Publisher.objects.filter(books__reviews__stars=5).filter(books__reviews__text='Fine')))
found('one filter at two steps', lambda: (
    Publisher.objects.filter(books__in_print=True, books__reviews__stars=3)))
found('two filters at two steps', lambda: (
    Publisher.objects.filter(books__in_print=True).filter(books__reviews__stars=3)))
found('one filter of two relations', lambda: Book.objects.filter(tags='novel', reviews__stars=5))
found('two filters of two relations', lambda: (
    Book.objects.filter(tags='novel').filter(reviews__stars=5)))
found('one filter by the join table', lambda: (
    Book.objects.filter(authors=2, authorships__position=3)))
found('two filters by the join table', lambda: (
    Book.objects.filter(authors=2).filter(authorships__position=3)))
found('one filter of a join row', lambda: (
    Person.objects.filter(authorships__book=2, authorships__position=2)))
found('two filters of staff', lambda: (
    Person.objects.filter(staff__country='fr').filter(staff__country='us')))
found('two filters of a foreign key', lambda: (
    Book.objects.filter(publisher__name='Aufbau').filter(publisher__country='fr')))

# Alternatives.
found('either tag', lambda: Book.objects.filter(Q(tags='novel') | Q(tags='crime')))
found('either tag, distinct', lambda: (
    Book.objects.filter(Q(tags='novel') | Q(tags='crime')).distinct()))
found('either relation', lambda: Book.objects.filter(Q(tags='history') | Q(reviews__stars=5)))
found('a tag or a column', lambda: Book.objects.filter(Q(tags='history') | Q(pages__lt=60)))
found('a tag or a column, distinct', lambda: (
    Book.objects.filter(Q(tags='history') | Q(pages__lt=60)).distinct()))
found('no review or a bad one', lambda: (
    Book.objects.filter(Q(reviews=None) | Q(reviews__stars__lt=2))))
found('no reader or one without a boss', lambda: (
    Book.objects.filter(Q(reviews__reader=None) | Q(reviews__reader__boss=None))))
found('either and a column', lambda: (
    Book.objects.filter(Q(tags='history') | Q(tags='art'), in_print=True)))
found('either and a filter', lambda: (
    Book.objects.filter(Q(tags='novel') | Q(tags='art')).filter(tags='crime')))
found('either of two steps', lambda: (
    Publisher.objects.filter(Q(books__tags='novel') | Q(books__reviews__stars=1))))
found('both of one or another', lambda: (
    Book.objects.filter(Q(reviews__stars=5, reviews__text='Mine') | Q(tags='deco'))))

# Excluding.
found('not tagged', lambda: Book.objects.exclude(tags='novel'))
found('not tagged by name', lambda: Book.objects.exclude(tags__name='novel'))
found('not tagged in', lambda: Book.objects.exclude(tags__in=['novel', 'history']))
found('not tagged in rows', lambda: Book.objects.exclude(tags__in=Tag.objects.filter(parent=None)))
found('not tagged below', lambda: Book.objects.exclude(tags__parent='fiction'))
found('not tagged two below', lambda: Book.objects.exclude(tags__parent__parent='fiction'))
found('not tagged, negated', lambda: Book.objects.filter(~Q(tags='novel')))
found('not tagged, twice', lambda: Book.objects.exclude(tags='novel').exclude(tags='history'))
found('tagged but not', lambda: Book.objects.filter(tags='fiction').exclude(tags='crime'))
found('not tagged but', lambda: Book.objects.exclude(tags='crime').filter(tags='fiction'))
found('tagged but not, in one filter', lambda: (
    Book.objects.filter(~Q(tags='crime'), tags='fiction')))
found('not tagged or', lambda: Book.objects.filter(~Q(tags='novel') | Q(pages__gt=500)))
found('not not tagged', lambda: Book.objects.exclude(~Q(tags='novel')))
found('not reviewed so', lambda: Book.objects.exclude(reviews__stars=5))
found('not reviewed so well', lambda: Book.objects.exclude(reviews__stars__gte=4))
found('not reviewed with a text', lambda: Book.objects.exclude(reviews__text__contains='e'))
found('not two of one relation', lambda: (
    Book.objects.exclude(reviews__stars=5, reviews__text='Fine')))
found('not two relations', lambda: Book.objects.exclude(tags='novel', reviews__stars=5))
found('not either relation', lambda: Book.objects.exclude(Q(tags='novel') | Q(reviews__stars=5)))
found('not a column and a relation', lambda: Book.objects.exclude(pages__gt=100, tags='novel'))
found('not a foreign key and a relation', lambda: (
    Book.objects.exclude(publisher__country='de', tags='novel')))
found('not read by', lambda: Book.objects.exclude(reviews__reader=5))
found('not read by a name', lambda: Book.objects.exclude(reviews__reader__name='Emeka'))
found('not read in a country', lambda: Book.objects.exclude(reviews__reader__country='fr'))
found('not by an author', lambda: Book.objects.exclude(authors=1))
found('not by authors of a name', lambda: Book.objects.exclude(authors__name='Ada'))
found('not by authors of a country', lambda: Book.objects.exclude(authors__country__name='Germany'))
found('not by authors in rows', lambda: (
    Book.objects.exclude(authors__in=Person.objects.filter(country='de'))))
found('not in second place', lambda: Book.objects.exclude(authorships__position=2))
found('not a share', lambda: Book.objects.exclude(authorships__share__lt=50))
found('not publishing in print', lambda: Publisher.objects.exclude(books__in_print=True))
found('not publishing tagged', lambda: Publisher.objects.exclude(books__tags='novel'))
found('not publishing reviewed', lambda: Publisher.objects.exclude(books__reviews__stars=5))
found('not publishing cheap', lambda: Publisher.objects.exclude(books__price__lt=10))
found('not publishing an author', lambda: Publisher.objects.exclude(books__authors__name='Ada'))
found('no such books in a country', lambda: (
    Country.objects.exclude(publishers__books__title='Alpha')))
found('no such people in a country', lambda: Country.objects.exclude(people__name__startswith='A'))
found('not writing for', lambda: Person.objects.exclude(books__publisher=4))
found('not reviewing tagged', lambda: Person.objects.exclude(reviews__book__tags='history'))
found('not a friend of', lambda: Person.objects.exclude(friends=1))
found('not knowing a name', lambda: Person.objects.exclude(knows__name='Ada'))
found('not known by', lambda: Person.objects.exclude(known_by=1))
found('not bossing', lambda: Person.objects.exclude(staff__name='Hana'))
found('not bossing bosses', lambda: Person.objects.exclude(staff__staff__country='us'))
found('not tagging', lambda: Tag.objects.exclude(books__publisher__name='Aufbau'))
found('not above', lambda: Tag.objects.exclude(children__name='crime'))
found('not above two', lambda: Tag.objects.exclude(children__children='scifi'))
found('sequels not tagged', lambda: Book.objects.exclude(sequel_to__tags='fiction'))
found('publisher without such a book', lambda: Book.objects.exclude(publisher__books__title='Rho'))
found('reviews of books not tagged', lambda: Review.objects.exclude(book__tags='novel'))
found('tagged or not reviewed so', lambda: (
    Book.objects.filter(Q(tags='crime') | ~Q(reviews__stars=5))))
found('neither tagged nor not reviewed so', lambda: (
    Book.objects.exclude(Q(tags='crime') | ~Q(reviews__stars=5))))
found('not tagged and not reviewed so', lambda: (
    Book.objects.exclude(Q(tags='novel') & ~Q(reviews__stars=5))))
found('reviewed so, not read by', lambda: (
    Book.objects.filter(reviews__stars=5).exclude(reviews__reader=5)))
found('reviewed so, but not so too', lambda: (
    Book.objects.filter(reviews__stars__gt=3).exclude(reviews__stars__lt=3)))
found('not reviewed so, but otherwise', lambda: (
    Book.objects.exclude(reviews__stars__lt=3).filter(reviews__stars__gt=3)))
found('not publishing reviewed in a country', lambda: (
    Country.objects.exclude(publishers__books__reviews__stars=5)))
found('not writing tagged below', lambda: Person.objects.exclude(books__tags__parent='fiction'))
found('not writing read by staff', lambda: Person.objects.exclude(books__reviews__reader__boss=1))
found('not tagging books read by', lambda: (
    Tag.objects.exclude(books__reviews__reader__name='Emeka')))
found('staff not writing', lambda: Person.objects.exclude(boss__books__tags='novel'))
found('sequels not read by', lambda: Book.objects.exclude(sequel__reviews__reader=5))
found('not by friends of', lambda: Book.objects.exclude(authors__friends=1))
found('not one of two books', lambda: (
    Publisher.objects.exclude(books__pages__gt=200, books__in_print=True)))
found('not a book or a founder', lambda: (
    Publisher.objects.exclude(Q(books__pages__gt=600) | Q(founded=1945))))
found('not of a manager', lambda: Book.objects.exclude(authors__in=book(2).authors.all()))
found('of a manager', lambda: Book.objects.filter(authors__in=book(2).authors.all()))
found('not written by the editor', lambda: Book.objects.exclude(authors=F('editor')))
found('not read by the editor', lambda: Book.objects.exclude(reviews__reader=F('editor')))
found('not knowing oneself', lambda: Person.objects.exclude(knows=F('pk')))
found('not rated by its chapters', lambda: Book.objects.exclude(reviews__stars=F('chapters')))

# NULL and nothing.
found('no tags excluded', lambda: Book.objects.exclude(tags=None))
found('some tags excluded', lambda: Book.objects.exclude(tags__isnull=False))
found('no reviews excluded', lambda: Book.objects.exclude(reviews__isnull=True))
found('no readers excluded', lambda: Book.objects.exclude(reviews__reader=None))
found('no readers', lambda: Book.objects.filter(reviews__reader=None))
found('some readers', lambda: Book.objects.filter(reviews__reader__isnull=False).distinct())
found('reviews without readers', lambda: (
    Book.objects.filter(reviews__isnull=False, reviews__reader=None)))
found('no countries of readers', lambda: Book.objects.filter(reviews__reader__country=None))
found('no parents of tags excluded', lambda: Book.objects.exclude(tags__parent=None))
found('books without reviews', lambda: Publisher.objects.filter(books__reviews=None))
found('books with reviews', lambda: Publisher.objects.filter(books__reviews__isnull=False))
found('books with reviews excluded', lambda: (
    Publisher.objects.exclude(books__reviews__isnull=False)))
found('publishers without books', lambda: Country.objects.filter(publishers__books=None))
found('nothing published', lambda: Publisher.objects.exclude(books__isnull=False))
found('something published', lambda: Publisher.objects.exclude(books=None))
found('nothing in a country', lambda: Country.objects.filter(people=None, publishers=None))
found('no publishers in a country', lambda: Country.objects.exclude(publishers__isnull=False))
found('without staff', lambda: Person.objects.exclude(staff__isnull=False))
found('without books or reviews', lambda: Person.objects.filter(books=None, reviews=None))
found('with books, without reviews', lambda: (
    Person.objects.filter(books__isnull=False, reviews=None)))
found('unpaid readers', lambda: Book.objects.filter(reviews__reader__salary=None))
found('authors without a share', lambda: Book.objects.filter(authorships__share__isnull=True))

# Columns compared across them.
found('rated by its chapters', lambda: Book.objects.filter(reviews__stars=F('chapters')))
found('stars above the rating', lambda: Book.objects.filter(reviews__stars__gt=F('rating')))
found('read by the editor', lambda: Book.objects.filter(reviews__reader=F('editor')))
found('written by the editor', lambda: Book.objects.filter(authors=F('editor')))
found('read by an author', lambda: Review.objects.filter(book__authors=F('reader')))
found('read by a compatriot', lambda: (
    Review.objects.filter(reader__country=F('book__publisher__country'))))
found('long chapters', lambda: Publisher.objects.filter(books__pages__gt=F('books__chapters') * 15))
found('born in the country of the publisher', lambda: (
    Person.objects.filter(books__publisher__country=F('country'))))
found('knowing a friend', lambda: Person.objects.filter(knows=F('friends')))

# Querysets in querysets.
found('in rows in rows', lambda: Book.objects.filter(
    publisher__in=Publisher.objects.filter(
        country__in=Country.objects.filter(name__startswith='F'))))
found('in a slice', lambda: Book.objects.filter(publisher__in=Publisher.objects.order_by('pk')[:2]))
found('authors in rows of many', lambda: Book.objects.filter(
    authors__in=Person.objects.filter(reviews__stars=5)).distinct())
found('in ordered and sliced rows', lambda: Book.objects.filter(
    publisher__in=Publisher.objects.order_by('-founded', 'pk')[:3]))
found('in distinct rows', lambda: Book.objects.filter(
    publisher__in=Publisher.objects.filter(books__pages__gt=200).distinct()))
found('in rows of a combination', lambda: Book.objects.filter(
    tags__in=Tag.objects.filter(parent='art') | Tag.objects.filter(books=8)))
found('in rows of an exclude', lambda: Book.objects.filter(
    editor__in=Person.objects.exclude(reviews__stars=5)))
found('in no rows', lambda: Book.objects.filter(tags__in=Tag.objects.none()))

# Counted with those that are there twice.
answer('count of joined rows', lambda: Publisher.objects.filter(books__pages__gt=100).count())
answer('count of distinct rows', lambda: (
    Publisher.objects.filter(books__pages__gt=100).distinct().count()))
answer('count of two filters', lambda: (
    Book.objects.filter(reviews__stars__gt=2).filter(reviews__stars__gt=3).count()))
answer('count of an exclude', lambda: Book.objects.exclude(tags='novel').count())
answer('count of alternatives', lambda: (
    Book.objects.filter(Q(tags='novel') | Q(reviews__stars=5)).count()))
answer('count of a joined slice', lambda: (
    Publisher.objects.filter(books__pages__gt=100).order_by('pk')[2:6].count()))
answer('exists over many', lambda: Book.objects.filter(tags='novel', reviews__stars=2).exists())
answer('exists over two steps', lambda: (
    Country.objects.filter(publishers__books__tags='crime').exists()))
answer('get over many', lambda: Book.objects.get(tags='scifi', reviews__stars=4))
answer('get twice the same', lambda: Book.objects.get(authors=1, title='Beta'))
answer('first over many', lambda: (
    Publisher.objects.filter(books__tags='novel').order_by('-pk').first()))
