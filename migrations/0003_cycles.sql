-- +goose Up

CREATE TABLE cycles (
	id        TEXT      NOT NULL PRIMARY KEY CHECK (id <> ''),
	body      TEXT      NOT NULL REFERENCES units (id),
	framework TEXT      NOT NULL REFERENCES frameworks (id),
	period    TEXT      NOT NULL,
	data_from TIMESTAMP NOT NULL,
	data_to   TIMESTAMP NOT NULL,
	opens     TIMESTAMP NOT NULL,
	due       TIMESTAMP NOT NULL,
	closes    TIMESTAMP NOT NULL,
	note_vi   TEXT      NOT NULL,
	note_en   TEXT      NOT NULL,
	version   BIGINT    NOT NULL,
	CHECK (data_from <= data_to),
	CHECK (opens <= due AND due <= closes)
);

CREATE INDEX cycles_framework ON cycles (framework);
