"""Django's side of the interop suite:

    python3 -m django_app schema URL        make the tables
    python3 -m django_app fill URL          write the rows of data.py into them
    python3 -m django_app reset URL         have keys go on behind those that are there
    python3 -m django_app dump              print every row of every table, of each database whose
                                            URL is a line that is read, in a line
    python3 -m django_app manage URL COMMAND...
                                            run a command of manage.py
    python3 -m django_app queries URL       print what every query gives
    python3 -m django_app invent URL        print queries made at random, and what they give

What is printed is JSON."""
import json
import sys

import django
from databases import django_settings
from django.conf import settings
from django.db import connection


def schema():
    from .models import TABLES
    with connection.schema_editor() as editor:
        for model in TABLES:
            editor.create_model(model)


def fill():
    from .data import fill
    fill()


def reset():
    from .tables import reset_keys
    reset_keys()


def dump():
    from .tables import dump
    return dump()


def queries():
    from .queries import run
    return run()


def invent():
    from .invented import COUNT, SEEDS, invent
    return {seed: invent(seed, COUNT) for seed in SEEDS}


STEPS = {'schema': schema, 'fill': fill, 'reset': reset, 'dump': dump, 'queries': queries,
         'invent': invent}


def connect(url):
    """Makes a database the one that all queries go to."""
    if not settings.configured:
        settings.configure(INSTALLED_APPS=['django_app'], USE_TZ=True, TIME_ZONE='UTC',
                           DATABASES={'default': django_settings(url)})
        django.setup()
    connection.settings_dict.update(django_settings(url))


def manage(url, command, *arguments):
    from django.core.management import call_command
    connect(url)
    call_command(command, *arguments)


def main(step, *urls):
    if step == 'manage':
        return manage(*urls)
    for url in urls or sys.stdin:
        connect(url.strip())
        result = STEPS[step]()
        connection.close()
        if result is not None:
            print(json.dumps(result), flush=True)


if __name__ == '__main__':
    main(*sys.argv[1:])
