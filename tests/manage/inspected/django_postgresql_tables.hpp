#pragma once
// The tables that Django 3.2 makes of tests/interop/django_app/models.py in a database of PostgreSQL, less
// rows; the last one is of a PositiveIntegerField.

namespace inspected {

inline constexpr const char* django_postgresql_tables[] = {
    "CREATE TABLE \"interop_sample\" (\"id\" bigserial NOT NULL PRIMARY KEY, "
    "\"flag\" boolean NOT NULL, \"small\" smallint NOT NULL, \"number\" integer "
    "NOT NULL, \"big\" bigint NOT NULL, \"real\" double precision NOT NULL, "
    "\"line\" varchar(80) NOT NULL, \"words\" text NOT NULL, \"data\" bytea NOT "
    "NULL, \"day\" date NOT NULL, \"moment\" timestamp with time zone NOT NULL, "
    "\"hour\" time NOT NULL, \"span\" interval NOT NULL, \"amount\" numeric(15, "
    "5) NOT NULL, \"key\" uuid NOT NULL, \"document\" jsonb NOT NULL, \"color\" "
    "integer NOT NULL, \"size\" varchar(10) NOT NULL)",
    "CREATE TABLE \"interop_maybe\" (\"id\" bigserial NOT NULL PRIMARY KEY, "
    "\"flag\" boolean NULL, \"small\" smallint NULL, \"number\" integer NULL, "
    "\"big\" bigint NULL, \"real\" double precision NULL, \"line\" varchar(80) "
    "NULL, \"words\" text NULL, \"data\" bytea NULL, \"day\" date NULL, \"moment\" "
    "timestamp with time zone NULL, \"hour\" time NULL, \"span\" interval NULL, "
    "\"amount\" numeric(15, 5) NULL, \"key\" uuid NULL, \"document\" jsonb NULL, "
    "\"color\" integer NULL, \"size\" varchar(10) NULL)",
    "CREATE TABLE \"interop_country\" (\"code\" varchar(2) NOT NULL PRIMARY "
    "KEY, \"name\" varchar(40) NOT NULL UNIQUE)",
    "CREATE TABLE \"interop_person\" (\"id\" bigserial NOT NULL PRIMARY KEY, "
    "\"name\" varchar(40) NOT NULL, \"born\" date NULL, \"country_id\" varchar(2) "
    "NULL, \"boss_id\" bigint NULL, \"salary\" numeric(8, 2) NULL)",
    "CREATE TABLE \"interop_person_friends\" (\"id\" bigserial NOT NULL PRIMARY "
    "KEY, \"from_person_id\" bigint NOT NULL, \"to_person_id\" bigint NOT NULL)",
    "CREATE TABLE \"interop_person_knows\" (\"id\" bigserial NOT NULL PRIMARY "
    "KEY, \"from_person_id\" bigint NOT NULL, \"to_person_id\" bigint NOT NULL)",
    "CREATE TABLE \"interop_profile\" (\"person_id\" bigint NOT NULL PRIMARY "
    "KEY, \"bio\" text NOT NULL, \"site\" varchar(40) NULL)",
    "CREATE TABLE \"furniture\" (\"id\" bigserial NOT NULL PRIMARY KEY, "
    "\"person_id\" bigint NULL UNIQUE, \"room\" varchar(10) NOT NULL)",
    "CREATE TABLE \"interop_publisher\" (\"id\" bigserial NOT NULL PRIMARY KEY, "
    "\"name\" varchar(40) NOT NULL, \"country_id\" varchar(2) NOT NULL, "
    "\"founded\" integer NULL, \"director_id\" bigint NULL)",
    "CREATE TABLE \"interop_tag\" (\"name\" varchar(20) NOT NULL PRIMARY KEY, "
    "\"parent_id\" varchar(20) NULL)",
    "CREATE TABLE \"interop_book\" (\"id\" bigserial NOT NULL PRIMARY KEY, "
    "\"title\" varchar(60) NOT NULL, \"subtitle\" varchar(60) NULL, "
    "\"publisher_id\" bigint NULL, \"edited_by\" bigint NULL, \"sequel_to_id\" "
    "bigint NULL UNIQUE, \"page_count\" integer NOT NULL, \"chapters\" smallint "
    "NULL, \"price\" numeric(6, 2) NULL, \"rating\" double precision NULL, "
    "\"published\" date NULL, \"in_print\" boolean NOT NULL, \"cover\" varchar(4) "
    "NOT NULL)",
    "CREATE TABLE \"interop_book_tags\" (\"id\" bigserial NOT NULL PRIMARY KEY, "
    "\"book_id\" bigint NOT NULL, \"tag_id\" varchar(20) NOT NULL)",
    "CREATE TABLE \"interop_authorship\" (\"id\" bigserial NOT NULL PRIMARY "
    "KEY, \"book_id\" bigint NOT NULL, \"person_id\" bigint NOT NULL, "
    "\"position\" smallint NOT NULL, \"share\" numeric(5, 2) NULL)",
    "CREATE TABLE \"interop_review\" (\"id\" bigserial NOT NULL PRIMARY KEY, "
    "\"book_id\" bigint NOT NULL, \"reader_id\" bigint NULL, \"stars\" smallint "
    "NOT NULL, \"text\" text NOT NULL, \"written\" timestamp with time zone NOT "
    "NULL)",
    "CREATE INDEX \"interop_country_code_fe8ef5a1_like\" ON \"interop_country\" "
    "(\"code\" varchar_pattern_ops)",
    "CREATE INDEX \"interop_country_name_ae1343fe_like\" ON \"interop_country\" "
    "(\"name\" varchar_pattern_ops)",
    "ALTER TABLE \"interop_person\" ADD CONSTRAINT "
    "\"interop_person_country_id_fa8deb92_fk_interop_country_code\" FOREIGN "
    "KEY (\"country_id\") REFERENCES \"interop_country\" (\"code\") DEFERRABLE "
    "INITIALLY DEFERRED",
    "ALTER TABLE \"interop_person\" ADD CONSTRAINT "
    "\"interop_person_boss_id_834c3fa1_fk_interop_person_id\" FOREIGN KEY "
    "(\"boss_id\") REFERENCES \"interop_person\" (\"id\") DEFERRABLE INITIALLY "
    "DEFERRED",
    "CREATE INDEX \"interop_person_country_id_fa8deb92\" ON \"interop_person\" "
    "(\"country_id\")",
    "CREATE INDEX \"interop_person_country_id_fa8deb92_like\" ON "
    "\"interop_person\" (\"country_id\" varchar_pattern_ops)",
    "CREATE INDEX \"interop_person_boss_id_834c3fa1\" ON \"interop_person\" "
    "(\"boss_id\")",
    "ALTER TABLE \"interop_person_friends\" ADD CONSTRAINT "
    "\"interop_person_friends_from_person_id_to_person_55779898_uniq\" UNIQUE "
    "(\"from_person_id\", \"to_person_id\")",
    "ALTER TABLE \"interop_person_friends\" ADD CONSTRAINT "
    "\"interop_person_frien_from_person_id_7d7bdded_fk_interop_p\" FOREIGN "
    "KEY (\"from_person_id\") REFERENCES \"interop_person\" (\"id\") DEFERRABLE "
    "INITIALLY DEFERRED",
    "ALTER TABLE \"interop_person_friends\" ADD CONSTRAINT "
    "\"interop_person_frien_to_person_id_417a4ef0_fk_interop_p\" FOREIGN KEY "
    "(\"to_person_id\") REFERENCES \"interop_person\" (\"id\") DEFERRABLE "
    "INITIALLY DEFERRED",
    "CREATE INDEX \"interop_person_friends_from_person_id_7d7bdded\" ON "
    "\"interop_person_friends\" (\"from_person_id\")",
    "CREATE INDEX \"interop_person_friends_to_person_id_417a4ef0\" ON "
    "\"interop_person_friends\" (\"to_person_id\")",
    "ALTER TABLE \"interop_person_knows\" ADD CONSTRAINT "
    "\"interop_person_knows_from_person_id_to_person_id_f9b022da_uniq\" "
    "UNIQUE (\"from_person_id\", \"to_person_id\")",
    "ALTER TABLE \"interop_person_knows\" ADD CONSTRAINT "
    "\"interop_person_knows_from_person_id_176ff2ae_fk_interop_p\" FOREIGN "
    "KEY (\"from_person_id\") REFERENCES \"interop_person\" (\"id\") DEFERRABLE "
    "INITIALLY DEFERRED",
    "ALTER TABLE \"interop_person_knows\" ADD CONSTRAINT "
    "\"interop_person_knows_to_person_id_8a0e5462_fk_interop_person_id\" "
    "FOREIGN KEY (\"to_person_id\") REFERENCES \"interop_person\" (\"id\") "
    "DEFERRABLE INITIALLY DEFERRED",
    "CREATE INDEX \"interop_person_knows_from_person_id_176ff2ae\" ON "
    "\"interop_person_knows\" (\"from_person_id\")",
    "CREATE INDEX \"interop_person_knows_to_person_id_8a0e5462\" ON "
    "\"interop_person_knows\" (\"to_person_id\")",
    "ALTER TABLE \"interop_profile\" ADD CONSTRAINT "
    "\"interop_profile_person_id_2c756986_fk_interop_person_id\" FOREIGN KEY "
    "(\"person_id\") REFERENCES \"interop_person\" (\"id\") DEFERRABLE INITIALLY "
    "DEFERRED",
    "ALTER TABLE \"furniture\" ADD CONSTRAINT "
    "\"furniture_person_id_35a32b4f_fk_interop_person_id\" FOREIGN KEY "
    "(\"person_id\") REFERENCES \"interop_person\" (\"id\") DEFERRABLE INITIALLY "
    "DEFERRED",
    "ALTER TABLE \"interop_publisher\" ADD CONSTRAINT "
    "\"interop_publisher_name_country_id_26328d1d_uniq\" UNIQUE (\"name\", "
    "\"country_id\")",
    "ALTER TABLE \"interop_publisher\" ADD CONSTRAINT "
    "\"interop_publisher_country_id_46ac139e_fk_interop_country_code\" "
    "FOREIGN KEY (\"country_id\") REFERENCES \"interop_country\" (\"code\") "
    "DEFERRABLE INITIALLY DEFERRED",
    "ALTER TABLE \"interop_publisher\" ADD CONSTRAINT "
    "\"interop_publisher_director_id_3f2f7815_fk_interop_person_id\" FOREIGN "
    "KEY (\"director_id\") REFERENCES \"interop_person\" (\"id\") DEFERRABLE "
    "INITIALLY DEFERRED",
    "CREATE INDEX \"interop_publisher_country_id_46ac139e\" ON "
    "\"interop_publisher\" (\"country_id\")",
    "CREATE INDEX \"interop_publisher_country_id_46ac139e_like\" ON "
    "\"interop_publisher\" (\"country_id\" varchar_pattern_ops)",
    "CREATE INDEX \"interop_publisher_director_id_3f2f7815\" ON "
    "\"interop_publisher\" (\"director_id\")",
    "ALTER TABLE \"interop_tag\" ADD CONSTRAINT "
    "\"interop_tag_parent_id_2ae2c2a5_fk_interop_tag_name\" FOREIGN KEY "
    "(\"parent_id\") REFERENCES \"interop_tag\" (\"name\") DEFERRABLE INITIALLY "
    "DEFERRED",
    "CREATE INDEX \"interop_tag_name_09640c66_like\" ON \"interop_tag\" (\"name\" "
    "varchar_pattern_ops)",
    "CREATE INDEX \"interop_tag_parent_id_2ae2c2a5\" ON \"interop_tag\" "
    "(\"parent_id\")",
    "CREATE INDEX \"interop_tag_parent_id_2ae2c2a5_like\" ON \"interop_tag\" "
    "(\"parent_id\" varchar_pattern_ops)",
    "ALTER TABLE \"interop_book\" ADD CONSTRAINT "
    "\"interop_book_publisher_id_f491eb8b_fk_interop_publisher_id\" FOREIGN "
    "KEY (\"publisher_id\") REFERENCES \"interop_publisher\" (\"id\") DEFERRABLE "
    "INITIALLY DEFERRED",
    "ALTER TABLE \"interop_book\" ADD CONSTRAINT "
    "\"interop_book_edited_by_895e9721_fk_interop_person_id\" FOREIGN KEY "
    "(\"edited_by\") REFERENCES \"interop_person\" (\"id\") DEFERRABLE INITIALLY "
    "DEFERRED",
    "ALTER TABLE \"interop_book\" ADD CONSTRAINT "
    "\"interop_book_sequel_to_id_c00aa3ed_fk_interop_book_id\" FOREIGN KEY "
    "(\"sequel_to_id\") REFERENCES \"interop_book\" (\"id\") DEFERRABLE INITIALLY "
    "DEFERRED",
    "CREATE INDEX \"interop_book_title_4e36ad59\" ON \"interop_book\" (\"title\")",
    "CREATE INDEX \"interop_book_title_4e36ad59_like\" ON \"interop_book\" "
    "(\"title\" varchar_pattern_ops)",
    "CREATE INDEX \"interop_book_publisher_id_f491eb8b\" ON \"interop_book\" "
    "(\"publisher_id\")",
    "CREATE INDEX \"interop_book_edited_by_895e9721\" ON \"interop_book\" "
    "(\"edited_by\")",
    "ALTER TABLE \"interop_book_tags\" ADD CONSTRAINT "
    "\"interop_book_tags_book_id_tag_id_1c0e9170_uniq\" UNIQUE (\"book_id\", "
    "\"tag_id\")",
    "ALTER TABLE \"interop_book_tags\" ADD CONSTRAINT "
    "\"interop_book_tags_book_id_30da1af6_fk_interop_book_id\" FOREIGN KEY "
    "(\"book_id\") REFERENCES \"interop_book\" (\"id\") DEFERRABLE INITIALLY "
    "DEFERRED",
    "ALTER TABLE \"interop_book_tags\" ADD CONSTRAINT "
    "\"interop_book_tags_tag_id_03b2c256_fk_interop_tag_name\" FOREIGN KEY "
    "(\"tag_id\") REFERENCES \"interop_tag\" (\"name\") DEFERRABLE INITIALLY "
    "DEFERRED",
    "CREATE INDEX \"interop_book_tags_book_id_30da1af6\" ON "
    "\"interop_book_tags\" (\"book_id\")",
    "CREATE INDEX \"interop_book_tags_tag_id_03b2c256\" ON "
    "\"interop_book_tags\" (\"tag_id\")",
    "CREATE INDEX \"interop_book_tags_tag_id_03b2c256_like\" ON "
    "\"interop_book_tags\" (\"tag_id\" varchar_pattern_ops)",
    "ALTER TABLE \"interop_authorship\" ADD CONSTRAINT "
    "\"interop_authorship_book_id_0e51519a_fk_interop_book_id\" FOREIGN KEY "
    "(\"book_id\") REFERENCES \"interop_book\" (\"id\") DEFERRABLE INITIALLY "
    "DEFERRED",
    "ALTER TABLE \"interop_authorship\" ADD CONSTRAINT "
    "\"interop_authorship_person_id_bc5853ed_fk_interop_person_id\" FOREIGN "
    "KEY (\"person_id\") REFERENCES \"interop_person\" (\"id\") DEFERRABLE "
    "INITIALLY DEFERRED",
    "CREATE INDEX \"interop_authorship_book_id_0e51519a\" ON "
    "\"interop_authorship\" (\"book_id\")",
    "CREATE INDEX \"interop_authorship_person_id_bc5853ed\" ON "
    "\"interop_authorship\" (\"person_id\")",
    "ALTER TABLE \"interop_review\" ADD CONSTRAINT "
    "\"interop_review_book_id_5f49b3c0_fk_interop_book_id\" FOREIGN KEY "
    "(\"book_id\") REFERENCES \"interop_book\" (\"id\") DEFERRABLE INITIALLY "
    "DEFERRED",
    "ALTER TABLE \"interop_review\" ADD CONSTRAINT "
    "\"interop_review_reader_id_c9e8d459_fk_interop_person_id\" FOREIGN KEY "
    "(\"reader_id\") REFERENCES \"interop_person\" (\"id\") DEFERRABLE INITIALLY "
    "DEFERRED",
    "CREATE INDEX \"interop_review_book_id_5f49b3c0\" ON \"interop_review\" "
    "(\"book_id\")",
    "CREATE INDEX \"interop_review_reader_id_c9e8d459\" ON \"interop_review\" "
    "(\"reader_id\")",
    "CREATE INDEX \"interop_rev_stars_00a078_idx\" ON \"interop_review\" "
    "(\"stars\", \"written\" DESC)",
    "CREATE TABLE \"django_migrations\" (\"id\" serial NOT NULL PRIMARY KEY, "
    "\"app\" varchar(255) NOT NULL, \"name\" varchar(255) NOT NULL, \"applied\" "
    "timestamp with time zone NOT NULL)",
    "CREATE TABLE \"interop_positive\" (\"id\" serial NOT NULL PRIMARY KEY, "
    "\"count\" integer NOT NULL CHECK (\"count\" >= 0))",
};

}  // namespace inspected
