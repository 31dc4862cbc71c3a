"""Functions of one row's values: of text, of numbers, of dates and times, of anything; and
arithmetic with numbers, dates and durations."""
from django.db.models import (
    Count, DateField, DateTimeField, DecimalField, DurationField, ExpressionWrapper, F, FloatField,
    IntegerField, Max, Q, Sum, TextField, Value)
from django.db.models.functions import (
    Abs, Cast, Ceil, Coalesce, Concat, ExtractDay, ExtractHour, ExtractMinute, ExtractMonth,
    ExtractQuarter, ExtractSecond, ExtractWeek, ExtractWeekDay, ExtractYear, Floor, Greatest, Least,
    Left, Length, Lower, LPad, LTrim, MD5, Mod, NullIf, Power, Repeat, Replace, Reverse, Right,
    Round, RPad, RTrim, SHA256, Sign, Sqrt, StrIndex, Substr, Trim, TruncDate, TruncDay, TruncHour,
    TruncMinute, TruncMonth, TruncQuarter, TruncSecond, TruncTime, TruncWeek, TruncYear, Upper)

from ..models import Authorship, Book, Person, Publisher, Review, Sample
from . import changed, found, listed, ordered, rows, typed
from .values import date, days, dec, hours, moment

# Of text.
rows('lower', lambda: Book.objects.annotate(x=Lower('title')))
rows('upper of a nullable text', lambda: Book.objects.annotate(x=Upper('subtitle')))
rows('length', lambda: Book.objects.annotate(x=Length('title')))
rows('length through a relation', lambda: Book.objects.annotate(x=Length('publisher__name')))
rows('length of letters and signs', lambda: Person.objects.annotate(x=Length('name')))
rows('trim', lambda: Sample.objects.annotate(x=Trim('line')))
rows('trim on the left', lambda: Sample.objects.annotate(x=LTrim('line')))
rows('trim on the right', lambda: Sample.objects.annotate(x=RTrim('line')))
rows('concatenation', lambda: Book.objects.annotate(x=Concat('title', 'title')))
rows('concatenation with a value', lambda: (
    Book.objects.annotate(x=Concat('title', Value(': '), 'subtitle'))))
rows('concatenation of four', lambda: Person.objects.annotate(
    x=Concat('name', Value(' ('), 'country__name', Value(')'))))
rows('part', lambda: Book.objects.annotate(x=Substr('title', 2)))
rows('part of a length', lambda: Book.objects.annotate(x=Substr('title', 2, 3)))
rows('part of letters and signs', lambda: Person.objects.annotate(x=Substr('name', 2, 2)))
rows('replaced', lambda: Book.objects.annotate(x=Replace('title', Value('a'), Value('--'))))
rows('removed', lambda: Book.objects.annotate(x=Replace('title', Value('a'), Value(''))))
rows('left', lambda: Book.objects.annotate(x=Left('title', 3)))
rows('right', lambda: Book.objects.annotate(x=Right('title', 3)))
rows('place', lambda: Book.objects.annotate(x=StrIndex('title', Value('ta'))))
rows('place of a column', lambda: (
    Book.objects.annotate(x=StrIndex('title', Left('title', 1)))))
rows('filled up on the left', lambda: Book.objects.annotate(x=LPad('title', 6, Value('.'))))
rows('filled up on the right', lambda: Book.objects.annotate(x=RPad('title', 6, Value('.'))))
rows('repeated', lambda: Book.objects.annotate(x=Repeat('title', 2)))
rows('backwards', lambda: Person.objects.annotate(x=Reverse('name')))
rows('digest', lambda: Book.objects.annotate(x=MD5('title')))
rows('longer digest', lambda: Book.objects.annotate(x=SHA256('title')))
rows('one in another', lambda: Book.objects.annotate(x=Upper(Left(Lower('title'), 2))))

# Of anything.
rows('coalesce', lambda: Book.objects.annotate(x=Coalesce('subtitle', 'title')))
rows('coalesce with a value', lambda: Book.objects.annotate(x=Coalesce('subtitle', Value('-'))))
rows('coalesce with a number', lambda: Book.objects.annotate(x=Coalesce('chapters', Value(0))))
rows('coalesce of three', lambda: (
    Book.objects.annotate(x=Coalesce('chapters', 'publisher__founded', 'pages'))))
