"""Conditions on being among the rows of another queryset: its objects, its values, sliced, ordered,
distinct, grouped, negated, and where NULLs are among them."""
from django.db.models import Count, F, Max, Q, Sum

from ..models import Authorship, Book, Country, Person, Profile, Publisher, Review, Tag
from . import answer, changed, found, listed
from .values import deleted, publisher, tag

# Objects.
found('objects', lambda: (
    Book.objects.filter(publisher__in=Publisher.objects.filter(founded__gt=1940))))
found('all objects', lambda: Book.objects.filter(publisher__in=Publisher.objects.all()))
found('objects not', lambda: (
    Book.objects.exclude(publisher__in=Publisher.objects.filter(founded__gt=1940))))
found('all objects not', lambda: Book.objects.exclude(publisher__in=Publisher.objects.all()))
found('no objects', lambda: Book.objects.filter(publisher__in=Publisher.objects.none()))
found('no objects not', lambda: Book.objects.exclude(publisher__in=Publisher.objects.none()))
found('objects with text keys', lambda: (
    Person.objects.filter(country__in=Country.objects.filter(name__startswith='J'))))
found('objects of many-to-many', lambda: (
    Book.objects.filter(tags__in=Tag.objects.filter(parent__isnull=True))))
found('objects of many-to-many not', lambda: (
    Book.objects.exclude(tags__in=Tag.objects.filter(parent__isnull=True))))
found('objects of reverse', lambda: (
    Publisher.objects.filter(books__in=Book.objects.filter(rating__gt=4))))
found('objects of reverse not', lambda: (
    Publisher.objects.exclude(books__in=Book.objects.filter(rating__gt=4))))
found('objects of a one-to-one', lambda: (
    Book.objects.filter(sequel_to__in=Book.objects.filter(pages__gt=100))))
found('objects of a reverse one-to-one', lambda: (
    Person.objects.filter(profile__in=Profile.objects.filter(bio__contains='s'))))
found('objects with a relation as key', lambda: (
    Person.objects.filter(pk__in=Profile.objects.filter(site__isnull=False).values('pk'))))
found('own keys', lambda: Book.objects.filter(pk__in=Book.objects.filter(pages__gt=200)))
found('own keys not', lambda: Book.objects.exclude(pk__in=Book.objects.filter(pages__gt=200)))
found('objects two steps away', lambda: (
    Book.objects.filter(publisher__country__in=Country.objects.filter(people__salary__gt=6000))))
found('objects of a filter over many', lambda: (
    Book.objects.filter(publisher__in=Publisher.objects.filter(books__tags='novel'))))
found('objects of an exclude over many', lambda: (
    Book.objects.filter(publisher__in=Publisher.objects.exclude(books__tags='novel'))))
found('objects within objects', lambda: (
    Review.objects.filter(book__in=Book.objects.filter(
        publisher__in=Publisher.objects.filter(country__in=Country.objects.filter(
            name__contains='an'))))))
found('objects with an ordering of their own', lambda: (
    Book.objects.filter(publisher__in=Publisher.objects.filter(name='Aufbau'))))

# Values.
found('values', lambda: (
    Book.objects.filter(publisher__in=Publisher.objects.filter(country='de').values('pk'))))
found('values of a list', lambda: (
    Book.objects.filter(editor__in=Publisher.objects.values_list('director', flat=True))))
found('values that are no keys', lambda: (
    Book.objects.filter(title__in=Book.objects.filter(pages__gt=120).values('title'))))
found('values through a relation', lambda: (
    Person.objects.filter(country__in=Book.objects.values('publisher__country'))))
found('values of many', lambda: (
    Person.objects.filter(pk__in=Book.objects.filter(in_print=False).values('authors'))))
found('values of reviewers', lambda: (
    Person.objects.filter(pk__in=Review.objects.filter(stars=5).values('reader'))))
found('values of another type of text', lambda: (
    Person.objects.filter(name__in=Publisher.objects.values('name'))))
found('values with NULLs', lambda: Person.objects.filter(pk__in=Book.objects.values('editor')))
found('values with NULLs, not', lambda: (
    Person.objects.exclude(pk__in=Book.objects.values('editor'))))
found('values without NULLs, not', lambda: (
    Person.objects.exclude(pk__in=Book.objects.filter(editor__isnull=False).values('editor'))))
found('a nullable column among values', lambda: (
    Book.objects.filter(chapters__in=Book.objects.filter(pages__lt=100).values('chapters'))))
found('a nullable column not among values', lambda: (
    Book.objects.exclude(chapters__in=(
        Book.objects.filter(pages__lt=100, chapters__isnull=False).values('chapters')))))
found('values of an expression', lambda: (
    Book.objects.filter(pages__in=Book.objects.values(x=F('chapters') * 12))))
