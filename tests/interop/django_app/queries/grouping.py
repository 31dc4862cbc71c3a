"""Groups: `values()` and then `annotate()`, by columns, by what relations lead to, by what is
computed; and what is filtered, ordered, sliced, counted and computed of groups."""
from django.db.models import Avg, Count, F, Max, Min, Q, Sum

from ..models import Authorship, Book, Country, Person, Publisher, Review, Tag
from . import answer, ordered, rows, typed
from .values import country, date, dec, default, person, publisher, tag

# By columns.
rows('by a column', lambda: Book.objects.values('cover').annotate(n=Count('pk')))
rows('by a truth', lambda: Book.objects.values('in_print').annotate(n=Count('pk')))
rows('by a nullable column', lambda: Book.objects.values('rating').annotate(n=Count('pk')))
rows('by a nullable text', lambda: Book.objects.values('subtitle').annotate(n=Count('*')))
rows('by a decimal', lambda: Book.objects.values('price').annotate(n=Count('pk'), m=Max('pages')))
rows('by a date', lambda: Book.objects.values('published').annotate(n=Count('pk')))
rows('by two columns', lambda: (
    Book.objects.values('cover', 'in_print').annotate(n=Count('pk'), s=Sum('pages'))))
rows('by a key', lambda: Book.objects.values('pk').annotate(n=Count('tags')))
rows('by a key and a column', lambda: Book.objects.values('id', 'title').annotate(n=Count('tags')))
rows('by a text that is there twice', lambda: (
    Book.objects.values('title').annotate(n=Count('pk'), s=Sum('pages'), a=Avg('rating'))))
rows('by a moment', lambda: Review.objects.values('written').annotate(n=Count('pk')))
rows('by stars', lambda: Review.objects.values('stars').annotate(
    n=Count('pk'), books=Count('book', distinct=True), last=Max('written')))

# By relations.
rows('by a relation', lambda: Book.objects.values('publisher').annotate(n=Count('pk')))
rows('by the column of a relation', lambda: (
    Book.objects.values('publisher_id').annotate(n=Count('pk'))))
rows('by a text key', lambda: Person.objects.values('country').annotate(
    n=Count('pk'), s=Sum('salary'), a=Avg('salary')))
rows('by a name', lambda: Book.objects.values('publisher__name').annotate(n=Count('pk')))
rows('by a name and a key', lambda: (
    Book.objects.values('publisher', 'publisher__name').annotate(n=Count('pk'))))
rows('two steps away', lambda: (
    Book.objects.values('publisher__country').annotate(n=Count('pk'), s=Sum('pages'))))
rows('three steps away', lambda: (
    Book.objects.values('publisher__country__name').annotate(n=Count('pk'), s=Sum('price'))))
rows('by two relations', lambda: (
    Book.objects.values('publisher__country', 'editor__country').annotate(n=Count('pk'))))
rows('by the model itself', lambda: Person.objects.values('boss').annotate(n=Count('pk')))
rows('by the name of the boss', lambda: (
    Person.objects.values('boss__name').annotate(n=Count('pk'), m=Min('born'))))
rows('by the boss of the boss', lambda: (
    Person.objects.values('boss__boss').annotate(n=Count('pk'))))
rows('by reviewers', lambda: (
    Review.objects.values('reader__name').annotate(n=Count('pk'), a=Avg('stars'))))
rows('by a column of a reviewed book', lambda: (
    Review.objects.values('book__cover').annotate(n=Count('pk'), a=Avg('stars'))))
rows('by a one-to-one', lambda: Book.objects.values('sequel_to').annotate(n=Count('pk')))
rows('by a reverse one-to-one', lambda: (
    Person.objects.values('desk__room').annotate(n=Count('pk'))))
rows('by tags', lambda: Book.objects.values('tags').annotate(n=Count('pk'), s=Sum('pages')))
rows('by parents of tags', lambda: Book.objects.values('tags__parent').annotate(n=Count('pk')))
rows('by authors', lambda: Book.objects.values('authors').annotate(n=Count('pk')))
rows('by names of authors', lambda: (
    Book.objects.values('authors__name').annotate(n=Count('pk', distinct=True))))
