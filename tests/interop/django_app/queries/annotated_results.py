"""What annotated querysets give when they are counted, sliced, combined, computed of or changed,
and aggregates over whole querysets."""
from django.db.models import Avg, Count, F, Max, Min, Q, StdDev, Sum, Variance

from ..models import Authorship, Book, Country, Person, Publisher, Review, Tag
from . import answer, changed, counted, ordered, rows, typed
from .values import country, date, dec, default, deleted, keys, person, publisher, tag

# Aggregates of everything.
typed('count', lambda: Book.objects.aggregate(n=Count('pk')))
typed('count of stars', lambda: Book.objects.aggregate(n=Count('*')))
typed('count of a nullable column', lambda: Book.objects.aggregate(n=Count('rating')))
typed('count of distinct values', lambda: Book.objects.aggregate(n=Count('price', distinct=True)))
typed('count of a relation', lambda: Book.objects.aggregate(n=Count('publisher')))
typed('count of distinct relations', lambda: (
    Book.objects.aggregate(n=Count('publisher', distinct=True))))
typed('count of many', lambda: Book.objects.aggregate(n=Count('tags')))
typed('count of some', lambda: Book.objects.aggregate(n=Count('pk', filter=Q(in_print=True))))
typed('count of some through a relation', lambda: (
    Book.objects.aggregate(n=Count('pk', filter=Q(publisher__country='de')))))
typed('sum', lambda: Book.objects.aggregate(s=Sum('pages')))
typed('sum of decimals', lambda: Book.objects.aggregate(s=Sum('price')))
typed('sum of floats', lambda: Book.objects.aggregate(s=Sum('rating')))
typed('sum of many', lambda: Publisher.objects.aggregate(s=Sum('books__pages')))
typed('mean', lambda: Book.objects.aggregate(a=Avg('pages')))
typed('mean of decimals', lambda: Book.objects.aggregate(a=Avg('price')))
typed('mean through a relation', lambda: Book.objects.aggregate(a=Avg('publisher__founded')))
typed('least and greatest', lambda: Book.objects.aggregate(
    a=Min('pages'), b=Max('pages'), c=Min('published'), d=Max('title'), e=Min('price')))
typed('deviation', lambda: Book.objects.aggregate(d=StdDev('pages'), v=Variance('pages')))
typed('deviation of a sample', lambda: (
    Book.objects.aggregate(d=StdDev('pages', sample=True), v=Variance('pages', sample=True))))
typed('of no rows', lambda: Book.objects.filter(pages__gt=1000).aggregate(
    n=Count('pk'), s=Sum('pages'), a=Avg('rating'), m=Max('title')))
typed('of no rows with a default', lambda: (
    Book.objects.filter(pages__gt=1000).aggregate(s=default(Sum('pages'), 0))))
typed('of none', lambda: Book.objects.none().aggregate(n=Count('pk'), s=Sum('pages')))
typed('of a filter', lambda: (
    Book.objects.filter(publisher__country='de').aggregate(n=Count('pk'), s=Sum('pages'))))
typed('of a filter over many', lambda: (
    Publisher.objects.filter(books__rating__gt=3).aggregate(n=Count('pk'), s=Sum('founded'))))
typed('of distinct rows', lambda: (
    Publisher.objects.filter(books__rating__gt=3).distinct()
    .aggregate(n=Count('pk'), s=Sum('founded'))))
typed('of a slice', lambda: (
    Book.objects.order_by('-pages', 'pk')[:5].aggregate(s=Sum('pages'), n=Count('rating'))))
typed('of a slice through a relation', lambda: (
    Book.objects.order_by('pk')[2:12].aggregate(m=Max('publisher__founded'))))
typed('of an exclude', lambda: Book.objects.exclude(tags='novel').aggregate(n=Count('pk')))
typed('of a related manager', lambda: publisher(1).books.aggregate(s=Sum('pages'), n=Count('*')))
typed('of a many-to-many manager', lambda: tag('novel').books.aggregate(s=Sum('pages')))
typed('of a many-to-many manager, others', lambda: person(1).books.aggregate(n=Count('tags')))
typed('of an expression', lambda: Book.objects.aggregate(s=Sum(F('pages') - F('chapters'))))
typed('of rows with the same text', lambda: Book.objects.aggregate(
    n=Count('title'), d=Count('title', distinct=True), s=Count('subtitle')))

