"""Changes, each with all tables after it: updates and deletions by joins, and every way to relate
rows and to part them."""
from django.db.models import F, Q

from ..models import (
    Authorship, Book, Country, Cover, Desk, Person, Profile, Publisher, Review, Tag)
from . import cascaded, changed
from .values import book, country, date, dec, deleted, moment, person, publisher, tag

# Updates.
changed('update', lambda: Book.objects.update(rating=1.5))
changed('update filtered', lambda: (
    Book.objects.filter(pages__gt=200).update(in_print=False, cover=Cover.NONE)))
changed('update by a relation', lambda: Book.objects.filter(publisher=1).update(price=dec('1.25')))
changed('update by a join', lambda: (
    Book.objects.filter(publisher__country__name='Germany').update(pages=1)))
changed('update by a nullable join', lambda: (
    Book.objects.filter(publisher__director=None).update(pages=2)))
changed('update by many', lambda: Book.objects.filter(tags='novel').update(rating=None))
changed('update by rows that are there twice', lambda: (
    Publisher.objects.filter(books__pages__gt=100).update(founded=1)))
changed('update by two filters', lambda: (
    Book.objects.filter(reviews__stars=5).filter(reviews__text='Fine').update(subtitle='both')))
changed('update of what is excluded', lambda: (
    Book.objects.exclude(tags='novel').update(chapters=None)))
changed('update by a one-to-one', lambda: (
    Person.objects.filter(profile__site=None).update(salary=dec('10'))))
changed('update by a boss', lambda: (
    Person.objects.filter(boss__boss=1).update(salary=F('salary') + 100)))
changed('update of none', lambda: Book.objects.filter(publisher__name='Ghost').update(pages=0))
changed('update with a column', lambda: (
    Book.objects.filter(in_print=True).update(pages=F('pages') * 2 + 1)))
changed('update with another column', lambda: (
    Book.objects.exclude(chapters=None).update(pages=F('chapters'))))
changed('update of a relation', lambda: (
    Book.objects.filter(publisher=1).update(publisher=publisher(2))))
changed('update of a relation by key', lambda: (
    Book.objects.filter(publisher__country='de').update(publisher=5, editor=1)))
changed('update of a relation to null', lambda: (
    Book.objects.filter(editor__country='de').update(editor=None)))
changed('update of a relation by text', lambda: (
    Person.objects.filter(country__name='Japan').update(country='br')))
changed('update of a parent', lambda: (
    Tag.objects.filter(parent='novel').update(parent=tag('history'))))
changed('update of a one-to-one relation', lambda: Desk.objects.filter(room='A3').update(person=9))
changed('update through a manager', lambda: publisher(4).books.update(rating=5.0))
changed('update through a manager of many', lambda: (
    tag('novel').books.filter(in_print=True).update(pages=3)))
changed('update to a taken one-to-one', lambda: Desk.objects.filter(room='A3').update(person=1))
changed('update to what is not there', lambda: (
    Book.objects.filter(pk=1).update(subtitle='ok', rating=None)))

# Deletions.
cascaded('delete', lambda: deleted(Book.objects.filter(pk=1).delete()))
cascaded('delete one', lambda: deleted(book(2).delete()))
cascaded('delete by a relation', lambda: deleted(Book.objects.filter(publisher=4).delete()))
cascaded('delete by a join', lambda: (
    deleted(Book.objects.filter(publisher__country__name='Germany').delete())))
cascaded('delete by many', lambda: deleted(Book.objects.filter(tags='novel').delete()))
cascaded('delete by rows that are there twice', lambda: (
    deleted(Book.objects.filter(reviews__stars__gt=3).delete())))
cascaded('delete what is excluded', lambda: deleted(Book.objects.exclude(tags=None).delete()))
changed('delete rows of a join table', lambda: (
    deleted(Authorship.objects.filter(share=None).delete())))
changed('delete all', lambda: deleted(Review.objects.all().delete()))
changed('delete reviews by a join', lambda: (
    deleted(Review.objects.filter(book__publisher__name='Aufbau').delete())))