rows('by reverse', lambda: (
    Publisher.objects.order_by().values('books__cover').annotate(n=Count('pk'))))
rows('by join rows', lambda: (
    Authorship.objects.values('person').annotate(n=Count('book'), s=Sum('share'))))

# What is counted of other relations.
rows('count of tags', lambda: Book.objects.values('cover').annotate(n=Count('tags')))
rows('count of tags, distinct', lambda: (
    Book.objects.values('cover').annotate(n=Count('tags', distinct=True))))
rows('count of tags and reviews', lambda: (
    Book.objects.values('in_print').annotate(t=Count('tags'), r=Count('reviews'))))
rows('sum of stars', lambda: (
    Book.objects.values('publisher__name').annotate(s=Sum('reviews__stars'))))
rows('sum of stars with a default', lambda: (
    Book.objects.values('publisher').annotate(s=default(Sum('reviews__stars'), 0))))
rows('count of some', lambda: (
    Book.objects.values('publisher').annotate(n=Count('pk', filter=Q(pages__gt=100)))))
rows('counts of some', lambda: Book.objects.values('cover').annotate(
    old=Count('pk', filter=Q(published__lt=date(2000, 1, 1))),
    new=Count('pk', filter=Q(published__gte=date(2000, 1, 1))),
    never=Count('pk', filter=Q(published=None))))
rows('least of many', lambda: (
    Publisher.objects.order_by().values('country').annotate(m=Min('books__published'))))
rows('of books in countries', lambda: (
    Country.objects.values('name').annotate(n=Count('publishers__books'))))
rows('an aggregate of an expression', lambda: (
    Book.objects.values('cover').annotate(s=Sum(F('pages') * 2))))
rows('two calls', lambda: (
    Book.objects.values('cover').annotate(n=Count('pk')).annotate(m=Max('pages'))))

# By what is computed.
rows('by an annotation', lambda: (
    Book.objects.annotate(x=F('pages') % 2).values('x').annotate(n=Count('pk'))))
rows('by an expression', lambda: Book.objects.values(x=F('pages') % 3).annotate(n=Count('pk')))
rows('by a renamed column', lambda: (
    Book.objects.values(x=F('publisher__country__name')).annotate(n=Count('pk'))))
rows('by an expression and a column', lambda: (
    Book.objects.values('cover', x=F('pages') % 2).annotate(n=Count('pk'), s=Sum('pages'))))
rows('by a year', lambda: Book.objects.values('published__year').annotate(n=Count('pk')))
rows('by a month', lambda: Review.objects.values('written__month').annotate(n=Count('pk')))
rows('by a year through a relation', lambda: (
    Review.objects.values('book__published__year').annotate(n=Count('pk'), a=Avg('stars'))))

# Annotated first, and then fewer columns.
rows('annotated and then values', lambda: (
    Book.objects.annotate(n=Count('tags')).values('title', 'n')))
rows('annotated and then other values', lambda: (
    Book.objects.annotate(n=Count('tags')).values('cover')))
rows('annotated and then its values', lambda: (
    Book.objects.annotate(n=Count('tags')).values('n')))
rows('annotated, filtered, and then values', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(n__gt=1).values('title', 'n')))
rows('annotated and then a name', lambda: (
    Book.objects.annotate(n=Count('tags')).values('publisher__name', 'n')))
rows('annotated with a column and then values', lambda: (
    Book.objects.annotate(x=F('publisher__name')).values('x', 'title')))
rows('annotated with two and then one', lambda: (
    Book.objects.annotate(t=Count('tags'), r=Count('reviews')).values('pk', 'r')))
rows('grouped and then fewer values', lambda: (
    Book.objects.values('cover', 'in_print').annotate(n=Count('pk')).values('cover', 'n')))
rows('grouped and then its number', lambda: (
    Book.objects.values('cover').annotate(n=Count('pk')).values('n')))
rows('values alone', lambda: Book.objects.values('title', 'publisher__name'))
rows('values of many', lambda: Publisher.objects.values('name', 'books__title'))
rows('values of keys', lambda: Book.objects.values('publisher', 'editor', 'sequel_to'))
rows('values of everything there is', lambda: Book.objects.values(
    'id', 'title', 'subtitle', 'pages', 'chapters', 'price', 'rating', 'published', 'in_print'))
