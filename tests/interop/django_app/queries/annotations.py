"""Rows with what is computed of others: aggregates through relations of every kind, several at once
(which multiply each other's rows), distinct and filtered ones, and orderings by them."""
from django.db.models import Avg, Count, F, Max, Min, Q, StdDev, Sum, Variance

from ..models import Authorship, Book, Country, Desk, Person, Profile, Publisher, Review, Tag
from . import ordered, rows
from .values import country, date, dec, default, person, publisher, tag

# Counts, by the kind of the relation.
rows('count of many-to-many', lambda: Book.objects.annotate(n=Count('tags')))
rows('count of many-to-many through a model', lambda: Book.objects.annotate(n=Count('authors')))
rows('count of reverse', lambda: Publisher.objects.annotate(n=Count('books')))
rows('count of reverse many-to-many', lambda: Tag.objects.annotate(n=Count('books')))
rows('count of forward', lambda: Book.objects.annotate(n=Count('publisher')))
rows('count of one-to-one', lambda: Book.objects.annotate(n=Count('sequel_to')))
rows('count of reverse one-to-one', lambda: Person.objects.annotate(n=Count('profile')))
rows('count of itself', lambda: Tag.objects.annotate(n=Count('children')))
rows('count of symmetrical', lambda: Person.objects.annotate(n=Count('friends')))
rows('count of asymmetrical', lambda: Person.objects.annotate(n=Count('knows')))
rows('count of asymmetrical, reverse', lambda: Person.objects.annotate(n=Count('known_by')))
rows('count two steps away', lambda: Country.objects.annotate(n=Count('publishers__books')))
rows('count three steps away', lambda: Country.objects.annotate(n=Count('publishers__books__tags')))
rows('count by way of a forward relation', lambda: Review.objects.annotate(n=Count('book__tags')))
rows('count back and forth', lambda: Book.objects.annotate(n=Count('publisher__books')))
rows('count by way of the model itself', lambda: Person.objects.annotate(n=Count('boss__staff')))
rows('count of staff of staff', lambda: Person.objects.annotate(n=Count('staff__staff')))
rows('count of stars', lambda: Book.objects.annotate(n=Count('*')))
rows('count of a column', lambda: Publisher.objects.annotate(n=Count('books__rating')))
rows('count of a column, distinct', lambda: (
    Publisher.objects.annotate(n=Count('books__published', distinct=True))))
rows('count of a text, distinct', lambda: (
    Book.objects.annotate(n=Count('reviews__text', distinct=True))))
rows('count of own column', lambda: Book.objects.annotate(n=Count('subtitle')))
rows('count of keys', lambda: Publisher.objects.annotate(n=Count('books__pk')))
rows('count, distinct', lambda: Tag.objects.annotate(n=Count('books__publisher', distinct=True)))
rows('count of countries, distinct', lambda: (
    Book.objects.annotate(n=Count('authors__country', distinct=True))))

# Of numbers, decimals, dates and text.
rows('sum', lambda: Publisher.objects.annotate(s=Sum('books__pages')))
rows('sum of small integers', lambda: Book.objects.annotate(s=Sum('reviews__stars')))
rows('sum of decimals', lambda: Publisher.objects.annotate(s=Sum('books__price')))
rows('sum of floats', lambda: Publisher.objects.annotate(s=Sum('books__rating')))
rows('sum, distinct', lambda: Book.objects.annotate(s=Sum('reviews__stars', distinct=True)))
rows('sum with a default', lambda: Publisher.objects.annotate(s=default(Sum('books__pages'), 0)))
rows('sum of decimals with a default', lambda: (
    Person.objects.annotate(s=default(Sum('staff__salary'), dec('0.50')))))
rows('mean', lambda: Book.objects.annotate(a=Avg('reviews__stars')))
rows('mean of floats', lambda: Publisher.objects.annotate(a=Avg('books__rating')))
rows('mean of decimals', lambda: Country.objects.annotate(a=Avg('people__salary')))
rows('mean, distinct', lambda: Book.objects.annotate(a=Avg('reviews__stars', distinct=True)))
rows('mean with a default', lambda: (
    Book.objects.annotate(a=default(Avg('reviews__stars'), -1.5))))
rows('least', lambda: Publisher.objects.annotate(m=Min('books__pages')))
rows('greatest', lambda: Publisher.objects.annotate(m=Max('books__rating')))
rows('least decimal', lambda: Publisher.objects.annotate(m=Min('books__price')))
rows('greatest decimal', lambda: Country.objects.annotate(m=Max('people__salary')))
rows('least date', lambda: Publisher.objects.annotate(m=Min('books__published')))
rows('greatest date', lambda: Country.objects.annotate(m=Max('people__born')))
rows('greatest moment', lambda: Book.objects.annotate(m=Max('reviews__written')))
rows('least text', lambda: Publisher.objects.annotate(m=Min('books__title')))
rows('greatest text', lambda: Tag.objects.annotate(m=Max('books__subtitle')))
rows('least key', lambda: Person.objects.annotate(m=Min('staff')))
rows('greatest text key', lambda: Book.objects.annotate(m=Max('tags')))
rows('least of an empty text', lambda: Book.objects.annotate(m=Min('reviews__text')))
rows('deviation', lambda: (
    Book.objects.filter(reviews__isnull=False).annotate(d=StdDev('reviews__stars'))))
