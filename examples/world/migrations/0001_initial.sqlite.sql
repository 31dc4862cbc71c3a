-- aside migration 0001_initial
-- Create country; create currency; create language; create subdivision
CREATE TABLE "world_country" ("alpha_2" varchar(2) NOT NULL PRIMARY KEY, "alpha_3" varchar(3) NOT NULL UNIQUE, "numeric" varchar(3) NOT NULL, "name" varchar(100) NOT NULL, "official_name" text NULL, "flag" text NOT NULL);
CREATE TABLE "world_currency" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "alpha_3" varchar(3) NOT NULL UNIQUE, "numeric" varchar(3) NOT NULL, "name" varchar(100) NOT NULL, "country_id" varchar(2) NULL REFERENCES "world_country" ("alpha_2") ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX "world_currency_country_id_2247c07a" ON "world_currency" ("country_id");
CREATE TABLE "world_language" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "alpha_3" varchar(7) NOT NULL UNIQUE, "alpha_2" varchar(2) NULL, "name" varchar(100) NOT NULL, "kind" integer NOT NULL);
CREATE INDEX "world_language_kind_78356b22" ON "world_language" ("kind");
CREATE TABLE "world_subdivision" ("code" varchar(6) NOT NULL PRIMARY KEY, "country_id" varchar(2) NOT NULL REFERENCES "world_country" ("alpha_2") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, "parent_id" varchar(6) NULL REFERENCES "world_subdivision" ("code") ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED, "name" varchar(100) NOT NULL, "kind" varchar(50) NOT NULL);
CREATE INDEX "world_subdivision_country_id_4803330e" ON "world_subdivision" ("country_id");
CREATE INDEX "world_subdivision_parent_id_b6bada74" ON "world_subdivision" ("parent_id");
-- aside: down
-- destroys: country, currency, language, subdivision
DROP TABLE "world_subdivision";
DROP TABLE "world_language";
DROP TABLE "world_currency";
DROP TABLE "world_country";
