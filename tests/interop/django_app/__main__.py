"""Django's side of the interop suite:

    python3 -m django_app schema FILE       make the tables
    python3 -m django_app fill FILE         write the rows of data.py into them
    python3 -m django_app dump FILE...      print every row of every table
    python3 -m django_app queries FILE      print what every query gives
    python3 -m django_app invent FILE       print queries made at random, and what they give

What is printed is JSON."""
import json
import sys

import django
from django.conf import settings


def connect(path):
    """Makes a file the one that all queries go to."""
    from django.db import connection
    connection.close()
    connection.settings_dict['NAME'] = path


def schema(path):
    from django.db import connection

    from .models import TABLES
    connect(path)
    with connection.schema_editor() as editor:
        for model in TABLES:
            editor.create_model(model)


def fill(path):
    from .data import fill
    connect(path)
    fill()


def dump(*paths):
    from .tables import dump
    result = {}
    for path in paths:
        connect(path)
        result[path] = dump()
    return result


def queries(path):
    from .queries import run
    connect(path)
    return run()


def invent(path):
    from .invented import COUNT, SEEDS, invent
    connect(path)
    return {seed: invent(seed, COUNT) for seed in SEEDS}


def main(step, *paths):
    settings.configure(
        INSTALLED_APPS=['django_app'], USE_TZ=True, TIME_ZONE='UTC',
        DATABASES={'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': paths[0]}})
    django.setup()
    result = {'schema': schema, 'fill': fill, 'dump': dump, 'queries': queries,
              'invent': invent}[step](*paths)
    if result is not None:
        json.dump(result, sys.stdout)


if __name__ == '__main__':
    main(*sys.argv[1:])
