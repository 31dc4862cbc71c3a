"""The rows that every query of this suite is asked about: few, with many NULLs, equal values and
empty related sets. No two texts differ in the case of their letters alone where a lookup is
sensitive to case: on SQLite, Django's are not."""
import uuid
from datetime import date, datetime, time, timedelta, timezone

from django.db import connection, transaction
from django.db.models import JSONField, Value

from .models import (
    Authorship, Book, Country, Desk, Maybe, Person, Profile, Publisher, Review, Sample, Tag)


def moment(*parts):
    return datetime(*parts, tzinfo=timezone.utc)


JSON_NULL = Value('null', JSONField())
EVERY_BYTE = bytes(range(256))
LONG = 'žluťoučký kůň 🐎 ' * 500
DEEP = {'a': [1, 2.5, -1e-7, True, None, {'b': {'c': ['é', '🍕', '\u0000', '"\\/\n']}}], '': {}}

FIELDS = ['flag', 'small', 'number', 'big', 'real', 'line', 'words', 'data', 'day', 'moment',
          'hour', 'span', 'amount', 'key', 'document', 'color', 'size']
SAMPLES = [
    # What is least, or empty.
    (False, -2**15, -2**31, -2**63, -1.7976931348623157e308, '', '', b'', date(1, 1, 1),
     moment(1, 1, 1), time(0, 0), timedelta(microseconds=-2**63), '-9999999999.99999',
     uuid.UUID(int=0), {}, -1, 'S'),
    # What is greatest, or long.
    (True, 2**15 - 1, 2**31 - 1, 2**63 - 1, 1.7976931348623157e308, 'ž' * 80, LONG, EVERY_BYTE,
     date(9999, 12, 31), moment(9999, 12, 31, 23, 59, 59, 999999), time(23, 59, 59, 999999),
     timedelta(microseconds=2**63 - 1), '9999999999.99999', uuid.UUID(int=2**128 - 1), DEEP, 2,
     'très grand'),
    # What is zero or one.
    (False, 0, 0, 0, 0.0, ' ', ' ', b'\0', date(1970, 1, 1), moment(1970, 1, 1),
     time(0, 0, 0, 1), timedelta(0), '0', uuid.UUID(int=1), [], 0, 'M'),
    (True, 1, 1, 1, 1.0, 'a', 'a\0b', b'\0\0', date(1969, 12, 31),
     moment(1969, 12, 31, 23, 59, 59, 999999), time(12, 0), timedelta(microseconds=1), '1',
     uuid.UUID(int=2**64), JSON_NULL, 1, 'L'),
    (False, -1, -1, -1, -1.0, '\t\n', '\r\n', b'text', date(1582, 10, 10),
     moment(1582, 10, 10, 1, 1, 1), time(1, 1, 1), timedelta(microseconds=-1), '-1',
     uuid.UUID('6fa459ea-ee8a-3ca4-894e-db77e160355e'), False, -1, 'S'),
    # What is small, and odd fractions.
    (True, 12, 255, 2**31, 0.1, 'naïve café', 'Ünï ☃ 🍕 e\u0301 עברית \uffff', b'\xff\xfe',
     date(2024, 2, 29), moment(2024, 2, 29, 13, 37, 0, 1), time(13, 37),
     timedelta(seconds=59, microseconds=999999), '0.1',
     uuid.UUID('12345678-1234-5678-1234-567812345678'), '🍕', 0, 'M'),
    (False, 127, 256, 2**32, 5e-324, '100%', 'It\'s "quoted" \\ `so`', b'\x80',
     date(2000, 2, 29), moment(2000, 2, 29, 0, 0, 0, 100000), time(0, 0, 0, 100000),
     timedelta(hours=23), '0.00001', uuid.UUID('ffffffff-0000-0000-0000-000000000000'), 0, 1,
     'L'),
    (True, -128, 65536, 2**53 + 1, 1e-7, 'a_b', "'; DROP TABLE x; --", b'NULL',
     date(1900, 3, 1), moment(1900, 3, 1, 12), time(0, 1), timedelta(days=-1), '-0.00001',
     uuid.UUID('00000000-0000-0000-0000-0000000000ff'), 2**53, 2, 'très grand'),
    (False, 100, 1000, -2**53 - 1, 123456789.12345679, r'c\d', 'two\nlines', b'\n',
     date(2038, 1, 19), moment(2038, 1, 19, 3, 14, 8), time(3, 14, 8), timedelta(days=365),
     '1234567890.12345', uuid.UUID('a' * 32), [[], [[]]], 0, 'S'),
    # The same as another in many fields.
    (True, 12, 255, 2**31, 0.1, 'naïve café', 'end', b'\xff\xfe', date(2024, 2, 29),
     moment(2024, 2, 29, 13, 37, 0, 2), time(13, 37), timedelta(days=1, seconds=1), '0.10000',
     uuid.UUID('12345678-1234-5678-1234-567812345679'), {'k': 1.5}, 0, 'M'),
    (False, 12, 254, 2**31, float('inf'), '*[a]?', 'x*y?z[w]', b'*', date(2024, 3, 1),
     moment(2024, 3, 1), time(13, 38), timedelta(days=1), '99.9', uuid.UUID('b' * 32), 1.0, 1,
     'L'),
    (True, 13, 254, 2**31, float('-inf'), 'Naples', 'Nacre', b'*', date(2024, 3, 1),
     moment(2024, 3, 1, 0, 0, 1), time(13, 38), timedelta(days=2), '99.90001',
     uuid.UUID('c' * 32), 'null', 2, 'S'),
]
NOTHING = (None,) * len(FIELDS)


