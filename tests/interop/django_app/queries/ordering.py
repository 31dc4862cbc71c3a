"""Orderings through relations, slices and distinct rows."""
from django.db.models import F, Q

from ..models import Book, Country, Desk, Person, Profile, Publisher, Review, Tag
from . import answer, found, listed
from .values import country, publisher

# The models' own.
listed('own', lambda: Country.objects.all())
listed('own reversed', lambda: Country.objects.reverse())
listed('own through a relation', lambda: Publisher.objects.all())
listed('own through a relation reversed', lambda: Publisher.objects.reverse())
listed('own filtered', lambda: Publisher.objects.filter(founded__gt=1900))
listed('own of a slice', lambda: Publisher.objects.all()[2:5])
listed('own with a many-valued filter', lambda: Publisher.objects.filter(books__in_print=True))
listed('own, distinct', lambda: Publisher.objects.filter(books__in_print=True).distinct())
listed('own replaced', lambda: Publisher.objects.order_by('-name', 'pk'))
listed('own of a related manager', lambda: country('fr').publishers.all())
found('own removed', lambda: Country.objects.order_by())

# By a relation.
listed('by a model with an ordering', lambda: Book.objects.order_by('publisher', 'pk'))
listed('by a model with an ordering, descending', lambda: Book.objects.order_by('-publisher', 'pk'))
listed('by a model with an ordering, reversed', lambda: (
    Book.objects.order_by('publisher', 'pk').reverse()))
listed('by a model without one', lambda: Book.objects.order_by('editor', 'pk'))
listed('by a model without one, descending', lambda: Book.objects.order_by('-editor', 'pk'))
listed('by a model by way of a relation', lambda: Book.objects.order_by('publisher__country', 'pk'))
listed('by a model by way of one, descending', lambda: (
    Book.objects.order_by('-publisher__country', '-pk')))
listed('by a text key', lambda: Person.objects.order_by('country__pk', 'pk'))
listed('by a model with a text key', lambda: Person.objects.order_by('country', 'pk'))
listed('by a model with a text key, descending', lambda: Person.objects.order_by('-country', 'pk'))
listed('by the model itself', lambda: Person.objects.order_by('boss', 'pk'))
listed('by the model itself with text', lambda: Tag.objects.order_by('parent', 'pk'))
listed('by a key', lambda: Book.objects.order_by('publisher__pk', 'pk'))
listed('by a column', lambda: Book.objects.order_by('publisher_id', '-pk'))
listed('by a column through a relation', lambda: (
    Book.objects.order_by('publisher__country_id', 'pk')))
listed('by two relations', lambda: Book.objects.order_by('publisher', '-editor', 'pk'))

# By columns of other models.
listed('by a name', lambda: Book.objects.order_by('publisher__name', 'pk'))
listed('by a name, descending', lambda: Book.objects.order_by('-publisher__name', 'pk'))
listed('by a nullable column', lambda: Book.objects.order_by('publisher__founded', 'pk'))
listed('by a nullable column, descending', lambda: (
    Book.objects.order_by('-publisher__founded', 'pk')))
listed('by a name two steps away', lambda: (
    Book.objects.order_by('publisher__country__name', 'title', 'pk')))
listed('by a name three steps away', lambda: (
    Book.objects.order_by('publisher__director__country__name', 'pk')))
listed('by the name of the boss', lambda: Person.objects.order_by('boss__name', 'pk'))
listed('by the name of the boss of the boss', lambda: (
    Person.objects.order_by('-boss__boss__name', 'pk')))
listed('nulls last through a relation', lambda: (
    Book.objects.order_by(F('editor__name').asc(nulls_last=True), 'pk')))
listed('nulls first through a relation', lambda: (
    Book.objects.order_by(F('editor__name').desc(nulls_first=True), 'pk')))
listed('by a date through a relation', lambda: (
    Book.objects.order_by('editor__born', '-price', 'pk')))
listed('by a column of another name', lambda: Review.objects.order_by('-book__pages', 'pk'))
listed('by several', lambda: (
    Review.objects.order_by('book__publisher__country', '-stars', 'reader__name', 'pk')))

# By one-to-one relations.
listed('by a profile', lambda: Person.objects.order_by('profile__bio', 'pk'))
listed('by a profile, descending', lambda: Person.objects.order_by('-profile__site', 'pk'))
listed('by a desk', lambda: Person.objects.order_by('desk__room', 'pk'))
listed('by the person of a desk', lambda: Desk.objects.order_by('person__name', 'pk'))
listed('by the profile of the person of a desk', lambda: (
    Desk.objects.order_by('person__profile__bio', '-pk')))
listed('profiles by person', lambda: Profile.objects.order_by('person'))
listed('profiles by key, descending', lambda: Profile.objects.order_by('-pk'))
listed('profiles by country', lambda: Profile.objects.order_by('person__country', 'pk'))
listed('by what it is the sequel to', lambda: Book.objects.order_by('sequel_to', 'pk'))
listed('by the title of the sequel', lambda: Book.objects.order_by('-sequel__title', 'pk'))

# By many.
listed('by pages of books', lambda: Publisher.objects.order_by('books__pages', 'pk'))
listed('by stars', lambda: Person.objects.order_by('-reviews__stars', 'pk'))
listed('by titles of tagged books', lambda: Tag.objects.order_by('books__title', 'pk'))
listed('by names of tags', lambda: Book.objects.order_by('tags__name', 'pk'))
listed('by parents of tags', lambda: Book.objects.order_by('-tags__parent__name', 'pk'))
listed('by names of friends', lambda: Person.objects.order_by('friends__name', 'pk'))
listed('by those who know one', lambda: Person.objects.order_by('known_by__name', 'pk'))
listed('by the tags of the filter', lambda: (
    Book.objects.filter(tags__parent='fiction').order_by('tags__name', 'pk')))
