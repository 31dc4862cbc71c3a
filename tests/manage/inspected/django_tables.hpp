#pragma once
// The tables that Django 3.2 makes of tests/interop/django_app/models.py in a file of SQLite, less rows;
// the last one is of a PositiveIntegerField.

namespace inspected {

inline constexpr const char* django_tables[] = {
    "CREATE TABLE \"interop_sample\" (\"id\" integer NOT NULL PRIMARY KEY "
    "AUTOINCREMENT, \"flag\" bool NOT NULL, \"small\" smallint NOT NULL, "
    "\"number\" integer NOT NULL, \"big\" bigint NOT NULL, \"real\" real NOT "
    "NULL, \"line\" varchar(80) NOT NULL, \"words\" text NOT NULL, \"data\" BLOB "
    "NOT NULL, \"day\" date NOT NULL, \"moment\" datetime NOT NULL, \"hour\" "
    "time NOT NULL, \"span\" bigint NOT NULL, \"amount\" decimal NOT NULL, "
    "\"key\" char(32) NOT NULL, \"document\" text NOT NULL CHECK "
    "((JSON_VALID(\"document\") OR \"document\" IS NULL)), \"color\" integer NOT "
    "NULL, \"size\" varchar(10) NOT NULL)",
    "CREATE TABLE \"interop_maybe\" (\"id\" integer NOT NULL PRIMARY KEY "
    "AUTOINCREMENT, \"flag\" bool NULL, \"small\" smallint NULL, \"number\" "
    "integer NULL, \"big\" bigint NULL, \"real\" real NULL, \"line\" varchar(80) "
    "NULL, \"words\" text NULL, \"data\" BLOB NULL, \"day\" date NULL, \"moment\" "
    "datetime NULL, \"hour\" time NULL, \"span\" bigint NULL, \"amount\" decimal "
    "NULL, \"key\" char(32) NULL, \"document\" text NULL CHECK "
    "((JSON_VALID(\"document\") OR \"document\" IS NULL)), \"color\" integer "
    "NULL, \"size\" varchar(10) NULL)",
    "CREATE TABLE \"interop_country\" (\"code\" varchar(2) NOT NULL PRIMARY "
    "KEY, \"name\" varchar(40) NOT NULL UNIQUE)",
    "CREATE TABLE \"interop_person\" (\"id\" integer NOT NULL PRIMARY KEY "
    "AUTOINCREMENT, \"name\" varchar(40) NOT NULL, \"born\" date NULL, "
    "\"country_id\" varchar(2) NULL REFERENCES \"interop_country\" (\"code\") "
    "DEFERRABLE INITIALLY DEFERRED, \"boss_id\" bigint NULL REFERENCES "
    "\"interop_person\" (\"id\") DEFERRABLE INITIALLY DEFERRED, \"salary\" "
    "decimal NULL)",
    "CREATE TABLE \"interop_person_friends\" (\"id\" integer NOT NULL PRIMARY "
    "KEY AUTOINCREMENT, \"from_person_id\" bigint NOT NULL REFERENCES "
    "\"interop_person\" (\"id\") DEFERRABLE INITIALLY DEFERRED, \"to_person_id\" "
    "bigint NOT NULL REFERENCES \"interop_person\" (\"id\") DEFERRABLE "
    "INITIALLY DEFERRED)",
    "CREATE TABLE \"interop_person_knows\" (\"id\" integer NOT NULL PRIMARY "
    "KEY AUTOINCREMENT, \"from_person_id\" bigint NOT NULL REFERENCES "
    "\"interop_person\" (\"id\") DEFERRABLE INITIALLY DEFERRED, \"to_person_id\" "
    "bigint NOT NULL REFERENCES \"interop_person\" (\"id\") DEFERRABLE "
    "INITIALLY DEFERRED)",
    "CREATE TABLE \"interop_profile\" (\"person_id\" bigint NOT NULL PRIMARY "
    "KEY REFERENCES \"interop_person\" (\"id\") DEFERRABLE INITIALLY DEFERRED, "
    "\"bio\" text NOT NULL, \"site\" varchar(40) NULL)",
    "CREATE TABLE \"furniture\" (\"id\" integer NOT NULL PRIMARY KEY "
    "AUTOINCREMENT, \"person_id\" bigint NULL UNIQUE REFERENCES "
    "\"interop_person\" (\"id\") DEFERRABLE INITIALLY DEFERRED, \"room\" "
    "varchar(10) NOT NULL)",
    "CREATE TABLE \"interop_publisher\" (\"id\" integer NOT NULL PRIMARY KEY "
    "AUTOINCREMENT, \"name\" varchar(40) NOT NULL, \"country_id\" varchar(2) "
    "NOT NULL REFERENCES \"interop_country\" (\"code\") DEFERRABLE INITIALLY "
    "DEFERRED, \"founded\" integer NULL, \"director_id\" bigint NULL "
    "REFERENCES \"interop_person\" (\"id\") DEFERRABLE INITIALLY DEFERRED)",
    "CREATE TABLE \"interop_tag\" (\"name\" varchar(20) NOT NULL PRIMARY KEY, "
    "\"parent_id\" varchar(20) NULL REFERENCES \"interop_tag\" (\"name\") "
    "DEFERRABLE INITIALLY DEFERRED)",
    "CREATE TABLE \"interop_book\" (\"id\" integer NOT NULL PRIMARY KEY "
    "AUTOINCREMENT, \"title\" varchar(60) NOT NULL, \"subtitle\" varchar(60) "
    "NULL, \"publisher_id\" bigint NULL REFERENCES \"interop_publisher\" "
    "(\"id\") DEFERRABLE INITIALLY DEFERRED, \"edited_by\" bigint NULL "
    "REFERENCES \"interop_person\" (\"id\") DEFERRABLE INITIALLY DEFERRED, "
    "\"sequel_to_id\" bigint NULL UNIQUE REFERENCES \"interop_book\" (\"id\") "
    "DEFERRABLE INITIALLY DEFERRED, \"page_count\" integer NOT NULL, "
    "\"chapters\" smallint NULL, \"price\" decimal NULL, \"rating\" real NULL, "
    "\"published\" date NULL, \"in_print\" bool NOT NULL, \"cover\" varchar(4) "
    "NOT NULL)",
    "CREATE TABLE \"interop_book_tags\" (\"id\" integer NOT NULL PRIMARY KEY "
    "AUTOINCREMENT, \"book_id\" bigint NOT NULL REFERENCES \"interop_book\" "
    "(\"id\") DEFERRABLE INITIALLY DEFERRED, \"tag_id\" varchar(20) NOT NULL "
    "REFERENCES \"interop_tag\" (\"name\") DEFERRABLE INITIALLY DEFERRED)",
    "CREATE TABLE \"interop_authorship\" (\"id\" integer NOT NULL PRIMARY KEY "
    "AUTOINCREMENT, \"book_id\" bigint NOT NULL REFERENCES \"interop_book\" "
    "(\"id\") DEFERRABLE INITIALLY DEFERRED, \"person_id\" bigint NOT NULL "
    "REFERENCES \"interop_person\" (\"id\") DEFERRABLE INITIALLY DEFERRED, "
    "\"position\" smallint NOT NULL, \"share\" decimal NULL)",
    "CREATE TABLE \"interop_review\" (\"id\" integer NOT NULL PRIMARY KEY "
    "AUTOINCREMENT, \"book_id\" bigint NOT NULL REFERENCES \"interop_book\" "
    "(\"id\") DEFERRABLE INITIALLY DEFERRED, \"reader_id\" bigint NULL "
    "REFERENCES \"interop_person\" (\"id\") DEFERRABLE INITIALLY DEFERRED, "
    "\"stars\" smallint NOT NULL, \"text\" text NOT NULL, \"written\" datetime "
    "NOT NULL)",
    "CREATE INDEX \"interop_person_country_id_fa8deb92\" ON \"interop_person\" "
    "(\"country_id\")",
    "CREATE INDEX \"interop_person_boss_id_834c3fa1\" ON \"interop_person\" "
    "(\"boss_id\")",
    "CREATE UNIQUE INDEX "
    "\"interop_person_friends_from_person_id_to_person_id_55779898_uniq\" ON "
    "\"interop_person_friends\" (\"from_person_id\", \"to_person_id\")",
    "CREATE INDEX \"interop_person_friends_from_person_id_7d7bdded\" ON "
    "\"interop_person_friends\" (\"from_person_id\")",
    "CREATE INDEX \"interop_person_friends_to_person_id_417a4ef0\" ON "
    "\"interop_person_friends\" (\"to_person_id\")",
    "CREATE UNIQUE INDEX "
    "\"interop_person_knows_from_person_id_to_person_id_f9b022da_uniq\" ON "
    "\"interop_person_knows\" (\"from_person_id\", \"to_person_id\")",
    "CREATE INDEX \"interop_person_knows_from_person_id_176ff2ae\" ON "
    "\"interop_person_knows\" (\"from_person_id\")",
    "CREATE INDEX \"interop_person_knows_to_person_id_8a0e5462\" ON "
    "\"interop_person_knows\" (\"to_person_id\")",
    "CREATE UNIQUE INDEX \"interop_publisher_name_country_id_26328d1d_uniq\" "
    "ON \"interop_publisher\" (\"name\", \"country_id\")",
    "CREATE INDEX \"interop_publisher_country_id_46ac139e\" ON "
    "\"interop_publisher\" (\"country_id\")",
    "CREATE INDEX \"interop_publisher_director_id_3f2f7815\" ON "
    "\"interop_publisher\" (\"director_id\")",
    "CREATE INDEX \"interop_tag_parent_id_2ae2c2a5\" ON \"interop_tag\" "
    "(\"parent_id\")",
    "CREATE INDEX \"interop_book_title_4e36ad59\" ON \"interop_book\" (\"title\")",
    "CREATE INDEX \"interop_book_publisher_id_f491eb8b\" ON \"interop_book\" "
    "(\"publisher_id\")",
    "CREATE INDEX \"interop_book_edited_by_895e9721\" ON \"interop_book\" "
    "(\"edited_by\")",
    "CREATE UNIQUE INDEX \"interop_book_tags_book_id_tag_id_1c0e9170_uniq\" "
    "ON \"interop_book_tags\" (\"book_id\", \"tag_id\")",
    "CREATE INDEX \"interop_book_tags_book_id_30da1af6\" ON "
    "\"interop_book_tags\" (\"book_id\")",
    "CREATE INDEX \"interop_book_tags_tag_id_03b2c256\" ON "
    "\"interop_book_tags\" (\"tag_id\")",
    "CREATE INDEX \"interop_authorship_book_id_0e51519a\" ON "
    "\"interop_authorship\" (\"book_id\")",
    "CREATE INDEX \"interop_authorship_person_id_bc5853ed\" ON "
    "\"interop_authorship\" (\"person_id\")",
    "CREATE INDEX \"interop_review_book_id_5f49b3c0\" ON \"interop_review\" "
    "(\"book_id\")",
    "CREATE INDEX \"interop_review_reader_id_c9e8d459\" ON \"interop_review\" "
    "(\"reader_id\")",
    "CREATE INDEX \"interop_rev_stars_00a078_idx\" ON \"interop_review\" "
    "(\"stars\", \"written\" DESC)",
    "CREATE TABLE \"django_migrations\" (\"id\" integer NOT NULL PRIMARY KEY "
    "AUTOINCREMENT, \"app\" varchar(255) NOT NULL, \"name\" varchar(255) NOT "
    "NULL, \"applied\" datetime NOT NULL)",
    "CREATE TABLE \"interop_positive\" (\"id\" integer NOT NULL PRIMARY KEY "
    "AUTOINCREMENT, \"count\" integer unsigned NOT NULL CHECK (\"count\" >= 0))",
};

}  // namespace inspected
