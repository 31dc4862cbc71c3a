"""Functions over windows: ranks, neighbours, ends and running aggregates, over partitions, in
orders and in frames.

Rows that come in no order of their own have windows that are ordered down to the key."""
from django.db.models import Avg, Count, F, Max, Min, RowRange, Sum, ValueRange, Window
from django.db.models.functions import (
    CumeDist, DenseRank, FirstValue, Lag, LastValue, Lead, NthValue, Ntile, PercentRank, Rank,
    RowNumber)

from ..models import Authorship, Book, Country, Person, Publisher, Review
from . import ordered, rows
from .values import country, publisher, tag

# Ranks.
rows('row number', lambda: Book.objects.annotate(
    n=Window(RowNumber(), order_by=[F('pages').desc(), F('pk').asc()])))
rows('row number by a key', lambda: Book.objects.annotate(
    n=Window(RowNumber(), order_by=F('pk').asc())))
rows('row number in partitions', lambda: Book.objects.annotate(
    n=Window(RowNumber(), partition_by=[F('cover')], order_by=[F('pages').asc(), F('pk').asc()])))
rows('row number in partitions of two', lambda: Book.objects.annotate(n=Window(
    RowNumber(), partition_by=[F('cover'), F('in_print')], order_by=F('pk').desc())))
rows('row number by a relation', lambda: Book.objects.annotate(
    n=Window(RowNumber(), partition_by=[F('publisher')], order_by=F('pk').asc())))
rows('row number by a column of a relation', lambda: Book.objects.annotate(n=Window(
    RowNumber(), partition_by=[F('publisher__country')],
    order_by=[F('editor__name').asc(), F('pk').asc()])))
rows('rank', lambda: Book.objects.annotate(r=Window(Rank(), order_by=F('published').asc())))
rows('rank, descending', lambda: Book.objects.annotate(
    r=Window(Rank(), order_by=F('rating').desc())))
rows('rank in partitions', lambda: Book.objects.annotate(
    r=Window(Rank(), partition_by=[F('in_print')], order_by=F('rating').desc())))
rows('rank by a decimal', lambda: Person.objects.annotate(
    r=Window(Rank(), order_by=F('salary').desc())))
rows('rank, nulls last', lambda: Person.objects.annotate(
    r=Window(Rank(), order_by=F('salary').asc(nulls_last=True))))
rows('dense rank', lambda: Book.objects.annotate(
    r=Window(DenseRank(), order_by=F('published').asc())))
rows('dense rank in partitions', lambda: Review.objects.annotate(
    r=Window(DenseRank(), partition_by=[F('book')], order_by=F('stars').desc())))
rows('rank and dense rank', lambda: Review.objects.annotate(
    r=Window(Rank(), order_by=F('stars').asc()), d=Window(DenseRank(), order_by=F('stars').asc())))
rows('percent rank', lambda: Book.objects.annotate(
    p=Window(PercentRank(), order_by=F('pages').asc())))
rows('percent rank in partitions', lambda: Book.objects.annotate(
    p=Window(PercentRank(), partition_by=[F('cover')], order_by=F('pages').asc())))
rows('cumulative distribution', lambda: Review.objects.annotate(
    c=Window(CumeDist(), order_by=F('stars').asc())))
rows('cumulative distribution in partitions', lambda: Review.objects.annotate(
    c=Window(CumeDist(), partition_by=[F('reader')], order_by=F('stars').desc())))
rows('parts', lambda: Book.objects.annotate(
    q=Window(Ntile(num_buckets=4), order_by=[F('pages').asc(), F('pk').asc()])))
rows('parts of partitions', lambda: Book.objects.annotate(q=Window(
    Ntile(num_buckets=2), partition_by=[F('cover')], order_by=F('pk').asc())))
rows('rank by an expression', lambda: Book.objects.annotate(
    r=Window(Rank(), order_by=(F('pages') - F('chapters')).desc())))
rows('rank in partitions by an expression', lambda: Book.objects.annotate(
    r=Window(Rank(), partition_by=[F('pages') % 2], order_by=F('pages').asc())))
rows('rank in partitions by a year', lambda: Review.objects.annotate(
    r=Window(Rank(), partition_by=[F('written__year')], order_by=F('written').asc())))

# Neighbours.
rows('lag', lambda: Book.objects.annotate(x=Window(Lag('pages'), order_by=F('pk').asc())))
rows('lag by two', lambda: Book.objects.annotate(
    x=Window(Lag('pages', offset=2), order_by=F('pk').asc())))
