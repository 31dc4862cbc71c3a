"""The shapes of rows: dictionaries, tuples, single values, dates and moments, and objects of which
not everything was read."""
from django.db.models import Avg, Count, F, Max, Sum

from ..models import Book, Country, Person, Publisher, Review, Sample, Tag
from . import answer, ordered, rows, typed
from .values import country, publisher, tag

rows('tuples', lambda: Book.objects.values_list('pk', 'title', 'rating'))
rows('tuples of relations', lambda: (
    Book.objects.values_list('publisher', 'publisher__name', 'editor__country__name')))
rows('tuples of many', lambda: Publisher.objects.values_list('name', 'books__title'))
rows('tuples of expressions', lambda: Book.objects.values_list('pk', F('pages') * 2))
rows('tuples of aggregates', lambda: Book.objects.values_list('pk', Count('tags')))
rows('tuples of annotations', lambda: Book.objects.annotate(n=Count('tags')).values_list('n', 'pk'))
rows('tuples of groups', lambda: Book.objects.values_list('cover').annotate(n=Count('pk')))
rows('tuples of groups by two', lambda: (
    Book.objects.values_list('publisher', 'in_print').annotate(n=Count('pk'), s=Sum('pages'))))
rows('tuples of every type', lambda: Sample.objects.values_list(
    'flag', 'small', 'big', 'line', 'day', 'moment', 'hour', 'span', 'key'))
ordered('tuples in an order', lambda: (
    Book.objects.order_by('-pages', 'pk').values_list('title', 'pages')))
ordered('tuples of a slice', lambda: (
    Book.objects.order_by('-pages', 'pk').values_list('title', 'pages')[2:5]))
rows('tuples, distinct', lambda: Book.objects.values_list('cover', 'in_print').distinct())
rows('tuples of years', lambda: Book.objects.values_list('published__year', 'pk'))
rows('single values', lambda: Book.objects.values_list('title', flat=True))
rows('single nullable values', lambda: Book.objects.values_list('rating', flat=True))
rows('single keys', lambda: Book.objects.values_list('publisher', flat=True))
rows('single values of a relation', lambda: Book.objects.values_list('editor__name', flat=True))
rows('single values of many', lambda: Publisher.objects.values_list('books', flat=True))
rows('single decimals', lambda: Person.objects.values_list('salary', flat=True))
rows('single dates', lambda: Person.objects.values_list('born', flat=True))
rows('single values, distinct', lambda: (
    Book.objects.values_list('publisher__country', flat=True).distinct()))
rows('single counts', lambda: Book.objects.annotate(n=Count('tags')).values_list('n', flat=True))
rows('single values of an expression', lambda: Book.objects.values_list(F('pages') + 1, flat=True))
ordered('single values in an order', lambda: (
    Book.objects.order_by('title', 'pk').values_list('title', flat=True)))
rows('single values of a manager', lambda: (
    publisher(1).books.values_list('title', flat=True)))
rows('single values of a many-to-many manager', lambda: (
    tag('novel').books.values_list('publisher__name', flat=True)))
typed('the first tuple', lambda: Book.objects.order_by('pk').values_list('pk', 'title').first())
typed('the first value', lambda: (
    Book.objects.order_by('-pages').values_list('title', flat=True).first()))
typed('one tuple', lambda: Book.objects.values_list('title', 'pages').get(pk=4))
typed('one dictionary', lambda: Book.objects.values('title', 'rating').get(pk=4))
answer('tuples counted', lambda: Book.objects.values_list('cover').distinct().count())
answer('tuples asked for', lambda: (
    Book.objects.filter(pages__gt=600).values_list('title').exists()))
ordered('tuples after filters', lambda: (
    Book.objects.values_list('pk', 'title').filter(publisher__country='de').order_by('pk')))
ordered('dates by year', lambda: Book.objects.dates('published', 'year'))
ordered('dates by month', lambda: Book.objects.dates('published', 'month'))
ordered('dates by week', lambda: Book.objects.dates('published', 'week'))
ordered('dates by day', lambda: Book.objects.dates('published', 'day'))
ordered('dates of filtered rows', lambda: (
    Book.objects.filter(in_print=True).dates('published', 'year')))
ordered('dates through a relation', lambda: Book.objects.dates('editor__born', 'year'))
answer('dates counted', lambda: Book.objects.dates('published', 'year').count())
ordered('moments by year', lambda: Review.objects.datetimes('written', 'year'))
ordered('moments by month', lambda: Review.objects.datetimes('written', 'month'))
ordered('moments by day', lambda: Review.objects.datetimes('written', 'day'))
ordered('moments by hour', lambda: Review.objects.datetimes('written', 'hour'))
ordered('moments by second', lambda: Review.objects.datetimes('written', 'second'))
ordered('moments of a manager', lambda: publisher(1).books.dates('published', 'year'))
ordered('dates sliced', lambda: Book.objects.dates('published', 'year')[2:4])