# Aggregates of annotated rows.
typed('of a count', lambda: Book.objects.annotate(n=Count('tags')).aggregate(s=Sum('n')))
typed('of a count, greatest', lambda: Book.objects.annotate(n=Count('tags')).aggregate(m=Max('n')))
typed('of a count, mean', lambda: (
    Publisher.objects.annotate(n=Count('books')).aggregate(a=Avg('n'), m=Min('n'))))
typed('of a filtered count', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(n__gt=0).aggregate(a=Avg('n'), c=Count('*'))))
typed('of a count and a column', lambda: (
    Book.objects.annotate(n=Count('tags')).aggregate(s=Sum('n'), p=Sum('pages'))))
typed('of a column beside a count', lambda: (
    Book.objects.annotate(n=Count('tags')).aggregate(p=Sum('pages'))))
typed('of a mean', lambda: (
    Book.objects.annotate(a=Avg('reviews__stars')).aggregate(m=Max('a'), l=Min('a'), n=Count('a'))))
typed('of a sum of decimals', lambda: (
    Publisher.objects.annotate(s=Sum('books__price')).aggregate(m=Max('s'))))
typed('of a renamed column', lambda: Book.objects.annotate(x=F('pages') * 2).aggregate(s=Sum('x')))
typed('of a sliced count', lambda: (
    Book.objects.annotate(n=Count('tags')).order_by('-n', 'pk')[:3].aggregate(s=Sum('n'))))
typed('of a date', lambda: (
    Publisher.objects.annotate(m=Max('books__published')).aggregate(first=Min('m'))))

# Counted, and asked for.
answer('count of annotated rows', lambda: Book.objects.annotate(n=Count('tags')).count())
answer('count of filtered rows', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(n__gt=1).count()))
answer('count of rows that are there twice', lambda: (
    Publisher.objects.annotate(x=F('books__title')).count()))
answer('count of rows of an alias', lambda: Book.objects.alias(n=Count('tags')).filter(n=1).count())
answer('count of filtered rows by either', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(Q(n__gt=2) | Q(pages__lt=50)).count()))
answer('count of rows filtered before', lambda: (
    Publisher.objects.filter(books__rating__gt=3).annotate(n=Count('books')).count()))
answer('count of rows filtered behind', lambda: (
    Publisher.objects.annotate(n=Count('books')).filter(books__rating__gt=3).count()))
answer('count of distinct rows', lambda: (
    Publisher.objects.annotate(n=Count('books')).filter(books__rating__gt=3).distinct().count()))
answer('count of a slice', lambda: (
    Book.objects.annotate(n=Count('tags')).order_by('-n', 'pk')[3:8].count()))
answer('count of a slice beyond the end', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(n__gt=1).order_by('pk')[3:80].count()))
answer('exists', lambda: Book.objects.annotate(n=Count('tags')).filter(n=4).exists())
answer('does not exist', lambda: Book.objects.annotate(n=Count('tags')).filter(n=40).exists())
answer('exists by either', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(Q(n=40) | Q(pages=99)).exists()))
answer('exists in a related manager', lambda: (
    publisher(5).books.annotate(n=Count('reviews')).filter(n=3).exists()))
counted('exists, annotated for nothing', lambda: Book.objects.annotate(n=Count('tags')).exists())

# Single rows.
typed('first', lambda: Book.objects.annotate(n=Count('tags')).order_by('-n', 'pk').first())
typed('last', lambda: Book.objects.annotate(n=Count('tags')).order_by('-n', 'pk').last())
typed('first in no order', lambda: Book.objects.annotate(n=Count('tags')).first())
typed('last in no order', lambda: Book.objects.annotate(n=Count('reviews')).last())
typed('first of nothing', lambda: Book.objects.annotate(n=Count('tags')).filter(n=40).first())
typed('get', lambda: Book.objects.annotate(n=Count('tags')).get(pk=1))
typed('get by an annotation', lambda: Book.objects.annotate(n=Count('tags')).get(n=4))
answer('get of nothing', lambda: Book.objects.annotate(n=Count('tags')).get(n=40))
answer('get of several', lambda: Book.objects.annotate(n=Count('tags')).get(n=1))
typed('an item', lambda: Book.objects.annotate(n=Count('tags')).order_by('-n', 'pk')[2])
typed('earliest', lambda: (
    Publisher.objects.annotate(m=Max('books__published')).exclude(m=None).earliest('m', 'pk')))
typed('latest', lambda: (
    Publisher.objects.annotate(m=Max('books__published')).exclude(m=None).latest('m', 'pk')))