found('values of an annotation', lambda: (
    Book.objects.filter(pages__in=Book.objects.annotate(x=F('chapters') * 10).values('x'))))
found('distinct values', lambda: (
    Person.objects.filter(pk__in=Book.objects.values('editor').distinct())))
found('dates', lambda: (
    Book.objects.filter(published__in=Book.objects.filter(cover='soft').values('published'))))
found('decimals', lambda: (
    Book.objects.filter(price__in=Book.objects.filter(tags='history').values('price'))))
found('floats', lambda: (
    Book.objects.filter(rating__in=Book.objects.filter(cover='hard').values('rating'))))

# Aggregates.
found('of those with many', lambda: Book.objects.filter(
    publisher__in=Publisher.objects.annotate(n=Count('books')).filter(n__gt=2)))
found('of those without', lambda: Book.objects.exclude(
    publisher__in=Publisher.objects.annotate(n=Count('books')).filter(n__gt=2)))
found('of those with many tags', lambda: Review.objects.filter(
    book__in=Book.objects.alias(n=Count('tags')).filter(n__gt=1)))
found('the longest of each', lambda: Book.objects.filter(
    pages__in=Book.objects.values('publisher').annotate(m=Max('pages')).values('m')))
found('groups', lambda: Book.objects.filter(
    publisher__in=Book.objects.values('publisher').annotate(n=Count('pk')).filter(n=3)
    .values('publisher')))
found('groups not', lambda: Publisher.objects.exclude(
    pk__in=Book.objects.filter(publisher__isnull=False).values('publisher')
    .annotate(s=Sum('pages')).filter(s__gt=300).values('publisher')))
found('counts', lambda: Book.objects.filter(
    chapters__in=Publisher.objects.annotate(n=Count('books') * 5).values('n')))

# Sliced and ordered.
found('the longest', lambda: (
    Review.objects.filter(book__in=Book.objects.order_by('-pages', 'pk')[:4])))
found('all but the longest', lambda: (
    Review.objects.exclude(book__in=Book.objects.order_by('-pages', 'pk')[:4])))
found('those in the middle', lambda: (
    Review.objects.filter(book__in=Book.objects.order_by('-pages', 'pk')[2:9])))
found('values of a slice', lambda: (
    Person.objects.filter(pk__in=Book.objects.order_by('pk').values('editor')[:6])))
found('those with the most', lambda: Review.objects.filter(
    book__in=Book.objects.annotate(n=Count('tags')).order_by('-n', 'pk')[:3]))
found('own rows of a slice', lambda: (
    Book.objects.filter(pk__in=Book.objects.order_by('title', 'pk')[3:7]).filter(in_print=True)))
found('ordered objects', lambda: (
    Book.objects.filter(publisher__in=Publisher.objects.filter(country='de').order_by('-name'))))

# Combined with other conditions.
found('or', lambda: Book.objects.filter(
    Q(publisher__in=Publisher.objects.filter(country='us')) | Q(pages__lt=50)))
found('not and', lambda: Book.objects.filter(
    ~Q(publisher__in=Publisher.objects.filter(country='us')) & Q(in_print=True)))
found('not or', lambda: Book.objects.filter(
    ~(Q(publisher__in=Publisher.objects.filter(country='us')) | Q(tags='novel'))))
found('two', lambda: Book.objects.filter(
    publisher__in=Publisher.objects.filter(founded__lt=1950),
    editor__in=Person.objects.filter(country='de')))
found('of a combination', lambda: Book.objects.filter(publisher__in=(
    Publisher.objects.filter(country='us') | Publisher.objects.filter(founded=1911))))
found('of a related manager', lambda: Book.objects.filter(pk__in=tag('novel').books.all()))
found('of a filtered related manager', lambda: (
    Review.objects.filter(book__in=publisher(1).books.filter(in_print=True))))
found('in a related manager', lambda: (
    tag('novel').books.filter(publisher__in=Publisher.objects.filter(country='de'))))
found('join rows', lambda: Authorship.objects.filter(
    person__in=Person.objects.filter(books__title='Beta'), position=1))
listed('ordered', lambda: (
    Book.objects.filter(publisher__in=Publisher.objects.filter(founded__gt=1940))
    .order_by('-pages', 'pk')))
answer('counted', lambda: (
    Book.objects.filter(publisher__in=Publisher.objects.filter(books__tags='novel')).count()))
answer('asked for', lambda: (
    Book.objects.filter(tags__in=Tag.objects.filter(name='empty')).exists()))
changed('update', lambda: (
    Book.objects.filter(publisher__in=Publisher.objects.filter(country='de')).update(pages=5)))
changed('update of a slice', lambda: (
    Book.objects.filter(pk__in=Book.objects.order_by('-pages', 'pk')[:3]).update(pages=5)))
changed('delete', lambda: deleted(
    Review.objects.filter(book__in=Book.objects.filter(tags='novel')).delete()))
