"""Related objects: read one by one, along with their rows, all at once, and through managers. What
is counted asks the database equally often."""
from django.db.models import F, Prefetch, Q

from ..models import Authorship, Book, Country, Desk, Person, Profile, Publisher, Review, Tag
from . import answer, counted
from .values import book, country, keys, name_of, person, publisher, tag

# One by one.
answer('publisher', lambda: book(1).publisher.name)
answer('country of the publisher', lambda: book(4).publisher.country.name)
answer('publisher by key', lambda: book(4).publisher_id)
answer('boss of the boss', lambda: person(9).boss.boss.name)
answer('parent of the parent', lambda: tag('crime').parent.parent.name)
answer('profile', lambda: person(10).profile.bio)
answer('profile that is not there', lambda: person(2).profile.bio)
answer('person of a profile', lambda: Profile.objects.get(pk=5).person.name)
answer('sequel of the sequel', lambda: book(1).sequel.sequel.title)
answer('what it is the sequel to', lambda: book(8).sequel_to.title)
counted('publishers one by one', lambda: [
    one.publisher.name for one in Book.objects.filter(publisher__isnull=False).order_by('pk')])
counted('countries one by one', lambda: [
    one.publisher.country.name for one in Book.objects.filter(publisher=1).order_by('pk')])
counted('profiles one by one', lambda: [
    one.profile.bio for one in Person.objects.filter(profile__isnull=False).order_by('pk')])
counted('the same again', lambda: [
    [one.publisher.name, one.publisher.name] for one in
    Book.objects.filter(publisher=4).order_by('pk')])

# Along with their rows.
counted('select_related', lambda: [
    one.publisher.name for one in
    Book.objects.filter(publisher__isnull=False).select_related('publisher').order_by('pk')])
counted('select_related of what may be missing', lambda: [
    name_of(one.publisher) for one in
    Book.objects.select_related('publisher').order_by('pk')])
counted('select_related two steps away', lambda: [
    one.publisher.country.name if one.publisher else None for one in
    Book.objects.select_related('publisher__country').order_by('pk')])
counted('select_related of three', lambda: [
    [one.book.title, name_of(one.book.publisher),
     name_of(one.reader)] for one in
    Review.objects.select_related('book__publisher', 'reader').order_by('pk')])
counted('select_related to the model itself', lambda: [
    one.boss.boss.name if one.boss and one.boss.boss else None for one in
    Person.objects.select_related('boss__boss').order_by('pk')])
counted('select_related of a one-to-one', lambda: [
    one.person.name for one in Profile.objects.select_related('person').order_by('pk')])
counted('select_related of a reverse one-to-one', lambda: [
    one.profile.bio if hasattr(one, 'profile') else None for one in
    Person.objects.select_related('profile').order_by('pk')])
counted('select_related of both sequels', lambda: [
    [one.sequel_to.title if one.sequel_to else None,
     one.sequel.title if hasattr(one, 'sequel') else None]
    for one in Book.objects.select_related('sequel_to', 'sequel').order_by('pk')])
counted('select_related by text keys', lambda: [
    name_of(one.parent) for one in Tag.objects.select_related('parent').order_by('pk')])
counted('select_related and filtered', lambda: [
    one.publisher.country.name for one in
    Book.objects.filter(publisher__country='fr').select_related('publisher__country')
    .order_by('pk')])
counted('select_related and ordered', lambda: [
    name_of(one.publisher) for one in
    Book.objects.select_related('publisher').order_by('-publisher__name', 'pk')])
counted('select_related and sliced', lambda: [
    name_of(one.editor) for one in
    Book.objects.select_related('editor').order_by('pk')[3:8]])
counted('select_related of a duplicate', lambda: [
    one.country.name for one in
    Publisher.objects.filter(books__pages__gt=100).select_related('country').order_by('pk')])
counted('select_related of one row', lambda: (
    Review.objects.select_related('book__publisher').get(pk=9).book.publisher.name))
counted('count with select_related', lambda: Book.objects.select_related('publisher').count())

# All at once.
counted('prefetch of tags', lambda: [
    keys(one.tags.all()) for one in Book.objects.prefetch_related('tags').order_by('pk')])
counted('prefetch of a reverse many-to-many', lambda: [
    keys(one.books.all()) for one in Tag.objects.prefetch_related('books').order_by('pk')])
counted('prefetch through a model', lambda: [
    keys(one.authors.all()) for one in Book.objects.prefetch_related('authors').order_by('pk')])
counted('prefetch through a model, the other way', lambda: [
    keys(one.books.all()) for one in Person.objects.prefetch_related('books').order_by('pk')])
counted('prefetch of books', lambda: [
    keys(one.books.all()) for one in Publisher.objects.prefetch_related('books').order_by('pk')])
counted('prefetch by text keys', lambda: [
    keys(one.people.all()) for one in Country.objects.prefetch_related('people').order_by('pk')])
counted('prefetch of friends', lambda: [
    keys(one.friends.all()) for one in Person.objects.prefetch_related('friends').order_by('pk')])
counted('prefetch of both sides', lambda: [
    [keys(one.knows.all()), keys(one.known_by.all())] for one in
    Person.objects.prefetch_related('knows', 'known_by').order_by('pk')])
counted('prefetch two steps away', lambda: [
    [keys(two.reviews.all()) for two in sorted(one.books.all(), key=lambda two: two.pk)] for one in
    Publisher.objects.prefetch_related('books__reviews').order_by('pk')])
counted('prefetch of a foreign key', lambda: [
    name_of(one.publisher) for one in
    Book.objects.prefetch_related('publisher').order_by('pk')])
counted('prefetch of foreign keys in a row', lambda: [
    one.publisher.country.name if one.publisher else None for one in
    Book.objects.prefetch_related('publisher__country').order_by('pk')])
