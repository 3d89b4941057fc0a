-- +goose Up

CREATE TABLE uploads (
	id       TEXT      NOT NULL PRIMARY KEY CHECK (id <> ''),
	cycle    TEXT      NOT NULL REFERENCES cycles (id),
	unit     TEXT      NOT NULL REFERENCES units (id),
	source   TEXT      NOT NULL CHECK (source IN ('unit', 'survey')),
	sha256   TEXT      NOT NULL,
	name     TEXT      NOT NULL,
	size     BIGINT    NOT NULL CHECK (size >= 0),
	at       TIMESTAMP NOT NULL,
	"by"     TEXT      NOT NULL,
	version  BIGINT    NOT NULL CHECK (version >= 0), -- of the draft it made; 0: none
	findings TEXT                                     -- as JSON; NULL: none
);

CREATE INDEX uploads_report ON uploads (cycle, unit, source);