changed('delete reviews without readers', lambda: (
    deleted(Review.objects.filter(reader=None).delete())))
changed('delete none', lambda: deleted(Book.objects.filter(pages=0).delete()))
cascaded('delete a publisher', lambda: deleted(publisher(1).delete()))
cascaded('delete publishers by a join', lambda: (
    deleted(Publisher.objects.filter(country__name='France').delete())))
cascaded('delete a country', lambda: deleted(country('de').delete()))
changed('delete an unused country', lambda: deleted(country('xx').delete()))
cascaded('delete a tag with children', lambda: deleted(tag('art').delete()))
cascaded('delete a tag with grandchildren', lambda: deleted(tag('fiction').delete()))
changed('delete tags by their parent', lambda: deleted(Tag.objects.filter(parent='novel').delete()))
cascaded('delete a person', lambda: deleted(person(9).delete()))
cascaded('delete a person with everything', lambda: deleted(person(2).delete()))
changed('delete a person without anything', lambda: deleted(person(16).delete()))
cascaded('delete a protected person', lambda: deleted(person(8).delete()))
cascaded('delete people, one protected', lambda: (
    deleted(Person.objects.filter(country='cz').delete())))
cascaded('delete a boss', lambda: deleted(person(11).delete()))
changed('delete a profile', lambda: deleted(Profile.objects.filter(person__country='de').delete()))
changed('delete a desk', lambda: deleted(Desk.objects.filter(person=None).delete()))
cascaded('delete through a manager', lambda: (
    deleted(publisher(4).books.filter(pages__gt=305).delete())))
cascaded('delete through a manager of many', lambda: deleted(tag('crime').books.all().delete()))

# New rows.
changed('create with a relation', lambda: Book.objects.create(
    title='New', publisher=publisher(3), pages=5, in_print=True, cover=Cover.SOFT))
changed('create with keys', lambda: Book.objects.create(
    title='New', publisher_id=3, editor_id=2, pages=5, in_print=True, cover=Cover.SOFT))
changed('create with a text key', lambda: Person.objects.create(name='New', country=country('br')))
changed('create with a key of its own', lambda: Country.objects.create(code='it', name='Italy'))
changed('create a profile', lambda: Profile.objects.create(person=person(2), bio='New'))
changed('create through a foreign key', lambda: publisher(2).books.create(
    title='New', pages=5, in_print=True, cover=Cover.HARD))
changed('create a child', lambda: tag('essay').children.create(name='new'))
changed('create a review', lambda: book(6).reviews.create(
    reader=person(3), stars=2, text='ň', written=moment(2024, 2, 29, 1, 2, 3, 4)))
changed('create through a many-to-many', lambda: book(6).tags.create(name='new', parent=tag('art')))
changed('create through a model', lambda: book(6).authors.create(
    name='New', born=date(2000, 2, 29), through_defaults={'position': 7, 'share': dec('12.34')}))
changed('create through a reverse many-to-many', lambda: tag('empty').books.create(
    title='New', pages=5, in_print=True, cover=Cover.HARD))
changed('get or create, there', lambda: keyed(book(1).tags.get_or_create(name='novel')))
changed('get or create, not there', lambda: keyed(book(1).tags.get_or_create(name='new')))
changed('get or create by a relation', lambda: keyed(Publisher.objects.get_or_create(
    name='Aufbau', country=country('us'), defaults={'founded': 1999})))
changed('get or create by a relation, there', lambda: keyed(Publisher.objects.get_or_create(
    name='Aufbau', country=country('fr'), defaults={'founded': 1999})))
changed('update or create of a publisher', lambda: keyed(publisher(4).books.update_or_create(
    title='Eta', defaults={'pages': 301})))
changed('bulk create', lambda: len(Review.objects.bulk_create([
    Review(book=book(6), reader=person(1), stars=3, text='a', written=moment(2000, 1, 1)),
    Review(book=book(9), reader=None, stars=4, text='b', written=moment(2000, 1, 2))])))