rows('coalesce through relations', lambda: Book.objects.annotate(
    x=Coalesce('editor__name', 'publisher__director__name', Value('nobody'))))
rows('coalesce of an aggregate', lambda: (
    Publisher.objects.annotate(x=Coalesce(Sum('books__pages'), Value(0)))))
rows('coalesce of dates', lambda: Book.objects.annotate(x=Coalesce('published', 'editor__born')))
rows('greatest', lambda: Book.objects.annotate(x=Greatest('pages', 'publisher__founded')))
rows('least', lambda: Book.objects.annotate(x=Least('pages', 'publisher__founded')))
rows('greatest of three', lambda: (
    Book.objects.annotate(x=Greatest('pages', 'sequel__pages', Value(100)))))
rows('least of texts', lambda: Book.objects.annotate(x=Least('title', 'publisher__name')))
rows('null if', lambda: Book.objects.annotate(x=NullIf('subtitle', Value(''))))
rows('null if a column', lambda: Book.objects.annotate(x=NullIf('pages', 'publisher__founded')))
rows('cast to an integer', lambda: Book.objects.annotate(x=Cast('rating', IntegerField())))
rows('cast to a float', lambda: Book.objects.annotate(x=Cast('pages', FloatField())))
rows('cast to a text', lambda: Book.objects.annotate(x=Cast('pages', TextField())))

# Of numbers.
rows('absolute', lambda: Sample.objects.annotate(x=Abs('number')))
rows('absolute of a difference', lambda: (
    Book.objects.annotate(x=Abs(F('pages') - F('sequel__pages')))))
rows('ceiling', lambda: Book.objects.annotate(x=Ceil('rating')))
rows('floor', lambda: Book.objects.annotate(x=Floor('rating')))
rows('rounded', lambda: Book.objects.annotate(x=Round('rating')))
rows('remainder', lambda: Book.objects.annotate(x=F('pages') % 7))
rows('power', lambda: Book.objects.annotate(x=Power('rating', 2)))
rows('square root', lambda: Book.objects.annotate(x=Sqrt('rating')))
rows('sign', lambda: Book.objects.annotate(x=Sign(F('pages') - 200)))
rows('sum', lambda: Book.objects.annotate(x=F('pages') + F('chapters')))
rows('product', lambda: Book.objects.annotate(x=F('pages') * F('chapters')))
rows('difference of floats', lambda: Book.objects.annotate(x=F('rating') - F('sequel__rating')))
rows('quotient of floats', lambda: Book.objects.annotate(x=F('rating') / 2.0))
rows('difference of decimals', lambda: (
    Person.objects.annotate(x=F('salary') - F('boss__salary'))))
rows('sum of a decimal', lambda: (
    Book.objects.annotate(x=ExpressionWrapper(F('price') + Value(dec('1.25')),
                                              output_field=DecimalField()))))
rows('in parentheses', lambda: Book.objects.annotate(x=(F('pages') + 10) * (F('chapters') - 1)))
rows('without parentheses', lambda: Book.objects.annotate(x=F('pages') + F('chapters') * 2 - 1))

# Of dates and times.
rows('year', lambda: Book.objects.annotate(x=ExtractYear('published')))
rows('month and day', lambda: (
    Book.objects.annotate(m=ExtractMonth('published'), d=ExtractDay('published'))))
rows('week and day of the week', lambda: (
    Book.objects.annotate(w=ExtractWeek('published'), d=ExtractWeekDay('published'))))
rows('quarter through a relation', lambda: Book.objects.annotate(x=ExtractQuarter('editor__born')))
rows('hour, minute and second', lambda: Review.objects.annotate(
    h=ExtractHour('written'), m=ExtractMinute('written'), s=ExtractSecond('written')))
