"""Unions, intersections and differences."""
from django.db.models import Count, F, Sum

from ..models import Book, Person, Publisher, Tag
from . import answer, ordered, rows, typed
from .values import publisher, tag

rows('union', lambda: (
    Book.objects.filter(pages__gt=300).union(Book.objects.filter(in_print=False))))
rows('union of three', lambda: Book.objects.filter(pages__gt=300).union(
    Book.objects.filter(in_print=False), Book.objects.filter(tags='history')))
rows('union that keeps what is there twice', lambda: (
    Book.objects.filter(pages__gt=300).union(Book.objects.filter(pages__gt=200), all=True)))
rows('union of rows that are there twice', lambda: (
    Publisher.objects.order_by().filter(books__pages__gt=50)
    .union(Publisher.objects.order_by().filter(country='br'))))
rows('union with nothing', lambda: (
    Book.objects.filter(pages__gt=300).union(Book.objects.none())))
rows('nothing with a union', lambda: (
    Book.objects.none().union(Book.objects.filter(pages__gt=300))))
rows('intersection', lambda: (
    Book.objects.filter(pages__gt=100).intersection(Book.objects.filter(in_print=True))))
rows('intersection of three', lambda: Book.objects.filter(pages__gt=100).intersection(
    Book.objects.filter(in_print=True), Book.objects.filter(rating__gt=3)))
rows('intersection of many', lambda: (
    Book.objects.filter(tags='novel').intersection(Book.objects.filter(tags='crime'))))
rows('intersection with nothing', lambda: (
    Book.objects.filter(pages__gt=300).intersection(Book.objects.none())))
rows('difference', lambda: (
    Book.objects.filter(pages__gt=100).difference(Book.objects.filter(in_print=True))))
rows('difference of three', lambda: Book.objects.all().difference(
    Book.objects.filter(in_print=True), Book.objects.filter(tags='novel')))
rows('difference from nothing', lambda: (
    Book.objects.filter(pages__gt=300).difference(Book.objects.none())))
rows('values', lambda: Book.objects.values('cover').union(Book.objects.values('cover')))
rows('values of two models', lambda: Publisher.objects.order_by().values('name').union(
    Person.objects.values('name')))
rows('values of two models, all', lambda: Publisher.objects.order_by().values('name').union(
    Person.objects.values('name'), all=True))
rows('lists of two models', lambda: Publisher.objects.order_by().values_list('name').union(
    Tag.objects.values_list('name')))
rows('single values', lambda: (
    Book.objects.filter(pages__gt=100).values_list('publisher', flat=True)
    .intersection(Book.objects.filter(in_print=False).values_list('publisher', flat=True))))
rows('values of a relation', lambda: (
    Book.objects.filter(pages__gt=200).values('publisher__name')
    .union(Book.objects.filter(in_print=False).values('publisher__name'))))
rows('annotated', lambda: (
    Book.objects.annotate(x=F('pages') * 2).filter(x__gt=600)
    .union(Book.objects.annotate(x=F('pages') * 3).filter(x__lt=150))))
rows('annotated with counts', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(n__gt=2)
    .union(Book.objects.annotate(n=Count('tags')).filter(n=0))))
rows('groups', lambda: (
    Book.objects.filter(in_print=True).values('cover').annotate(n=Count('pk'))
    .union(Book.objects.filter(in_print=False).values('cover').annotate(n=Count('pk')))))
ordered('ordered', lambda: (
    Book.objects.filter(pages__gt=300).union(Book.objects.filter(in_print=False))
    .order_by('-pages', 'id')))
ordered('ordered by two', lambda: (
    Book.objects.filter(pages__gt=200).union(Book.objects.filter(in_print=False))
    .order_by('cover', '-id')))
ordered('ordered and sliced', lambda: (
    Book.objects.filter(pages__gt=300).union(Book.objects.filter(in_print=False))
    .order_by('-pages', 'id')[1:4]))
ordered('values ordered', lambda: (
    Publisher.objects.order_by().values('name').union(Person.objects.values('name'))
    .order_by('name')))
ordered('ordered by an annotation', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(n__gt=2)
    .union(Book.objects.annotate(n=Count('tags')).filter(n=0)).order_by('-n', 'id')))
ordered('reversed', lambda: (
    Book.objects.filter(pages__gt=300).difference(Book.objects.filter(in_print=False))
    .order_by('pages').reverse()))
answer('counted', lambda: (
    Book.objects.filter(pages__gt=300).union(Book.objects.filter(in_print=False)).count()))
answer('all counted', lambda: (
    Book.objects.filter(pages__gt=300).union(Book.objects.filter(pages__gt=200), all=True).count()))
answer('difference counted', lambda: (
    Book.objects.all().difference(Book.objects.filter(in_print=True)).count()))
answer('any', lambda: (
    Book.objects.filter(pages__gt=300).intersection(Book.objects.filter(in_print=False)).exists()))
answer('none', lambda: (
    Book.objects.filter(pages__gt=300).intersection(Book.objects.filter(pages__lt=30)).exists()))
typed('first', lambda: (
    Book.objects.filter(pages__gt=300).union(Book.objects.filter(in_print=False))
    .order_by('-pages', 'id').first()))
rows('of related managers', lambda: publisher(1).books.all().union(tag('novel').books.all()))
rows('of combined querysets', lambda: (
    (Book.objects.filter(pages__gt=300) | Book.objects.filter(pages__lt=50))
    .difference(Book.objects.filter(tags='art'))))
