"""Paths into JSON.

Not here, because the two differ by decision, and later Djangos or other engines do as the library:
1 is not true, JSON's null is not equal to any other value, and numbers are not less than text."""
from ..models import Maybe, Sample
from . import answer, found, listed

found('real', lambda: Sample.objects.filter(document__k=1.5))
found('real of a missing key', lambda: Sample.objects.filter(document__z=1.5))
found('real gt', lambda: Sample.objects.filter(document__k__gt=1))
found('real lt', lambda: Sample.objects.filter(document__k__lt=1.5))
found('real range', lambda: Sample.objects.filter(document__k__gte=1, document__k__lte=2))
found('index', lambda: Sample.objects.filter(document__a__0=1))
found('true', lambda: Sample.objects.filter(document__a__3=True))
found('null', lambda: Sample.objects.filter(document__a__4=None))
found('null of a missing key', lambda: Sample.objects.filter(document__z=None))
found('beyond ascii', lambda: Sample.objects.filter(document__a__5__b__c__0='é'))
found('emoji in', lambda: Sample.objects.filter(document__a__5__b__c__1__in=['🍕', 'x']))
found('escapes', lambda: Sample.objects.filter(document__a__5__b__c__3='"\\/\n'))
found('escapes startswith', lambda: (
    Sample.objects.filter(document__a__5__b__c__3__startswith='"\\')))
found('escapes iendswith', lambda: Sample.objects.filter(document__a__5__b__c__3__iendswith='/\n'))
found('icontains', lambda: Sample.objects.filter(document__a__5__b__c__1__icontains='🍕'))
found('regex', lambda: Sample.objects.filter(document__a__5__b__c__0__regex='^.$'))
found('array', lambda: Sample.objects.filter(document__0=[]))
found('object', lambda: (
    Sample.objects.filter(document__a__5__b={'c': ['é', '🍕', '\u0000', '"\\/\n']})))
found('isnull', lambda: Sample.objects.filter(document__k__isnull=True))
found('not isnull', lambda: Sample.objects.filter(document__k__isnull=False))
found('null is no isnull', lambda: Sample.objects.filter(document__a__4__isnull=True))
found('has_key', lambda: Sample.objects.filter(document__has_key='k'))
found('has_key of an index', lambda: Sample.objects.filter(document__has_key='0'))
found('has_key of nothing', lambda: Sample.objects.filter(document__has_key=''))
found('has_key further in', lambda: Sample.objects.filter(document__a__5__has_key='b'))
found('has_keys', lambda: Sample.objects.filter(document__has_keys=['a', '']))
found('has_any_keys', lambda: Sample.objects.filter(document__has_any_keys=['a', 'k']))
found('has_key excluded', lambda: Sample.objects.exclude(document__has_key='k'))
found('excluded', lambda: Sample.objects.exclude(document__k=1))
found('excluded equal', lambda: Sample.objects.exclude(document__k=1.5))
found('gt excluded', lambda: Sample.objects.exclude(document__k__gt=1))
found('in excluded', lambda: Sample.objects.exclude(document__k__in=[1.5, 2.5]))
found('maybe', lambda: Maybe.objects.filter(document__a__0=1))
found('maybe excluded', lambda: Maybe.objects.exclude(document__a__0=1))
found('maybe other excluded', lambda: Maybe.objects.exclude(document__a__0=2))
found('maybe gt excluded', lambda: Maybe.objects.exclude(document__a__0__gt=0))
found('maybe isnull', lambda: Maybe.objects.filter(document__a__isnull=True))
found('maybe isnull excluded', lambda: Maybe.objects.exclude(document__a__isnull=True))
found('maybe has_key excluded', lambda: Maybe.objects.exclude(document__has_key='a'))

listed('by key', lambda: Sample.objects.order_by('document__k', 'id'))
listed('by key descending', lambda: Maybe.objects.order_by('-document__a__0', '-id'))
answer('count', lambda: Sample.objects.filter(document__k__isnull=False).count())