listed('by the reviews of the filter', lambda: (
    Book.objects.filter(reviews__stars__gt=3).order_by('-reviews__written')))
listed('by the reviews of two filters', lambda: (
    Book.objects.filter(reviews__stars=5).filter(reviews__text='Great')
    .order_by('reviews__written', 'pk')))
listed('by the books of an exclude', lambda: (
    Publisher.objects.exclude(books__in_print=False).order_by('books__title', 'pk')))

# Slices.
listed('limit', lambda: Book.objects.order_by('title', 'pk')[:3])
listed('offset', lambda: Book.objects.order_by('title', 'pk')[17:])
listed('slice', lambda: Book.objects.order_by('publisher__name', 'pk')[4:9])
listed('slice of a slice', lambda: Book.objects.order_by('pk')[2:12][3:6])
listed('slice of a slice beyond its end', lambda: Book.objects.order_by('pk')[2:6][3:9])
listed('offset of an offset', lambda: Book.objects.order_by('pk')[5:][10:])
listed('limit of a limit', lambda: Book.objects.order_by('pk')[:3][:9])
listed('empty slice', lambda: Book.objects.order_by('pk')[4:4])
listed('slice beyond the end', lambda: Book.objects.order_by('pk')[18:40])
listed('slice of the reverse', lambda: Book.objects.order_by('pages', 'pk').reverse()[1:4])
listed('slice of joined rows', lambda: (
    Publisher.objects.filter(books__pages__gt=50).order_by('pk')[3:8]))
listed('slice of distinct rows', lambda: (
    Publisher.objects.filter(books__pages__gt=50).order_by('pk').distinct()[1:4]))
listed('slice of an exclude', lambda: (
    Book.objects.exclude(tags='novel').order_by('-pages', 'pk')[2:7]))
listed('slice of alternatives', lambda: (
    Book.objects.filter(Q(tags='novel') | Q(pages__lt=60)).order_by('pk')[:6]))

# Distinct rows, in an order that is not theirs alone.
listed('distinct by a column', lambda: (
    Publisher.objects.filter(books__pages__gt=50).order_by('name', 'pk').distinct()))
listed('distinct by a relation', lambda: (
    Book.objects.filter(tags__in=['novel', 'crime']).order_by('publisher__name', 'pk').distinct()))
listed('distinct by many', lambda: (
    Publisher.objects.filter(books__pages__gt=50).order_by('books__pages', 'pk').distinct()))
listed('distinct by many others', lambda: (
    Person.objects.filter(books__in_print=True).order_by('reviews__stars', 'pk').distinct()))
listed('distinct by a model with an ordering', lambda: (
    Book.objects.filter(reviews__stars__gt=2).order_by('publisher', 'pk').distinct()))
answer('count of distinct by many', lambda: (
    Publisher.objects.filter(books__pages__gt=50).order_by('books__pages', 'pk').distinct()
    .count()))

# One row of each, which SQLite cannot be asked for.
listed('one of each name', lambda: Person.objects.order_by('name', '-pk').distinct('name'))
listed('one of each, the reverse', lambda: (
    Person.objects.order_by('name', 'pk').distinct('name').reverse()))
listed('one of each two', lambda: (
    Book.objects.order_by('in_print', '-cover', '-pages').distinct('in_print', 'cover')))
listed('one of each of a column that may be null', lambda: (
    Book.objects.order_by('rating', 'pk').distinct('rating')))
listed('one of each through a relation', lambda: (
    Book.objects.order_by('publisher__name', '-pk').distinct('publisher__name')))
listed('one of each of many', lambda: (
    Book.objects.filter(~Q(tags='history')).order_by('tags__parent', 'pages')
    .distinct('tags__parent')))
listed('slice of one of each', lambda: (
    Book.objects.order_by('cover', 'pages').distinct('cover')[1:3]))
listed('values of one of each', lambda: (
    Review.objects.order_by('-stars', 'text').distinct('stars').values_list('stars', 'text')))
answer('count of one of each', lambda: (
    Book.objects.order_by('publisher__country_id').distinct('publisher__country_id').count()))
answer('one of each is there', lambda: (
    Book.objects.filter(pages__gt=600).order_by('cover').distinct('cover').exists()))
answer('first of one of each', lambda: (
    Book.objects.order_by('cover', '-pages').distinct('cover').first()))
found('rows of one of each', lambda: (
    Review.objects.filter(book__in=Book.objects.order_by('cover', '-pages').distinct('cover'))))

# Single rows.
answer('first through a relation', lambda: Book.objects.order_by('-publisher__name', 'pk').first())
answer('last through a relation', lambda: Book.objects.order_by('-publisher__name', 'pk').last())
answer('last of the reverse', lambda: Book.objects.order_by('publisher', 'pk').reverse().last())
answer('an item through a relation', lambda: Book.objects.order_by('publisher__country', 'pk')[7])
answer('first of a filter', lambda: (
    Review.objects.filter(book__publisher__country='de').order_by('-written').first()))
answer('earliest through a relation', lambda: (
    Book.objects.exclude(editor=None).earliest('editor__name', 'pk')))
answer('latest through a relation', lambda: Book.objects.latest('publisher__founded', 'pk'))
answer('first of a related manager', lambda: publisher(4).books.order_by('-pages').first())
answer('last of a related manager', lambda: country('fr').publishers.last())