rows('values of an expression', lambda: Book.objects.values('pk', x=F('pages') + F('chapters')))
rows('values of an aggregate', lambda: Book.objects.values('pk', n=Count('tags')))
rows('values of a relation and an aggregate', lambda: (
    Book.objects.values('publisher__name', n=Count('pk'))))
rows('values by text keys', lambda: Publisher.objects.values('country', 'country__name'))

# Groups filtered.
rows('filtered before', lambda: (
    Book.objects.filter(in_print=True).values('publisher').annotate(n=Count('pk'))))
rows('filtered between', lambda: (
    Book.objects.values('publisher').filter(in_print=True).annotate(n=Count('pk'))))
rows('filtered behind', lambda: (
    Book.objects.values('publisher').annotate(n=Count('pk')).filter(n__gt=1)))
rows('filtered behind by two', lambda: (
    Book.objects.values('publisher').annotate(n=Count('pk'), s=Sum('pages'))
    .filter(n__gt=1, s__lt=700)))
rows('filtered behind by either', lambda: (
    Book.objects.values('publisher').annotate(n=Count('pk'), s=Sum('pages'))
    .filter(Q(n__gt=2) | Q(s__lt=100))))
rows('filtered behind by what it is grouped by', lambda: (
    Book.objects.values('cover').annotate(n=Count('pk')).filter(cover='soft')))
rows('filtered behind by both', lambda: (
    Book.objects.values('cover').annotate(n=Count('pk')).filter(Q(n__gt=6) | Q(cover='none'))))
rows('filtered behind by a column', lambda: (
    Book.objects.values('publisher').annotate(n=Count('pk')).filter(pages__gt=100)))
rows('filtered behind by a relation', lambda: (
    Book.objects.values('publisher').annotate(n=Count('pk')).filter(publisher__country='de')))
rows('excluded before', lambda: (
    Book.objects.exclude(tags='novel').values('publisher').annotate(n=Count('pk'))))
rows('excluded behind', lambda: (
    Book.objects.values('publisher').annotate(n=Count('pk')).exclude(n=1)))
rows('filtered on all sides', lambda: (
    Book.objects.filter(pages__gt=30).values('publisher__country').filter(in_print=True)
    .annotate(n=Count('pk')).filter(n__gt=1)))
rows('filtered by a sum of decimals', lambda: (
    Book.objects.values('publisher').annotate(s=Sum('price')).filter(s__gte=dec('20.10'))))
rows('filtered by many before', lambda: (
    Book.objects.filter(reviews__stars__gt=3).values('publisher__name').annotate(n=Count('pk'))))
rows('filtered by a mean', lambda: (
    Review.objects.values('book').annotate(a=Avg('stars')).filter(a__gt=3)))

# Groups in an order.
ordered('ordered by the group', lambda: (
    Book.objects.values('cover').annotate(n=Count('pk')).order_by('cover')))
ordered('ordered by a count', lambda: (
    Book.objects.values('publisher').annotate(n=Count('pk')).order_by('-n', 'publisher')))
ordered('ordered by a sum', lambda: (
    Book.objects.values('publisher__name').annotate(s=Sum('pages')).order_by('s')))
ordered('ordered by a name', lambda: (
    Book.objects.values('publisher__name').annotate(n=Count('pk'))
    .order_by('-publisher__name')))
ordered('ordered by another column', lambda: (
    Book.objects.values('cover').annotate(n=Count('pk')).order_by('cover', 'in_print')))
ordered('ordered before', lambda: (
    Book.objects.order_by('cover').values('cover').annotate(n=Count('pk'))))
ordered('ordered before by another column', lambda: (
    Book.objects.order_by('cover', 'in_print').values('cover').annotate(n=Count('pk'))))
ordered('reversed', lambda: (
    Book.objects.values('cover').annotate(n=Count('pk')).order_by('n', 'cover').reverse()))
ordered('nulls last', lambda: (
    Book.objects.values('publisher').annotate(m=Max('rating'))
    .order_by(F('m').desc(nulls_last=True), 'publisher')))
ordered('by an expression, ordered', lambda: (
    Book.objects.annotate(x=F('pages') % 4).values('x').annotate(n=Count('pk')).order_by('-x')))