def every_second(values, first):
    return tuple(v if i % 2 == first else None for i, v in enumerate(values))


MAYBES = [NOTHING, SAMPLES[0], SAMPLES[1], every_second(SAMPLES[5], 0),
          every_second(SAMPLES[5], 1), SAMPLES[6], every_second(SAMPLES[6], 0), NOTHING,
          every_second(SAMPLES[3], 1), SAMPLES[2], SAMPLES[11]]

COUNTRIES = [('de', 'Germany'), ('fr', 'France'), ('jp', 'Japan'), ('us', 'United States'),
             ('cz', 'Česko'), ('ng', 'Nigeria'), ('br', 'Brazil'), ('xx', 'Nowhere')]

# name, born, country, boss, salary
PEOPLE = [
    ('Ada', date(1915, 12, 10), 'de', None, '9000.00'),
    ('Bruno', date(1942, 7, 12), 'de', 1, '5200.50'),
    ('Chloé', date(1980, 2, 29), 'fr', 1, '5200.50'),
    ('Dáithí', None, None, 2, '3100.00'),
    ('Emeka', date(1990, 10, 1), 'ng', 2, None),
    ('Fumiko', date(1903, 12, 31), 'jp', None, None),
    ('Gustavo', None, 'br', 6, '4100.00'),
    ('Hana', date(1975, 5, 5), 'cz', 6, '4100.00'),
    ('Žofie', date(2001, 1, 1), 'cz', 8, '900.00'),
    ('村上', date(1949, 1, 12), 'jp', None, '7000.00'),
    ('Ada', None, 'us', 3, '2000.00'),
    ('Igor', date(1960, 6, 6), None, None, None),
    ("O'Neil", date(1888, 10, 16), 'us', 11, '6500.00'),
    ('Jo 100%', date(1999, 12, 31), 'us', 11, '1500.00'),
    ('K_K', date(1985, 8, 15), 'fr', 3, '2500.00'),
    ('', None, None, None, None),
]
FRIENDS = [(1, 2), (1, 3), (2, 4), (6, 10), (7, 8), (13, 14)]
KNOWS = [(1, 6), (1, 10), (2, 1), (3, 3), (5, 1), (5, 2), (9, 8), (10, 6), (6, 10), (13, 1)]

# person, bio, site
PROFILES = [
    (1, 'First.', 'ada.example'), (3, '', None),
    (5, 'Writes at night.\nSleeps by day.', 'emeka.example'), (6, 'Überall ☃', None),
    (10, 'Runs.', 'runs.example'), (13, 'Plays.', None),
    (14, '100% true_story \\ "quoted"', 'jo.example'),
]
# person, room
DESKS = [(1, 'A1'), (2, 'A2'), (None, 'A3'), (None, 'B1'), (8, 'B1'), (12, 'B2'), (5, 'A1')]

# name, country, founded, director
PUBLISHERS = [
    ('Aufbau', 'de', 1945, 1), ('Barbora', 'cz', None, 8), ('Cosmos', 'fr', 1911, None),
    ('Delta', 'us', 1900, 13), ('Edo', 'jp', None, 6), ('Fjord', 'de', 1945, None),
    ('Ghost', 'br', 2020, None), ('Aufbau', 'fr', 1990, 3),
]

