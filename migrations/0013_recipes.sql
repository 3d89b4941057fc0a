-- +goose Up

CREATE TABLE recipes (
	id            TEXT      NOT NULL CHECK (id <> ''),
	version       BIGINT    NOT NULL CHECK (version >= 1),
	title_vi      TEXT      NOT NULL,
	title_en      TEXT      NOT NULL,
	text          TEXT      NOT NULL, -- the recipe itself, as YAML
	sample_name   TEXT      NOT NULL, -- of the form it was tried on; empty: none
	sample_sha256 TEXT      NOT NULL,
	at            TIMESTAMP NOT NULL,
	"by"          TEXT      NOT NULL,
	PRIMARY KEY (id, version)
);