rows('deviation of a sample', lambda: (
    Book.objects.filter(pk__in=[1, 2, 4, 10]).annotate(d=StdDev('reviews__stars', sample=True))))
rows('variance', lambda: (
    Publisher.objects.filter(books__isnull=False).annotate(v=Variance('books__pages'))))
rows('variance of a sample', lambda: (
    Publisher.objects.filter(name='Aufbau').annotate(v=Variance('books__pages', sample=True))))

# With a condition on the rows.
rows('count of some', lambda: (
    Publisher.objects.annotate(n=Count('books', filter=Q(books__pages__gt=100)))))
rows('count of some by name', lambda: (
    Book.objects.annotate(n=Count('tags', filter=Q(tags__name__startswith='n')))))
rows('count of some below', lambda: (
    Book.objects.annotate(n=Count('tags', filter=Q(tags__parent='art')))))
rows('count of either', lambda: Book.objects.annotate(
    n=Count('reviews', filter=Q(reviews__stars=5) | Q(reviews__reader=None))))
rows('count of not', lambda: Publisher.objects.annotate(
    n=Count('books', filter=~Q(books__in_print=True))))
rows('count of nullable not', lambda: Publisher.objects.annotate(
    n=Count('books', filter=~Q(books__rating__gt=3))))
rows('count of both', lambda: Publisher.objects.annotate(
    n=Count('books', filter=Q(books__in_print=True, books__rating__gte=3))))
rows('count of own condition', lambda: Publisher.objects.annotate(
    n=Count('books', filter=Q(founded__gt=1940))))
rows('count by another relation', lambda: Publisher.objects.annotate(
    n=Count('books', filter=Q(director__country='us') | Q(country='fr'))))
rows('count of compared columns', lambda: Person.objects.annotate(
    n=Count('staff', filter=Q(staff__country=F('country')))))
rows('sum of some', lambda: Book.objects.annotate(
    s=Sum('authorships__share', filter=Q(authorships__position=1))))
rows('sum of some with a default', lambda: Publisher.objects.annotate(
    s=default(Sum('books__pages', filter=Q(books__in_print=False)), -1)))
rows('mean of some, distinct', lambda: Book.objects.annotate(
    a=Avg('reviews__stars', distinct=True, filter=Q(reviews__written__year__gte=2000))))
rows('two of some', lambda: Publisher.objects.annotate(
    cheap=Count('books', filter=Q(books__price__lt=10)),
    dear=Count('books', filter=Q(books__price__gte=10))))

# Several at once.
rows('several of one relation', lambda: Publisher.objects.annotate(
    n=Count('books'), s=Sum('books__pages'), a=Avg('books__pages'), m=Max('books__rating')))
rows('two relations', lambda: Book.objects.annotate(t=Count('tags'), r=Count('reviews')))
rows('two relations, distinct', lambda: Book.objects.annotate(
    t=Count('tags', distinct=True), r=Count('reviews', distinct=True)))
rows('two relations, one distinct', lambda: Book.objects.annotate(
    t=Count('tags', distinct=True), r=Count('reviews')))
rows('three relations', lambda: Book.objects.annotate(
    t=Count('tags'), r=Count('reviews'), a=Count('authors')))
rows('a sum multiplied', lambda: Book.objects.annotate(t=Count('tags'), s=Sum('reviews__stars')))
rows('two calls', lambda: (
    Book.objects.annotate(t=Count('tags')).annotate(r=Sum('reviews__stars'))))
rows('two depths', lambda: Country.objects.annotate(
    p=Count('publishers', distinct=True), b=Count('publishers__books')))
rows('both ways to one model', lambda: Person.objects.annotate(
    e=Count('edited', distinct=True), w=Count('books', distinct=True)))
rows('a relation and its join rows', lambda: Person.objects.annotate(
    w=Count('books'), a=Sum('authorships__share')))
rows('knows and known by', lambda: Person.objects.annotate(k=Count('knows'), b=Count('known_by')))
rows('of a profile and a desk', lambda: Person.objects.annotate(
    p=Count('profile'), d=Max('desk__room')))

# Columns under another name.
rows('a column', lambda: Book.objects.annotate(x=F('pages')))
rows('a column of another model', lambda: Book.objects.annotate(x=F('publisher__name')))
rows('a nullable column of another model', lambda: (
    Book.objects.annotate(x=F('publisher__director__salary'))))
rows('a column of many', lambda: Publisher.objects.annotate(x=F('books__title')))
rows('a key', lambda: Book.objects.annotate(x=F('publisher')))
rows('a text key', lambda: Person.objects.annotate(x=F('country')))
rows('a date', lambda: Book.objects.annotate(x=F('editor__born')))
rows('a truth', lambda: Review.objects.annotate(x=F('book__in_print')))
rows('twice a column', lambda: Book.objects.annotate(x=F('pages') * 2))
rows('a difference of columns', lambda: Book.objects.annotate(x=F('pages') - F('chapters')))
rows('a difference through relations', lambda: (
    Book.objects.annotate(x=F('sequel__pages') - F('pages'))))