ordered('filtered and ordered', lambda: (
    Book.objects.values('publisher__country').annotate(n=Count('pk'), s=Sum('pages'))
    .filter(n__gte=2).order_by('-s')))
ordered('sliced', lambda: (
    Book.objects.values('publisher').annotate(n=Count('pk')).order_by('-n', 'publisher')[1:4]))
ordered('the first two', lambda: (
    Person.objects.values('country').annotate(s=Sum('salary')).order_by('-s')[:2]))

# Distinct values.
rows('distinct values', lambda: Book.objects.values('cover').distinct())
rows('distinct values of two', lambda: Book.objects.values('cover', 'in_print').distinct())
rows('distinct values of a relation', lambda: Book.objects.values('publisher__country').distinct())
rows('distinct values of many', lambda: Publisher.objects.values('books__cover').distinct())
ordered('distinct values in an order', lambda: (
    Book.objects.values('cover').order_by('-cover').distinct()))
ordered('distinct values in the order of others', lambda: (
    Book.objects.values('cover').order_by('cover', 'pages').distinct()))
rows('distinct groups', lambda: (
    Book.objects.values('publisher').annotate(n=Count('pk')).values('n').distinct()))
rows('distinct annotations', lambda: Book.objects.annotate(n=Count('tags')).values('n').distinct())

# Counted and computed.
answer('number of groups', lambda: Book.objects.values('cover').annotate(n=Count('pk')).count())
answer('number of groups by a relation', lambda: (
    Book.objects.values('publisher').annotate(n=Count('pk')).count()))
answer('number of filtered groups', lambda: (
    Book.objects.values('publisher').annotate(n=Count('pk')).filter(n__gt=1).count()))
answer('number of sliced groups', lambda: (
    Book.objects.values('publisher').annotate(n=Count('pk')).order_by('publisher')[2:5].count()))
answer('number of values', lambda: Book.objects.values('cover').count())
answer('number of distinct values', lambda: Book.objects.values('cover').distinct().count())
answer('number of distinct values of a relation', lambda: (
    Book.objects.values('publisher__country').distinct().count()))
answer('any groups', lambda: (
    Book.objects.values('publisher').annotate(n=Count('pk')).filter(n__gt=2).exists()))
answer('any groups of none', lambda: (
    Book.objects.values('publisher').annotate(n=Count('pk')).filter(n__gt=20).exists()))
typed('the greatest of groups', lambda: (
    Book.objects.values('publisher').annotate(n=Count('pk')).aggregate(m=Max('n'))))
typed('the mean of groups', lambda: (
    Book.objects.values('publisher').annotate(s=Sum('pages')).aggregate(a=Avg('s'))))
typed('the mean of filtered groups', lambda: (
    Book.objects.values('publisher').annotate(s=Sum('pages')).filter(s__gt=100)
    .aggregate(a=Avg('s'), n=Count('*'))))
typed('the sum of distinct values', lambda: (
    Book.objects.values('pages').distinct().aggregate(s=Sum('pages'))))
typed('the first group', lambda: (
    Book.objects.values('cover').annotate(n=Count('pk')).order_by('-n').first()))
typed('the last group', lambda: (
    Book.objects.values('cover').annotate(n=Count('pk')).order_by('-n').last()))
typed('one group', lambda: (
    Book.objects.values('cover').annotate(n=Count('pk')).get(cover='none')))
typed('the second group', lambda: (
    Book.objects.values('publisher').annotate(s=Sum('pages')).order_by('-s')[1]))

# Of related managers.
rows('of a related manager', lambda: publisher(1).books.values('editor').annotate(n=Count('pk')))
rows('of a many-to-many manager', lambda: (
    tag('novel').books.values('publisher').annotate(n=Count('pk'), s=Sum('pages'))))
rows('of a manager of a model with an ordering', lambda: (
    country('fr').publishers.values('founded').annotate(n=Count('books'))))
rows('of a symmetrical manager', lambda: (
    person(1).friends.values('country').annotate(n=Count('pk'))))
rows('of tags', lambda: Tag.objects.values('parent').annotate(n=Count('pk'), b=Count('books')))