rows('lag with a default', lambda: Book.objects.annotate(
    x=Window(Lag('pages', offset=1, default=0), order_by=F('pk').asc())))
rows('lag of a nullable column', lambda: Book.objects.annotate(
    x=Window(Lag('rating'), order_by=F('pk').asc())))
rows('lag of a text', lambda: Book.objects.annotate(
    x=Window(Lag('title'), order_by=[F('title').asc(), F('pk').asc()])))
rows('lag of a date in partitions', lambda: Book.objects.annotate(x=Window(
    Lag('published'), partition_by=[F('publisher')], order_by=F('pk').asc())))
rows('lead', lambda: Book.objects.annotate(x=Window(Lead('pages'), order_by=F('pk').asc())))
rows('lead by three with a default', lambda: Book.objects.annotate(
    x=Window(Lead('chapters', offset=3, default=-1), order_by=F('pk').asc())))
rows('lead in partitions', lambda: Review.objects.annotate(x=Window(
    Lead('written'), partition_by=[F('book')], order_by=F('written').asc())))
rows('lead of a column of a relation', lambda: Review.objects.annotate(
    x=Window(Lead('book__title'), order_by=F('pk').asc())))
rows('difference to the one before', lambda: Book.objects.annotate(
    x=F('pages') - Window(Lag('pages', offset=1, default=0), order_by=F('pk').asc())))

# Ends.
rows('first value', lambda: Book.objects.annotate(x=Window(
    FirstValue('title'), partition_by=[F('cover')],
    order_by=[F('pages').desc(), F('pk').asc()])))
rows('first nullable value', lambda: Book.objects.annotate(x=Window(
    FirstValue('rating'), partition_by=[F('publisher')], order_by=F('pk').asc())))
rows('last value so far', lambda: Book.objects.annotate(
    x=Window(LastValue('title'), partition_by=[F('cover')], order_by=F('pk').asc())))
rows('last value of all', lambda: Book.objects.annotate(x=Window(
    LastValue('title'), partition_by=[F('cover')], order_by=F('pk').asc(),
    frame=RowRange(start=None, end=None))))
rows('second value', lambda: Book.objects.annotate(x=Window(
    NthValue('title', nth=2), partition_by=[F('cover')], order_by=F('pk').asc())))
rows('third value of all', lambda: Book.objects.annotate(x=Window(
    NthValue('pages', nth=3), partition_by=[F('publisher')], order_by=F('pk').asc(),
    frame=RowRange(start=None, end=None))))
rows('first value of a frame', lambda: Book.objects.annotate(x=Window(
    FirstValue('pages'), order_by=F('pk').asc(), frame=RowRange(start=-1, end=2))))

# Aggregates.
rows('sum of a partition', lambda: Book.objects.annotate(
    s=Window(Sum('pages'), partition_by=[F('cover')])))
rows('count of a partition', lambda: Book.objects.annotate(
    n=Window(Count('pk'), partition_by=[F('publisher')])))
rows('count of stars', lambda: Book.objects.annotate(
    n=Window(Count('*'), partition_by=[F('in_print')])))
rows('count of a nullable column', lambda: Book.objects.annotate(
    n=Window(Count('rating'), partition_by=[F('cover')])))
rows('mean of a partition', lambda: Book.objects.annotate(
    a=Window(Avg('pages'), partition_by=[F('cover')])))
rows('mean of a float', lambda: Book.objects.annotate(
    a=Window(Avg('rating'), partition_by=[F('publisher')])))
rows('greatest of everything', lambda: Book.objects.annotate(m=Window(Max('pages'))))
rows('least date of a partition', lambda: Book.objects.annotate(
    m=Window(Min('published'), partition_by=[F('publisher__country')])))
rows('running sum', lambda: Book.objects.annotate(
    s=Window(Sum('pages'), order_by=F('pk').asc())))
rows('running sum in partitions', lambda: Book.objects.annotate(
    s=Window(Sum('pages'), partition_by=[F('cover')], order_by=F('pk').desc())))
rows('running sum of equals', lambda: Review.objects.annotate(
    s=Window(Sum('stars'), order_by=F('stars').asc())))
rows('running count', lambda: Review.objects.annotate(
    n=Window(Count('reader'), order_by=F('written').asc())))
rows('running greatest', lambda: Book.objects.annotate(
    m=Window(Max('rating'), order_by=F('pk').asc())))
rows('sum of a column of a relation', lambda: Review.objects.annotate(
    s=Window(Sum('book__pages'), partition_by=[F('reader')])))