# Relating and parting.
changed('add', lambda: book(6).tags.add(tag('novel')))
changed('add keys', lambda: book(6).tags.add('novel', 'essay'))
changed('add what is there', lambda: book(1).tags.add('novel', 'crime'))
changed('add to the other side', lambda: tag('empty').books.add(1, book(2), 3))
changed('add by a foreign key', lambda: publisher(7).books.add(book(1), book(6)))
changed('add through a model', lambda: book(6).authors.add(5, through_defaults={'position': 4}))
changed('add through a model to the other side', lambda: (
    person(16).books.add(book(6), through_defaults={'position': 1, 'share': dec('100')})))
changed('add a friend', lambda: person(5).friends.add(person(9)))
changed('add oneself', lambda: person(5).friends.add(5))
changed('add a friend who is one', lambda: person(2).friends.add(1))
changed('add an acquaintance', lambda: person(16).knows.add(1, 2))
changed('add to those who know one', lambda: person(16).known_by.add(1, 2))
changed('add by text', lambda: country('br').people.add(person(1)))
changed('remove', lambda: book(18).tags.remove('novel', tag('crime')))
changed('remove what is not there', lambda: book(18).tags.remove('empty'))
changed('remove from the other side', lambda: tag('novel').books.remove(1, 2))
changed('remove by a foreign key', lambda: publisher(1).books.remove(book(1)))
changed('remove a foreign row', lambda: publisher(1).books.remove(book(4)))
changed('remove through a model', lambda: book(2).authors.remove(1))
changed('remove a friend', lambda: person(2).friends.remove(person(1)))
changed('remove an acquaintance', lambda: person(1).knows.remove(6))
changed('clear', lambda: book(18).tags.clear())
changed('clear the other side', lambda: tag('novel').books.clear())
changed('clear a foreign key', lambda: publisher(1).books.clear())
changed('clear friends', lambda: person(1).friends.clear())
changed('clear authors', lambda: book(2).authors.clear())
changed('set', lambda: book(1).tags.set(['novel', 'art', 'poetry']))
changed('set after clearing', lambda: book(1).tags.set(['novel', 'art'], clear=True))
changed('set nothing', lambda: book(1).tags.set([]))
changed('set objects', lambda: book(1).tags.set(Tag.objects.filter(parent='art')))
changed('set the other side', lambda: tag('deco').books.set([14, 16]))
changed('set by a foreign key', lambda: publisher(1).books.set([book(2), book(6)]))
changed('set friends', lambda: person(1).friends.set([3, 4]))
changed('set acquaintances', lambda: person(1).knows.set([10, 11]))
changed('set authors', lambda: book(7).authors.set([13, 2], through_defaults={'position': 5}))

# Objects.
changed('save a relation', lambda: saved(book(1), publisher=publisher(5)))
changed('save a relation by key', lambda: saved(book(1), editor_id=9))
changed('save a relation that is taken away', lambda: saved(book(1), publisher=None, editor=None))
changed('save a relation by text', lambda: saved(person(1), country=country('jp')))
changed('save a one-to-one', lambda: saved(book(5), sequel_to=book(4)))
changed('save all fields', lambda: saved(
    book(10), title='ě', subtitle=None, pages=-1, chapters=-5, price=dec('-0.01'), rating=1e-7,
    published=date(1, 1, 1), in_print=True, cover=Cover.NONE))
changed('save some fields', lambda: (
    saved_only(book(10), 'publisher', publisher=publisher(1), pages=9)))
changed('bulk update of a relation', lambda: bulk_updated(
    Book.objects.filter(Q(publisher=1) | Q(publisher=2)), publisher=publisher(3)))


def keyed(result):
    row, created = result
    return [row.pk, int(created)]


def saved(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def saved_only(row, *fields, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=fields)


def bulk_updated(rows, **values):
    rows = list(rows)
    for row in rows:
        for name, value in values.items():
            setattr(row, name, value)
    Book.objects.bulk_update(rows, list(values))