# Slices.
ordered('a slice', lambda: Book.objects.annotate(n=Count('tags')).order_by('-n', 'pk')[2:5])
ordered('a slice of a slice', lambda: (
    Book.objects.annotate(n=Count('tags')).order_by('-n', 'pk')[2:9][1:3]))
ordered('a slice of a filter', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(n__gt=0).order_by('-n', '-pk')[:4]))
ordered('a slice of values', lambda: (
    Book.objects.annotate(n=Count('tags')).order_by('-n', 'pk').values('pk', 'n')[:4]))
ordered('a slice of the reverse', lambda: (
    Book.objects.annotate(n=Count('tags')).order_by('n', 'pk').reverse()[1:4]))

# Distinct.
rows('distinct annotated rows', lambda: Book.objects.annotate(n=Count('tags')).distinct())
rows('distinct rows with a column of many', lambda: (
    Publisher.objects.annotate(x=F('books__cover')).distinct()))
ordered('distinct rows in the order of an annotation', lambda: (
    Publisher.objects.annotate(n=Count('books')).order_by('-n', 'pk').distinct()))
ordered('distinct rows in the order of an alias', lambda: (
    Publisher.objects.alias(n=Count('books')).order_by('-n', 'pk').distinct()))

# Combined.
rows('both', lambda: (
    Book.objects.alias(n=Count('tags')).filter(n__gt=1) & Book.objects.filter(pages__gt=100)))
rows('both by columns', lambda: (
    Book.objects.alias(x=F('pages') * 2).filter(x__gt=200) & Book.objects.filter(in_print=True)))
rows('either by columns', lambda: (
    Book.objects.alias(x=F('pages') * 2).filter(x__gt=600) | Book.objects.filter(in_print=False)))
rows('both by a relation', lambda: (
    Book.objects.alias(n=Count('tags')).filter(publisher__country='de')
    & Book.objects.filter(in_print=True)))
rows('both annotated', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(pages__gt=100)
    & Book.objects.annotate(n=Count('tags')).filter(in_print=True)))
rows('either annotated', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(pages__gt=300)
    | Book.objects.annotate(n=Count('tags')).filter(in_print=False)))
rows('filtered afterwards', lambda: (
    (Book.objects.annotate(n=Count('tags')).filter(in_print=True)
     & Book.objects.annotate(n=Count('tags')).filter(pages__gt=100)).filter(n=1)))

# Changed.
changed('update', lambda: Book.objects.annotate(n=Count('tags')).filter(n__gt=1).update(pages=1))
changed('update by an alias', lambda: (
    Book.objects.alias(n=Count('reviews')).filter(n=0).update(in_print=False)))
changed('update by a greatest', lambda: (
    Publisher.objects.annotate(m=Max('books__rating')).filter(m__gt=4).update(founded=2000)))
changed('update by an expression of the row', lambda: (
    Book.objects.annotate(x=F('pages') + F('chapters')).filter(x__gt=200).update(rating=0.5)))
changed('update by either', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(Q(n=0) | Q(pages=99)).update(subtitle='none')))
changed('update, excluded', lambda: (
    Book.objects.annotate(n=Count('tags')).exclude(n=1).update(chapters=F('chapters') + 1)))
changed('update annotated and filtered by a column', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(pages__gt=300).update(in_print=False)))
changed('update of nothing', lambda: (
    Book.objects.annotate(n=Count('tags')).filter(n=40).update(pages=1)))
changed('update of a related manager', lambda: (
    publisher(1).books.annotate(n=Count('tags')).filter(n=2).update(pages=1)))
changed('update by a relation', lambda: (
    Book.objects.annotate(x=F('publisher__country')).filter(x='de').update(price=dec('1.00'))))
changed('delete', lambda: deleted(
    Review.objects.annotate(n=Count('book__tags')).filter(n__gt=2).delete()))
changed('delete by an alias', lambda: deleted(
    Authorship.objects.alias(n=Count('book__authorships')).filter(n__gt=1).delete()))
changed('delete by a sum', lambda: deleted(
    Review.objects.annotate(s=Sum('book__reviews__stars')).filter(s__lt=4).delete()))
changed('delete by an expression of the row', lambda: deleted(
    Review.objects.annotate(x=F('stars') * 2).filter(x__gt=8).delete()))
changed('delete, excluded', lambda: deleted(
    Review.objects.annotate(n=Count('book__tags')).exclude(n=1).delete()))
changed('delete of nothing', lambda: deleted(
    Review.objects.annotate(n=Count('book__tags')).filter(n=40).delete()))