rows('several windows', lambda: Book.objects.annotate(
    s=Window(Sum('pages'), partition_by=[F('cover')]),
    a=Window(Avg('pages'), partition_by=[F('in_print')]),
    n=Window(RowNumber(), order_by=F('pk').asc())))

# Frames.
rows('sum of three', lambda: Book.objects.annotate(s=Window(
    Sum('pages'), order_by=F('pk').asc(), frame=RowRange(start=-1, end=1))))
rows('sum of the two before', lambda: Book.objects.annotate(s=Window(
    Sum('pages'), order_by=F('pk').asc(), frame=RowRange(start=-2, end=0))))
rows('sum from here', lambda: Book.objects.annotate(s=Window(
    Sum('pages'), order_by=F('pk').asc(), frame=RowRange(start=0, end=None))))
rows('sum so far', lambda: Book.objects.annotate(s=Window(
    Sum('pages'), order_by=F('pk').asc(), frame=RowRange(start=None, end=0))))
rows('mean of those around in partitions', lambda: Book.objects.annotate(a=Window(
    Avg('rating'), partition_by=[F('cover')], order_by=F('pk').asc(),
    frame=RowRange(start=-1, end=1))))
rows('greatest so far by value', lambda: Book.objects.annotate(m=Window(
    Max('pages'), order_by=F('chapters').asc(), frame=ValueRange(start=None, end=0))))
rows('count of equals', lambda: Review.objects.annotate(n=Window(
    Count('pk'), order_by=F('stars').asc(), frame=ValueRange(start=0, end=0))))
rows('sum from here by value', lambda: Review.objects.annotate(s=Window(
    Sum('stars'), order_by=F('stars').asc(), frame=ValueRange(start=0, end=None))))

# Beside other annotations, conditions and orderings.
rows('of filtered rows', lambda: Book.objects.filter(in_print=True).annotate(
    n=Window(RowNumber(), order_by=[F('pages').asc(), F('pk').asc()])))
rows('of excluded rows', lambda: Book.objects.exclude(tags='novel').annotate(
    n=Window(RowNumber(), order_by=F('pk').asc())))
rows('of rows that are there twice', lambda: (
    Publisher.objects.filter(books__pages__gt=50).annotate(n=Window(Count('pk')))))
ordered('ordered by it', lambda: Book.objects.annotate(
    n=Window(RowNumber(), order_by=[F('pages').desc(), F('pk').asc()])).order_by('n'))
ordered('ordered by it, descending, and sliced', lambda: Book.objects.annotate(
    n=Window(RowNumber(), order_by=[F('pages').desc(), F('pk').asc()])).order_by('-n')[:5])
ordered('ordered by something else', lambda: Book.objects.annotate(
    r=Window(Rank(), order_by=F('pages').desc())).order_by('title', 'pk'))
rows('values of it', lambda: Book.objects.annotate(
    n=Window(Count('pk'), partition_by=[F('cover')])).values('title', 'n'))
rows('in values', lambda: Book.objects.values(
    'pk', n=Window(Rank(), order_by=F('pages').asc())))
rows('of an annotation', lambda: Book.objects.annotate(x=F('pages') % 3).annotate(
    n=Window(Count('pk'), partition_by=[F('x')])))
rows('selected too', lambda: Book.objects.select_related('publisher').annotate(
    n=Window(Rank(), partition_by=[F('publisher')], order_by=F('pages').asc())))
rows('an expression of it', lambda: Book.objects.annotate(
    x=Window(RowNumber(), order_by=F('pk').asc()) * 10))
rows('of groups', lambda: Book.objects.values('cover').annotate(n=Count('pk')).annotate(
    r=Window(Rank(), order_by=F('n').desc())))
rows('of a related manager', lambda: publisher(1).books.annotate(
    n=Window(RowNumber(), order_by=F('pages').asc())))
rows('of a many-to-many manager', lambda: tag('novel').books.annotate(
    n=Window(Rank(), order_by=F('pages').desc())))
ordered('of a manager of a model with an ordering', lambda: country('fr').publishers.annotate(
    n=Window(RowNumber(), order_by=F('founded').asc())))
rows('of authorships', lambda: Authorship.objects.annotate(
    s=Window(Sum('position'), partition_by=[F('person__country')], order_by=F('pk').asc())))
ordered("in the model's own order", lambda: Country.objects.annotate(
    n=Window(RowNumber(), order_by=F('code').asc())))
rows('of people by country', lambda: Person.objects.annotate(
    n=Window(Count('pk'), partition_by=[F('country')]),
    r=Window(Rank(), partition_by=[F('country')], order_by=F('born').asc())))
