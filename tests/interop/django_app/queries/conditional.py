"""Case and When in every place where an expression may stand."""
from django.db.models import Case, Count, F, Q, Sum, Value, When

from ..models import Book, Publisher
from . import changed, ordered, rows, typed

# Cases.
rows('one case', lambda: Book.objects.annotate(
    x=Case(When(pages__gt=200, then=Value('long')), default=Value('short'))))
rows('two cases', lambda: Book.objects.annotate(x=Case(
    When(pages__gt=300, then=Value('long')), When(pages__gt=100, then=Value('medium')),
    default=Value('short'))))
rows('no case', lambda: Book.objects.annotate(x=Case(When(pages__gt=300, then=Value('long')))))
rows('numbers', lambda: Book.objects.annotate(
    x=Case(When(in_print=True, then=Value(1)), default=Value(0))))
rows('columns', lambda: Book.objects.annotate(
    x=Case(When(in_print=True, then='pages'), default='publisher__founded')))
rows('columns of relations', lambda: Book.objects.annotate(
    x=Case(When(editor__isnull=False, then='editor__name'), default='publisher__name')))
rows('expressions', lambda: Book.objects.annotate(
    x=Case(When(in_print=True, then=F('pages') * 2), default=F('pages') - 1)))
rows('of both', lambda: Book.objects.annotate(x=Case(
    When(Q(in_print=True) & Q(pages__gt=100), then=Value('a')), default=Value('b'))))
rows('of either', lambda: Book.objects.annotate(x=Case(
    When(Q(in_print=False) | Q(rating__gt=4), then=Value('a')), default=Value('b'))))
rows('of not', lambda: Book.objects.annotate(
    x=Case(When(~Q(rating__gt=3), then=Value('a')), default=Value('b'))))
rows('of a relation', lambda: Book.objects.annotate(
    x=Case(When(publisher__country='de', then=Value('a')), default=Value('b'))))
rows('of a relation that is none', lambda: Book.objects.annotate(
    x=Case(When(publisher__isnull=True, then=Value('a')), default=Value('b'))))
rows('of many', lambda: Publisher.objects.annotate(
    x=Case(When(books__pages__gt=200, then=Value('a')), default=Value('b'))))
rows('of compared columns', lambda: Book.objects.annotate(
    x=Case(When(chapters__gt=F('pages') / 10, then=Value('a')), default=Value('b'))))
rows('of an annotation', lambda: Book.objects.annotate(n=Count('tags')).annotate(
    x=Case(When(n__gt=1, then=Value('many')), default=Value('few'))))
rows('of a text', lambda: Book.objects.annotate(
    x=Case(When(title__startswith='A', then=Value(1)), When(title__endswith='a', then=Value(2)))))
rows('filtered', lambda: Book.objects.annotate(
    x=Case(When(pages__gt=200, then=Value('long')), default=Value('short'))).filter(x='long'))
rows('an alias filtered', lambda: Book.objects.alias(
    x=Case(When(in_print=True, then='pages'), default='publisher__founded')).filter(x__gt=20))
ordered('ordered', lambda: Book.objects.annotate(
    x=Case(When(rating=None, then=Value(0)), default=Value(1))).order_by('x', '-rating', 'pk'))
ordered('ordered by it alone', lambda: Book.objects.order_by(
    Case(When(in_print=True, then=Value(0)), default=Value(1)), 'pk'))
rows('grouped', lambda: Book.objects.annotate(
    x=Case(When(pages__gt=200, then=Value('long')), default=Value('short')))
    .values('x').annotate(n=Count('pk'), s=Sum('pages')))
rows('summed', lambda: Publisher.objects.annotate(
    x=Sum(Case(When(books__in_print=True, then='books__pages'), default=Value(0)))))
rows('counted', lambda: Publisher.objects.annotate(
    x=Count(Case(When(books__pages__gt=100, then=Value(1))))))
typed('summed over everything', lambda: Book.objects.aggregate(
    x=Sum(Case(When(in_print=True, then=Value(1)), default=Value(0)))))
rows('one in another', lambda: Book.objects.annotate(x=Case(
    When(in_print=True, then=Case(When(pages__gt=200, then=Value(1)), default=Value(2))),
    default=Value(3))))
changed('update', lambda: Book.objects.update(
    pages=Case(When(in_print=True, then=F('pages') + 1), default=Value(0))))
changed('update of some', lambda: Book.objects.filter(pages__gt=100).update(
    rating=Case(When(rating__gt=4, then=Value(5.0)), default='rating')))
