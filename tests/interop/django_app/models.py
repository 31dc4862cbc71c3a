"""The models of tests/interop/models.hpp, as Django has them."""
from django.db.models import (
    CASCADE, PROTECT, SET_NULL, BigIntegerField, BinaryField, BooleanField, CharField, DateField,
    DateTimeField, DecimalField, DurationField, FloatField, ForeignKey, Index,
    IntegerChoices, IntegerField, JSONField, ManyToManyField, Model, OneToOneField, SmallIntegerField,
    TextChoices, TextField, TimeField, UUIDField)


class Color(IntegerChoices):
    INFRARED = -1
    RED = 0
    GREEN = 1
    BLUE = 2


class Size(TextChoices):
    SMALL = 'S'
    MEDIUM = 'M'
    LARGE = 'L'
    HUGE = 'très grand'


class Sample(Model):
    """Every type of field, never NULL."""
    flag = BooleanField()
    small = SmallIntegerField()
    number = IntegerField()
    big = BigIntegerField()
    real = FloatField()
    line = CharField(max_length=80)
    words = TextField()
    data = BinaryField()
    day = DateField()
    moment = DateTimeField()
    hour = TimeField()
    span = DurationField()
    amount = DecimalField(max_digits=15, decimal_places=5)
    key = UUIDField()
    document = JSONField()
    color = IntegerField(choices=Color.choices)
    size = CharField(max_length=10, choices=Size.choices)


class Maybe(Model):
    """Every type of field, each of which may be NULL."""
    flag = BooleanField(null=True)
    small = SmallIntegerField(null=True)
    number = IntegerField(null=True)
    big = BigIntegerField(null=True)
    real = FloatField(null=True)
    line = CharField(max_length=80, null=True)
    words = TextField(null=True)
    data = BinaryField(null=True)
    day = DateField(null=True)
    moment = DateTimeField(null=True)
    hour = TimeField(null=True)
    span = DurationField(null=True)
    amount = DecimalField(max_digits=15, decimal_places=5, null=True)
    key = UUIDField(null=True)
    document = JSONField(null=True)
    color = IntegerField(choices=Color.choices, null=True)
    size = CharField(max_length=10, choices=Size.choices, null=True)


class Country(Model):
    """Its key is text, and it has an ordering."""
    code = CharField(max_length=2, primary_key=True)
    name = CharField(max_length=40, unique=True)

    class Meta:
        ordering = ['-name']


class Person(Model):
    name = CharField(max_length=40)
    born = DateField(null=True)
    country = ForeignKey(Country, SET_NULL, null=True, related_name='people')
    boss = ForeignKey('self', SET_NULL, null=True, related_name='staff')
    salary = DecimalField(max_digits=8, decimal_places=2, null=True)
    friends = ManyToManyField('self')
    knows = ManyToManyField('self', symmetrical=False, related_name='known_by')


class Profile(Model):
    """Its key is a relation."""
    person = OneToOneField(Person, CASCADE, primary_key=True, related_name='profile')
    bio = TextField()
    site = CharField(max_length=40, null=True)


class Desk(Model):
    """Its table has a name of its own."""
    person = OneToOneField(Person, SET_NULL, null=True, related_name='desk')
    room = CharField(max_length=10)

    class Meta:
        db_table = 'furniture'


class Publisher(Model):
    """Its ordering goes on with that of the country."""
    name = CharField(max_length=40)
    country = ForeignKey(Country, CASCADE, related_name='publishers')
    founded = IntegerField(null=True)
    director = ForeignKey(Person, PROTECT, null=True, related_name='directs')

    class Meta:
        ordering = ['country', 'name']
        unique_together = [['name', 'country']]


class Tag(Model):
    name = CharField(max_length=20, primary_key=True)
    parent = ForeignKey('self', CASCADE, null=True, related_name='children')


class Cover(TextChoices):
    HARD = 'hard'
    SOFT = 'soft'
    NONE = 'none'


class Book(Model):
    title = CharField(max_length=60, db_index=True)
    subtitle = CharField(max_length=60, null=True)
    publisher = ForeignKey(Publisher, SET_NULL, null=True, related_name='books')
    editor = ForeignKey(Person, SET_NULL, null=True, related_name='edited', db_column='edited_by')
    authors = ManyToManyField(Person, through='Authorship', related_name='books')
    tags = ManyToManyField(Tag, related_name='books')
    sequel_to = OneToOneField('self', SET_NULL, null=True, related_name='sequel')
    pages = IntegerField(db_column='page_count')
    chapters = SmallIntegerField(null=True)
    price = DecimalField(max_digits=6, decimal_places=2, null=True)
    rating = FloatField(null=True)
    published = DateField(null=True)
    in_print = BooleanField()
    cover = CharField(max_length=4, choices=Cover.choices)


class Authorship(Model):
    """Joins books and authors; somebody may have two parts in one book."""
    book = ForeignKey(Book, CASCADE, related_name='authorships')
    person = ForeignKey(Person, CASCADE, related_name='authorships')
    position = SmallIntegerField()
    share = DecimalField(max_digits=5, decimal_places=2, null=True)


class Review(Model):
    book = ForeignKey(Book, CASCADE, related_name='reviews')
    reader = ForeignKey(Person, SET_NULL, null=True, related_name='reviews')
    stars = SmallIntegerField()
    text = TextField()
    written = DateTimeField()

    class Meta:
        indexes = [Index(fields=['stars', '-written'])]


# In the order in which rows can be inserted.
TABLES = [Sample, Maybe, Country, Person, Profile, Desk, Publisher, Tag, Book, Authorship, Review]