TAGS = [('art', None), ('fiction', None), ('novel', 'fiction'), ('crime', 'novel'),
        ('scifi', 'novel'), ('poetry', 'art'), ('history', None), ('empty', None),
        ('naïve', 'art'), ('deco', 'art'), ('essay', None)]

# title, subtitle, publisher, editor, sequel_to, pages, chapters, price, rating, published,
# in_print, cover, tags
BOOKS = [
    ('Alpha', None, 1, 2, None, 120, 10, '9.90', 4.5, date(1999, 12, 31), True, 'hard',
     ['fiction', 'novel']),
    ('Beta', 'The second', 1, 2, 1, 240, 12, '12.50', 3.0, date(2001, 2, 3), True, 'soft',
     ['novel', 'crime']),
    ('Gamma', None, 2, 8, 2, 99, None, None, None, None, False, 'soft', ['novel']),
    ('Delta', 'A river', 3, None, None, 512, 40, '25.00', 5.0, date(2010, 5, 5), True, 'hard',
     ['poetry', 'art']),
    ('Epsilon', '', 3, 3, None, 33, 1, '0.00', 1.5, date(2010, 5, 5), False, 'none', []),
    ('Zeta', None, None, None, None, 75, 5, '7.25', None, date(2020, 2, 29), True, 'soft', []),
    ('Eta', 'Greek', 4, 13, None, 300, 30, '19.99', 3.5, date(1969, 7, 20), True, 'hard',
     ['history']),
    ('Theta', None, 4, 13, 7, 310, 31, '19.99', 3.5, date(1971, 1, 1), True, 'hard',
     ['history', 'essay']),
    ('Iota', None, 5, 10, None, 1, None, '1.00', 0.5, None, True, 'none', ['poetry']),
    ('Kappa', 'On rivers', 5, 10, None, 640, 64, '39.00', 4.75, date(1987, 9, 4), False, 'soft',
     ['fiction', 'novel', 'scifi']),
    ('Lambda', None, None, 1, None, 200, 20, None, 2.5, date(2015, 11, 11), True, 'soft',
     ['crime']),
    ('Mu', None, 6, None, None, 10, 10, '10.00', 10.0, date(1999, 12, 31), True, 'hard',
     ['naïve']),
    ('Nu', '100% true', 6, 2, None, 111, None, '11.10', None, None, False, 'none', ['history']),
    ('Ξ', 'ξι', 8, 3, None, 222, 22, '22.20', 2.2, date(2022, 2, 22), True, 'soft',
     ['deco', 'art']),
    ('Omicron', 'a_b', 8, None, 14, 222, 22, '22.20', 2.2, date(2022, 2, 22), True, 'soft',
     ['deco']),
    ('Pi', r'c\d', 3, 15, None, 314, 15, '3.14', 3.14, date(2014, 3, 14), True, 'hard',
     ['art', 'essay', 'history']),
    ('Rho', None, 1, 1, None, 77, 7, None, 4.0, date(1945, 5, 8), False, 'hard', ['fiction']),
    ('Sigma', None, 2, None, 3, 100, 10, '5.00', None, date(1968, 8, 21), False, 'soft',
     ['novel', 'fiction', 'crime', 'scifi']),
    ('Tau', None, None, 5, None, 50, 5, '5.00', 4.5, None, True, 'none', []),
    ('Alpha', 'Again', 4, None, None, 130, 11, '9.90', 4.0, date(2005, 5, 5), True, 'soft',
     ['novel']),
]
# book, person, position, share
AUTHORSHIPS = [
    (1, 1, 1, '100.00'), (2, 1, 1, '50.00'), (2, 2, 2, '50.00'), (3, 8, 1, None),
    (4, 3, 1, '33.33'), (4, 4, 2, '33.33'), (4, 15, 3, '33.34'), (5, 3, 1, None),
    (7, 13, 1, '80.00'), (7, 14, 2, '20.00'), (8, 13, 1, '100.00'), (8, 13, 2, None),
    (9, 10, 1, '100.00'), (10, 10, 1, '60.00'), (10, 6, 2, '40.00'), (11, 5, 1, '100.00'),
    (12, 2, 1, None), (13, 4, 1, '10.00'), (13, 1, 2, '90.00'), (14, 3, 1, '100.00'),
    (15, 3, 1, '100.00'), (16, 15, 1, None), (17, 1, 1, '100.00'), (18, 8, 1, '70.00'),
    (18, 9, 2, '30.00'), (20, 11, 1, '100.00'), (2, 1, 3, None),
]
# book, reader, stars, text, written
REVIEWS = [
    (1, 2, 5, 'Great', moment(2020, 1, 1)), (1, 3, 3, 'Fine', moment(2020, 1, 2, 12, 0, 0, 500000)),
    (1, None, 1, 'Bad', moment(2020, 1, 3)), (2, 1, 4, 'Mine', moment(2020, 2, 1)),
    (2, 3, 5, 'Great', moment(2020, 2, 1)), (4, 5, 5, 'River', moment(2021, 6, 30, 23, 59, 59)),
    (4, 4, 2, 'Mine', moment(2021, 7, 1)),
    (5, None, 1, '', moment(1999, 12, 31, 23, 59, 59, 999999)),
    (7, 14, 5, 'Mine', moment(2000, 1, 1)), (7, 1, 5, 'Great', moment(2019, 3, 3)),
    (8, 12, 2, 'Long', moment(2019, 3, 4)), (10, 6, 4, 'Mine', moment(1990, 1, 1)),
    (10, 6, 5, 'Better on second reading', moment(1991, 1, 1)),
    (10, None, 3, 'Fine', moment(2022, 2, 22, 22, 22, 22)),
    (11, None, 3, 'Fine', moment(2022, 3, 1)),
    (12, 9, 1, 'Bad', moment(2022, 3, 2)), (14, 15, 4, 'ξ', moment(2022, 3, 3)),
    (16, 3, 3, 'π', moment(2022, 3, 14, 15, 9, 26, 535897)),
    (16, 12, 3, 'Fine', moment(2022, 3, 15)),
    (17, 2, 2, 'Old', moment(1946, 1, 1)), (18, 9, 5, 'Mine', moment(2018, 1, 1)),
    (20, 5, 4, 'Great', moment(2018, 1, 2)), (20, None, 4, 'Great', moment(2018, 1, 3)),
    (3, 5, 1, 'Bad', moment(2018, 1, 4)),
]