counted('prefetch of a reverse one-to-one', lambda: [
    one.profile.bio if hasattr(one, 'profile') else None for one in
    Person.objects.prefetch_related('profile').order_by('pk')])
counted('prefetch of a queryset', lambda: [
    [two.pk for two in one.reviews.all()] for one in Book.objects.prefetch_related(
        Prefetch('reviews', Review.objects.filter(stars__gt=3).order_by('-pk'))).order_by('pk')])
counted('prefetch of a queryset of many-to-many', lambda: [
    [two.pk for two in one.tags.all()] for one in Book.objects.prefetch_related(
        Prefetch('tags', Tag.objects.exclude(parent=None).order_by('-name'))).order_by('pk')])
counted('prefetch of a queryset with its relation', lambda: [
    [two.reader.name for two in one.reviews.all()] for one in Book.objects.prefetch_related(
        Prefetch('reviews', Review.objects.exclude(reader=None).select_related('reader')
                 .order_by('pk'))).order_by('pk')])
counted('prefetch with the ordering of the model', lambda: [
    [two.pk for two in one.publishers.all()] for one in
    Country.objects.prefetch_related('publishers').order_by('pk')])
counted('prefetch and select_related', lambda: [
    keys(one.publisher.books.all()) if one.publisher else None for one in
    Book.objects.select_related('publisher').prefetch_related('publisher__books').order_by('pk')])
counted('prefetch of a slice', lambda: [
    keys(one.tags.all()) for one in
    Book.objects.prefetch_related('tags').order_by('-pages', 'pk')[:3]])
counted('prefetch of nothing', lambda: [
    keys(one.tags.all()) for one in Book.objects.filter(pages=0).prefetch_related('tags')])
counted('count of what was prefetched', lambda: [
    one.tags.count() for one in Book.objects.prefetch_related('tags').order_by('pk')[:3]])
counted('filter of what was prefetched', lambda: [
    one.tags.filter(parent='fiction').count() for one in
    Book.objects.prefetch_related('tags').order_by('pk')[:3]])

# Managers.
answer('tags of a book', lambda: keys(book(10).tags.all()))
answer('tags of a book filtered', lambda: keys(book(10).tags.filter(parent='fiction')))
answer('tags of a book excluded', lambda: keys(book(16).tags.exclude(name='essay')))
answer('tags of a book ordered', lambda: book(18).tags.order_by('-name'))
answer('tags of a book sliced', lambda: book(18).tags.order_by('name')[1:3])
answer('tags of a book counted', lambda: book(18).tags.count())
answer('no tags of a book', lambda: book(6).tags.exists())
answer('one tag of a book', lambda: book(18).tags.get(parent='fiction').name)
answer('authors of a book', lambda: keys(book(2).authors.all()))
answer('authors of a book, distinct', lambda: keys(book(2).authors.distinct()))
answer('authors of a book by their place in it', lambda: (
    keys(book(2).authors.filter(authorships__position=3))))
answer('authors of a book by two filters', lambda: (
    keys(book(2).authors.filter(name='Ada').filter(authorships__position=2))))
answer('authors of a book by another', lambda: keys(book(13).authors.filter(books__title='Delta')))
answer('books of an author', lambda: keys(person(1).books.all()))
answer('books of an author by share', lambda: (
    keys(person(1).books.filter(authorships__share__gt=50))))
answer('books of an author in a country', lambda: (
    keys(person(3).books.filter(publisher__country='fr'))))
answer('books of a publisher', lambda: publisher(1).books.order_by('-pages'))
answer('books of a publisher by another relation', lambda: (
    keys(publisher(1).books.filter(tags='fiction'))))
answer('books of a tag', lambda: keys(tag('novel').books.filter(in_print=True)))
answer('people of a country', lambda: keys(country('us').people.all()))
answer('publishers of a country', lambda: country('de').publishers.all())
answer('publishers of a country first', lambda: country('fr').publishers.first().name)
answer('staff', lambda: keys(person(3).staff.all()))
answer('staff of staff', lambda: keys(Person.objects.filter(boss__in=person(1).staff.all())))
answer('children', lambda: keys(tag('art').children.all()))
answer('friends', lambda: keys(person(1).friends.all()))
answer('friends the other way', lambda: keys(person(3).friends.all()))
answer('those whom one knows', lambda: keys(person(1).knows.all()))
answer('those who know one', lambda: keys(person(1).known_by.all()))
answer('those who know one filtered', lambda: keys(person(1).known_by.filter(country='us')))
answer('reviews of a book', lambda: book(1).reviews.exclude(reader=None).order_by('-stars'))
answer('reviews of a book by stars', lambda: (
    book(1).reviews.filter(Q(stars=5) | Q(reader=None)).count()))
answer('latest review of a book', lambda: book(10).reviews.latest('written'))
answer('parts of a book', lambda: [
    [one.person.name, one.position] for one in book(4).authorships.order_by('position')])
answer('parts of an author', lambda: [
    one.book.title for one in Authorship.objects.filter(person=13).order_by('pk')])
answer('editor of', lambda: keys(person(13).edited.all()))
answer('director of', lambda: keys(person(13).directs.all()))
answer('desk', lambda: person(5).desk.room)
answer('a desk of nobody', lambda: Desk.objects.get(room='A3').person is None)
answer('books by the editors of a book', lambda: keys(Book.objects.filter(editor=book(1).editor)))
answer('books longer than a sequel', lambda: (
    keys(Book.objects.filter(pages__gt=book(1).sequel.pages))))
answer('staff that earns less', lambda: keys(person(1).staff.filter(salary__lt=F('boss__salary'))))