rows('of an annotation', lambda: Book.objects.annotate(x=F('pages') + 1).annotate(y=F('x') * 10))
rows('of an aggregate', lambda: (
    Book.objects.annotate(n=Count('tags')).annotate(twice=F('n') * 2)))
rows('of two aggregates', lambda: (
    Book.objects.annotate(t=Count('tags', distinct=True), r=Count('reviews', distinct=True))
    .annotate(both=F('t') + F('r'))))
rows('of an aggregate and a column', lambda: (
    Book.objects.annotate(n=Sum('reviews__stars')).annotate(x=F('n') - F('pages'))))
rows('an aggregate of an expression', lambda: (
    Publisher.objects.annotate(s=Sum(F('books__pages') + F('books__chapters')))))
rows('an aggregate of an annotation', lambda: (
    Publisher.objects.annotate(x=F('books__pages') * 2).annotate(s=Sum('x'))))
rows('an aggregate of an alias', lambda: (
    Publisher.objects.alias(x=F('books__pages') * 2).annotate(s=Max('x'))))
rows('an alias alone', lambda: Book.objects.alias(n=Count('tags')))
rows('an alias annotated', lambda: Book.objects.alias(n=Count('tags')).annotate(m=F('n') + 1))

# In an order.
ordered('by a count', lambda: Book.objects.annotate(n=Count('tags')).order_by('-n', 'pk'))
ordered('by a count, reversed', lambda: (
    Book.objects.annotate(n=Count('tags')).order_by('-n', 'pk').reverse()))
ordered('by a sum', lambda: Publisher.objects.annotate(s=Sum('books__pages')).order_by('s', 'pk'))
ordered('by a mean, nulls last', lambda: (
    Book.objects.annotate(a=Avg('reviews__stars')).order_by(F('a').desc(nulls_last=True), 'pk')))
ordered('by a greatest, nulls first', lambda: (
    Publisher.objects.annotate(m=Max('books__rating'))
    .order_by(F('m').asc(nulls_first=True), 'name', 'pk')))
ordered('by an alias', lambda: Book.objects.alias(n=Count('reviews')).order_by('-n', 'title', 'pk'))
ordered('by two', lambda: (
    Book.objects.annotate(t=Count('tags', distinct=True), r=Count('reviews', distinct=True))
    .order_by('t', '-r', 'pk')))
ordered('by a column', lambda: (
    Book.objects.annotate(n=Count('tags')).order_by('publisher__name', '-pages', 'pk')))
ordered('by a model with an ordering', lambda: (
    Book.objects.annotate(n=Count('reviews')).order_by('publisher', 'pk')))
ordered('by the relation that is counted', lambda: (
    Publisher.objects.annotate(n=Count('books')).order_by('books__title', 'pk')))
ordered('by an expression of it', lambda: (
    Book.objects.annotate(n=Count('tags')).order_by(F('n') * -1, 'pk')))
ordered('by an expression', lambda: Book.objects.order_by(F('pages') - F('chapters'), 'pk'))
rows("of a model with an ordering, which is not of groups", lambda: (
    Publisher.objects.annotate(n=Count('books'))))
ordered('by a renamed column', lambda: (
    Book.objects.annotate(x=F('publisher__country__name')).order_by('-x', 'pk')))

# Of related managers.
rows('of a related manager', lambda: publisher(1).books.annotate(n=Count('tags')))
rows('of a many-to-many manager', lambda: tag('novel').books.annotate(n=Count('tags')))
rows('of a many-to-many manager, others', lambda: (
    tag('novel').books.annotate(n=Count('reviews'), m=Max('reviews__stars'))))
rows('of a symmetrical manager', lambda: person(1).friends.annotate(n=Count('friends')))
rows('of a reverse many-to-many manager', lambda: person(1).books.annotate(n=Count('authors')))
rows('of a manager of a model with an ordering', lambda: (
    country('fr').publishers.annotate(n=Count('books'))))
rows('of a related manager, filtered', lambda: (
    person(3).staff.filter(salary__gt=2100).annotate(n=Count('books'))))

# With select_related.
rows('selected too', lambda: (
    Book.objects.select_related('publisher', 'editor').annotate(n=Count('tags'))))
rows('selected two steps away', lambda: (
    Review.objects.select_related('book__publisher').annotate(n=Count('book__tags'))))
rows('selected one-to-one', lambda: (
    Person.objects.select_related('profile', 'desk').annotate(n=Count('books'))))
rows('of desks', lambda: Desk.objects.annotate(n=Count('person__books')))
rows('of profiles', lambda: Profile.objects.annotate(n=Count('person__reviews')))
rows('of authorships', lambda: (
    Authorship.objects.annotate(n=Count('book__authorships'), m=Max('person__born'))))
rows('filtered', lambda: (
    Book.objects.filter(published__gt=date(2000, 1, 1)).annotate(n=Count('authors'))))
