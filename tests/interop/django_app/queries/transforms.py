"""Paths that end in transforms: parts of dates and times, text and numbers; in conditions,
orderings, columns, groups and aggregates."""
from django.db.models import Count, F, Max, Min, Q, Sum

from ..models import Book, Maybe, Person, Publisher, Review, Sample
from . import answer, found, listed, ordered, rows, typed
from .values import date, moment, time

# Of dates.
found('year', lambda: Book.objects.filter(published__year=2010))
found('year gt', lambda: Book.objects.filter(published__year__gt=2001))
found('year gte', lambda: Book.objects.filter(published__year__gte=2001))
found('year lt', lambda: Book.objects.filter(published__year__lt=1971))
found('year lte', lambda: Book.objects.filter(published__year__lte=1971))
found('year in', lambda: Book.objects.filter(published__year__in=[1999, 2022]))
found('year range', lambda: Book.objects.filter(published__year__range=(1990, 2010)))
found('year isnull', lambda: Book.objects.filter(published__year__isnull=True))
found('year not', lambda: Book.objects.exclude(published__year=1999))
found('year not gt', lambda: Book.objects.exclude(published__year__gt=2001))
found('month', lambda: Book.objects.filter(published__month=5))
found('month in', lambda: Book.objects.filter(published__month__in=[2, 12]))
found('month not', lambda: Book.objects.exclude(published__month=2))
found('day', lambda: Book.objects.filter(published__day=31))
found('day lt', lambda: Book.objects.filter(published__day__lt=6))
found('week', lambda: Book.objects.filter(published__week=52))
found('week of another year', lambda: Sample.objects.filter(day__week__gte=52))
found('day of the week', lambda: Book.objects.filter(published__week_day=1))
found('ISO day of the week', lambda: Book.objects.filter(published__iso_week_day=7))
found('ISO year', lambda: Book.objects.filter(published__iso_year=1999))
found('ISO year of days', lambda: Sample.objects.filter(day__iso_year__gt=1970))
found('quarter', lambda: Book.objects.filter(published__quarter=1))
found('quarter not', lambda: Book.objects.exclude(published__quarter=1))
found('year and month', lambda: Book.objects.filter(published__year=2010, published__month=5))
found('year or month', lambda: (
    Book.objects.filter(Q(published__year=2010) | Q(published__month=2))))
found('not year and month', lambda: (
    Book.objects.filter(~Q(published__year=2010) & Q(published__month=5))))

# Of moments and times.
found('year of a moment', lambda: Review.objects.filter(written__year=2020))
found('month of a moment', lambda: Review.objects.filter(written__month__gte=3))
found('day of a moment', lambda: Review.objects.filter(written__day=1))
found('hour', lambda: Review.objects.filter(written__hour=12))
found('hour gt', lambda: Review.objects.filter(written__hour__gt=12))
found('minute', lambda: Review.objects.filter(written__minute=59))
found('second', lambda: Review.objects.filter(written__second=59))
found('second of fractions', lambda: Review.objects.filter(written__second=26))
found('date', lambda: Review.objects.filter(written__date=date(2020, 1, 2)))
found('date gt', lambda: Review.objects.filter(written__date__gt=date(2021, 6, 30)))
found('date in', lambda: (
    Review.objects.filter(written__date__in=[date(2020, 2, 1), date(2022, 3, 14)])))
found('date not', lambda: Review.objects.exclude(written__date=date(2020, 2, 1)))
found('time of a moment', lambda: Review.objects.filter(written__time=time(0, 0)))
found('time gt', lambda: Review.objects.filter(written__time__gt=time(12, 0)))
found('week of a moment', lambda: Review.objects.filter(written__week=1))
found('quarter of a moment', lambda: Review.objects.filter(written__quarter=1))
found('year of a date of a moment', lambda: Review.objects.filter(written__date__year=1999))
found('hour of a time', lambda: Sample.objects.filter(hour__hour=13))
found('minute of a time', lambda: Sample.objects.filter(hour__minute__gt=30))
found('second of a time', lambda: Sample.objects.filter(hour__second=59))
found('hour of a nullable time', lambda: Maybe.objects.filter(hour__hour__gte=0))
found('hour of a nullable time, not', lambda: Maybe.objects.exclude(hour__hour=13))
found('minute of a moment', lambda: Maybe.objects.filter(moment__minute=37))

# Of text.
found('lower', lambda: Book.objects.filter(title__lower='alpha'))
found('lower contains', lambda: Book.objects.filter(title__lower__contains='ta'))
found('upper', lambda: Book.objects.filter(title__upper='BETA'))
found('upper startswith', lambda: Book.objects.filter(title__upper__startswith='E'))
found('lower in', lambda: Book.objects.filter(title__lower__in=['mu', 'nu']))
found('lower not', lambda: Book.objects.exclude(title__lower='alpha'))
found('lower of a nullable text', lambda: Book.objects.exclude(subtitle__lower='greek'))
found('length', lambda: Book.objects.filter(title__length=2))
found('length gt', lambda: Book.objects.filter(title__length__gt=5))
found('length of a nullable text', lambda: Book.objects.filter(subtitle__length__lt=5))
found('length of a nullable text, not', lambda: Book.objects.exclude(subtitle__length=5))
found('length of letters and signs', lambda: Person.objects.filter(name__length__lte=2))
found('trimmed', lambda: Sample.objects.filter(line__trim=''))
found('length of the trimmed', lambda: Sample.objects.filter(line__trim__length__lt=2))