rows('beginning of the year', lambda: Review.objects.annotate(x=TruncYear('written')))
rows('beginning of the quarter', lambda: Review.objects.annotate(x=TruncQuarter('written')))
rows('beginning of the month', lambda: Review.objects.annotate(x=TruncMonth('written')))
rows('beginning of the week', lambda: Review.objects.annotate(x=TruncWeek('written')))
rows('beginning of the day', lambda: Review.objects.annotate(x=TruncDay('written')))
rows('beginning of the hour', lambda: Review.objects.annotate(x=TruncHour('written')))
rows('beginning of the minute', lambda: Review.objects.annotate(x=TruncMinute('written')))
rows('beginning of the second', lambda: Review.objects.annotate(x=TruncSecond('written')))
rows('date', lambda: Review.objects.annotate(x=TruncDate('written')))
rows('time', lambda: Review.objects.annotate(x=TruncTime('written')))
rows('beginning of the year of a date', lambda: Book.objects.annotate(x=TruncYear('published')))
rows('beginning of the month of a date', lambda: Book.objects.annotate(x=TruncMonth('published')))
rows('beginning of the week of a date', lambda: Book.objects.annotate(x=TruncWeek('published')))
rows('a day later', lambda: Review.objects.annotate(
    x=ExpressionWrapper(F('written') + Value(days(1)), output_field=DateTimeField())))
rows('hours earlier', lambda: Review.objects.annotate(
    x=ExpressionWrapper(F('written') - Value(hours(30)), output_field=DateTimeField())))
rows('time between', lambda: Review.objects.annotate(
    x=ExpressionWrapper(F('written') - Value(moment(2020, 1, 1)), output_field=DurationField())))
found('later than', lambda: Review.objects.filter(
    written__gt=ExpressionWrapper(Value(moment(2020, 1, 1)) + Value(days(100)),
                                  output_field=DateTimeField())))

# In conditions, orderings, groups and aggregates.
rows('filtered', lambda: Book.objects.annotate(x=Lower('title')).filter(x='alpha'))
rows('filtered by a length', lambda: Book.objects.alias(x=Length('title')).filter(x__gt=4))
rows('excluded', lambda: Book.objects.annotate(x=Coalesce('chapters', Value(0))).exclude(x=0))
rows('filtered by a quotient', lambda: (
    Book.objects.annotate(x=F('rating') / 2.0).filter(x__gte=2)))
found('compared', lambda: Book.objects.filter(title=Upper('title')))
found('compared with a relation', lambda: Book.objects.filter(pages__gt=Length('title') * 50))
found('compared with a greatest', lambda: (
    Book.objects.filter(publisher__founded=Greatest('pages', 'publisher__founded'))))
ordered('ordered', lambda: Book.objects.order_by(Lower('title'), 'pk'))
ordered('ordered, descending', lambda: Book.objects.order_by(Length('title').desc(), 'pk'))
ordered('ordered, nulls last', lambda: (
    Book.objects.order_by(Upper('subtitle').asc(nulls_last=True), 'pk')))
ordered('ordered by a coalesce', lambda: (
    Book.objects.order_by(Coalesce('rating', Value(2.6)).desc(), 'pk')))
rows('grouped', lambda: Book.objects.values(x=Left('title', 1)).annotate(n=Count('pk')))
rows('grouped by an annotation', lambda: (
    Book.objects.annotate(x=ExtractYear('published')).values('x').annotate(n=Count('pk'))))
rows('grouped by a month', lambda: (
    Review.objects.annotate(x=TruncMonth('written')).values('x')
    .annotate(n=Count('pk'), s=Sum('stars'))))
ordered('grouped by a year, ordered', lambda: (
    Review.objects.annotate(x=TruncYear('written')).values('x').annotate(n=Count('pk'))
    .order_by('-x')))
rows('of an aggregate', lambda: (
    Publisher.objects.annotate(n=Count('books')).annotate(x=Greatest('n', Value(2)))))
rows('in an aggregate', lambda: Publisher.objects.annotate(x=Max(Length('books__title'))))
rows('in an aggregate of a coalesce', lambda: (
    Publisher.objects.annotate(x=Sum(Coalesce('books__chapters', Value(1))))))
rows('in an aggregate, distinct', lambda: (
    Publisher.objects.annotate(x=Count(Left('books__title', 1), distinct=True))))
typed('over everything', lambda: Book.objects.aggregate(x=Sum(Length('title'))))
typed('over shares', lambda: Authorship.objects.aggregate(x=Max(F('position') * 10)))
changed('update', lambda: Book.objects.filter(pk__lt=5).update(title=Upper('title')))
changed('update with a concatenation', lambda: (
    Book.objects.filter(subtitle__isnull=False).update(subtitle=Concat('title', Value('!')))))
changed('update with a coalesce', lambda: (
    Book.objects.filter(pages__lt=120).update(chapters=Coalesce('chapters', Value(1)))))
