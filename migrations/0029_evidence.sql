-- +goose Up

CREATE TABLE evidence (
	id         TEXT      NOT NULL PRIMARY KEY CHECK (id <> ''),
	unit       TEXT      NOT NULL REFERENCES units (id),
	kind       TEXT      NOT NULL CHECK (kind IN ('file', 'reference', 'statement')),
	title      TEXT      NOT NULL,
	sha256     TEXT      NOT NULL,
	name       TEXT      NOT NULL,
	size       BIGINT    NOT NULL CHECK (size >= 0),
	type       TEXT      NOT NULL,
	number     TEXT      NOT NULL,
	issuer     TEXT      NOT NULL,
	page       TEXT      NOT NULL,
	dated      TEXT      NOT NULL,
	valid_from TEXT      NOT NULL,
	valid_to   TEXT      NOT NULL,
	replaces   TEXT      NOT NULL, -- empty: nothing, so it can be no foreign key
	at         TIMESTAMP NOT NULL,
	"by"       TEXT      NOT NULL,
	CHECK ((kind = 'file') = (sha256 <> ''))
);

CREATE INDEX evidence_of_unit ON evidence (unit);

CREATE INDEX evidence_of_file ON evidence (sha256);

CREATE TABLE citations (
	cycle     TEXT      NOT NULL REFERENCES cycles (id),
	unit      TEXT      NOT NULL REFERENCES units (id),
	indicator TEXT      NOT NULL CHECK (indicator <> ''),
	evidence  TEXT      NOT NULL REFERENCES evidence (id),
	proof     TEXT      NOT NULL,
	withdrawn BOOLEAN   NOT NULL,
	at        TIMESTAMP NOT NULL,
	"by"      TEXT      NOT NULL,
	PRIMARY KEY (cycle, unit, indicator, evidence)
);
