"""Where the databases of the comparison are, and what is in them: on SQLite each is a file of a
folder, on PostgreSQL one of a server. A database goes by the URL that the library opens; Django's
settings are made of it."""
import os
import re
import shutil
import sqlite3
from urllib.parse import urlsplit


def django_settings(url):
    """What Django's DATABASES say of a database."""
    if url.startswith('sqlite:'):
        return {'ENGINE': 'django.db.backends.sqlite3', 'NAME': url.partition(':')[2]}
    from psycopg2.extensions import parse_dsn
    options = parse_dsn(url)
    return {'ENGINE': 'django.db.backends.postgresql', 'NAME': options.pop('dbname'),
            'OPTIONS': options}


def databases(folder, server):
    return Server(server) if server else Files(folder)


def numbers_itself(columns):
    """Whether a table joins others and has a key of its own: rows get it in the order in which they
    come, which says nothing."""
    return len(columns) == 3 and all(name == 'id' or name.endswith('_id') for name in columns)


class Files:
    """Files of a folder."""
    left_out = []

    def __init__(self, folder):
        self.folder = folder

    def __enter__(self):
        return self

    def __exit__(self, *_):
        """The folder goes with its owner."""

    def make(self, name):
        """An empty database."""
        return 'sqlite:' + os.path.join(self.folder, name + '.db')

    def copy(self, url, name):
        copied = self.make(name)
        shutil.copyfile(url.partition(':')[2], copied.partition(':')[2])
        return copied

    def remove(self, url):
        os.remove(url.partition(':')[2])

    def _open(self, url):
        return sqlite3.connect(url.partition(':')[2])

    def stored(self, url):
        """Every value as it is stored."""
        with self._open(url) as connection:
            connection.text_factory = bytes
            tables = {}
            for (table,) in connection.execute(
                    "SELECT name FROM sqlite_master"
                    " WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"):
                table = table.decode()
                columns = sorted(row[1].decode() for row in
                                 connection.execute(f'PRAGMA table_info("{table}")'))
                if numbers_itself(columns):
                    columns.remove('id')
                values = ', '.join(f'typeof("{column}"), "{column}"' for column in columns)
                rows = connection.execute(f'SELECT {values} FROM "{table}"').fetchall()
                tables[table] = sorted(repr(row) for row in rows)
            return tables

    def schema(self, url):
        """Columns, what they refer to, what is unique, and the indexes that were created by
        name."""
        with self._open(url) as connection:
            tables = {}
            for (table,) in connection.execute(
                    "SELECT name FROM sqlite_master"
                    " WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"):
                def pragma(name, of=table):
                    return connection.execute(f'PRAGMA {name}("{of}")').fetchall()
                tables[table] = {
                    'columns': {name: [kind.lower(), notnull, key]
                                for _, name, kind, notnull, _, key in pragma('table_info')},
                    'refers': {row[3]: row[2] for row in pragma('foreign_key_list')},
                    'unique': sorted([column[2] for column in pragma('index_info', index[1])]
                                     for index in pragma('index_list') if index[3] == 'u'),
                    'indexes': {index[1]: [index[2]] + [
                                    row[2] and row[2] + (' DESC' if row[3] else '')
                                    for row in pragma('index_xinfo', index[1]) if row[5]]
                                for index in pragma('index_list') if index[3] == 'c'},
                }
            return tables


class Server:
    """Databases of a PostgreSQL server, which are removed in the end. Their names have the number
    of this process, so that others may be there."""
    # Queries that are not compared there, for reasons that stand in left_out.md.
    left_out = ['functions: cast to an integer', 'functions: greatest',
                'functions: greatest of three', 'functions: least', 'functions: least of texts',
                'functions: rounded', 'json_paths: has_key of an index', 'transforms: second',
                'transforms: second of a time', 'transforms: second of fractions']

    def __init__(self, url):
        self.url = urlsplit(url)
        self.made = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for url in list(self.made):
            self.remove(url)

    def _open(self, url):
        import psycopg2
        connection = psycopg2.connect(url)
        connection.autocommit = True
        return connection

    def _ask(self, url, sql, *values):
        connection = self._open(url)
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql, values or None)
                return cursor.fetchall() if cursor.description else None
        finally:
            connection.close()

    def _name(self, url):
        return urlsplit(url).path.lstrip('/')

    def _make(self, name, template):
        name = f'interop_{os.getpid()}_{name}'
        self._ask(self.url.geturl(), f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        self.made.append(self.url._replace(path='/' + name).geturl())
        return self.made[-1]

    def make(self, name):
        """An empty database, with the extension that Django needs for SHA256."""
        url = self._make(name, 'template1')
        self._ask(url, 'CREATE EXTENSION pgcrypto')
        return url

    def copy(self, url, name):
        return self._make(name, self._name(url))

    def remove(self, url):
        self._ask(self.url.geturl(), f'DROP DATABASE "{self._name(url)}" WITH (FORCE)')
        self.made.remove(url)

    def _tables(self, url):
        """The columns of each table, with their types."""
        tables = {}
        for table, column, kind, notnull, default, sequence in self._ask(url, '''
                SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                       pg_get_expr(d.adbin, d.adrelid),
                       pg_get_serial_sequence(quote_ident(c.relname), a.attname)
                FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
                  AND a.attnum > 0 AND NOT a.attisdropped
                ORDER BY c.relname, a.attname'''):
            # `serial` has its default, identity has none; both have a sequence.
            if sequence and default == f"nextval('{sequence.partition('.')[2]}'::regclass)":
                default = None
            tables.setdefault(table, {})[column] = [kind, notnull, default, sequence]
        return tables

    def stored(self, url):
        """Every value as its text, with the type of its column."""
        tables = {}
        for table, columns in self._tables(url).items():
            names = [name for name in columns if name != 'id' or not numbers_itself(columns)]
            values = ', '.join(f'"{name}"::text' for name in names)
            tables[table] = sorted(
                repr([(columns[name][0], value) for name, value in zip(names, row)])
                for row in self._ask(url, f'SELECT {values} FROM "{table}"'))
        return tables

    def schema(self, url):
        """Columns, constraints and indexes, by their names. What becomes of rows that refer to
        deleted ones is Django's own work."""
        tables = {table: {'columns': columns, 'constraints': {}, 'indexes': {}}
                  for table, columns in self._tables(url).items()}
        for table, name, definition in self._ask(url, '''
                SELECT c.relname, n.conname, pg_get_constraintdef(n.oid)
                FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid
                WHERE c.relnamespace = 'public'::regnamespace'''):
            tables[table]['constraints'][name] = re.sub(
                ' ON DELETE (CASCADE|SET NULL|SET DEFAULT|RESTRICT)', '', definition)
        for table, name, definition in self._ask(
                url, "SELECT tablename, indexname, indexdef FROM pg_indexes"
                     " WHERE schemaname = 'public'"):
            tables[table]['indexes'][name] = definition
        return tables