def held(value):
    """A value that the engine can hold: PostgreSQL's text has no NUL."""
    if connection.vendor != 'postgresql':
        return value
    if isinstance(value, str):
        return value.replace('\0', '\1')
    if isinstance(value, (list, tuple)):
        return [held(item) for item in value]
    return {key: held(item) for key, item in value.items()} if isinstance(value, dict) else value


@transaction.atomic
def fill():
    for values in SAMPLES:
        Sample.objects.create(**dict(zip(FIELDS, held(values))))
    for values in MAYBES:
        Maybe.objects.create(**dict(zip(FIELDS, held(values))))
    for code, name in COUNTRIES:
        Country.objects.create(code=code, name=name)
    for name, born, country, boss, salary in PEOPLE:
        Person.objects.create(
            name=name, born=born, country_id=country, boss_id=boss, salary=salary)
    for person, other in FRIENDS:
        Person.objects.get(pk=person).friends.add(other)
    for person, other in KNOWS:
        Person.objects.get(pk=person).knows.add(other)
    for person, bio, site in PROFILES:
        Profile.objects.create(person_id=person, bio=bio, site=site)
    for person, room in DESKS:
        Desk.objects.create(person_id=person, room=room)
    for name, country, founded, director in PUBLISHERS:
        Publisher.objects.create(
            name=name, country_id=country, founded=founded, director_id=director)
    for name, parent in TAGS:
        Tag.objects.create(name=name, parent_id=parent)
    names = ['title', 'subtitle', 'publisher_id', 'editor_id', 'sequel_to_id', 'pages', 'chapters',
             'price', 'rating', 'published', 'in_print', 'cover']
    for *values, tags in BOOKS:
        Book.objects.create(**dict(zip(names, values))).tags.add(*tags)
    for book, person, position, share in AUTHORSHIPS:
        Authorship.objects.create(
            book_id=book, person_id=person, position=position, share=share)
    for book, reader, stars, text, written in REVIEWS:
        Review.objects.create(
            book_id=book, reader_id=reader, stars=stars, text=text, written=written)