# Of numbers.
found('absolute', lambda: Sample.objects.filter(small__abs=1))
found('absolute gt', lambda: Sample.objects.filter(number__abs__gt=1000))
found('absolute decimal', lambda: Sample.objects.filter(amount__abs__lt=1))
found('absolute float', lambda: Sample.objects.filter(real__abs=1))
found('absolute of a nullable number, not', lambda: Maybe.objects.exclude(small__abs__gt=100))

# Through relations.
found('year of an editor', lambda: Book.objects.filter(editor__born__year__lt=1943))
found('year of an editor, not', lambda: Book.objects.exclude(editor__born__year__lt=1943))
found('year of many', lambda: Publisher.objects.filter(books__published__year=1999))
found('year of many, not', lambda: Publisher.objects.exclude(books__published__year=1999))
found('year and month of many', lambda: (
    Publisher.objects.filter(books__published__year=1999, books__published__month=12)))
found('year of a moment of many', lambda: Book.objects.filter(reviews__written__year=2020))
found('length of many', lambda: Book.objects.filter(tags__name__length=5))
found('lower of a relation', lambda: Book.objects.filter(publisher__name__lower='aufbau'))
found('date of many, not', lambda: (
    Book.objects.exclude(reviews__written__date__gt=date(2020, 1, 1))))

# Compared.
found('year of two', lambda: Book.objects.filter(published__year=F('sequel_to__published__year')))
found('born in the year', lambda: (
    Review.objects.filter(written__year__gt=F('book__published__year'))))
found('day as month', lambda: Book.objects.filter(published__day=F('published__month')))
found('length as chapters', lambda: Book.objects.filter(chapters__lt=F('title__length') * 2))
found('month gt', lambda: Book.objects.filter(published__month__gt=F('editor__born__month')))

# As columns, orderings, groups and arguments.
rows('year as a column', lambda: Book.objects.annotate(y=F('published__year')))
rows('parts as columns', lambda: Review.objects.annotate(
    y=F('written__year'), m=F('written__month'), d=F('written__day'), h=F('written__hour')))
rows('date as a column', lambda: Review.objects.annotate(d=F('written__date')))
rows('time as a column', lambda: Review.objects.annotate(t=F('written__time')))
rows('length as a column', lambda: Book.objects.annotate(n=F('title__length')))
rows('lower as a column', lambda: Book.objects.annotate(x=F('subtitle__lower')))
rows('year through a relation as a column', lambda: (
    Book.objects.annotate(y=F('editor__born__year'))))
rows('year in values', lambda: Book.objects.values('pk', 'published__year'))
rows('years, distinct', lambda: Book.objects.values('published__year').distinct())
ordered('by year', lambda: Book.objects.order_by('published__year', 'pk'))
ordered('by month, descending', lambda: Book.objects.order_by('-published__month', 'pk'))
ordered('by length', lambda: Book.objects.order_by('title__length', 'title', 'pk'))
listed('by year through a relation', lambda: Book.objects.order_by('editor__born__year', 'pk'))
rows('grouped by year', lambda: (
    Review.objects.values('written__year').annotate(n=Count('pk'), s=Sum('stars'))))
rows('grouped by quarter', lambda: (
    Book.objects.values('published__quarter').annotate(n=Count('pk'))))
rows('grouped by length', lambda: Book.objects.values('title__length').annotate(n=Count('pk')))
ordered('grouped by year and ordered', lambda: (
    Review.objects.values('written__year').annotate(n=Count('pk'))
    .order_by('-n', 'written__year')))
rows('greatest year', lambda: Publisher.objects.annotate(m=Max('books__published__year')))
rows('sum of lengths', lambda: Publisher.objects.annotate(s=Sum('books__title__length')))
rows('filtered by a greatest year', lambda: (
    Publisher.objects.annotate(m=Max('books__published__year')).filter(m__lt=2005)))
typed('range of years', lambda: (
    Book.objects.aggregate(a=Min('published__year'), b=Max('published__year'))))
typed('count of years', lambda: (
    Book.objects.aggregate(n=Count('published__year', distinct=True))))
answer('years counted', lambda: Book.objects.values('published__year').distinct().count())
rows('of an annotation', lambda: (
    Book.objects.annotate(x=F('editor__born')).filter(x__year__lt=1950)))
rows('of a greatest moment', lambda: (
    Book.objects.annotate(m=Max('reviews__written')).filter(m__year=2022)))
found('before a moment', lambda: Review.objects.filter(written__lt=moment(2000, 1, 1)))
