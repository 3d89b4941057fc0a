-- +goose Up

CREATE TABLE attachments (
	id     TEXT      NOT NULL PRIMARY KEY CHECK (id <> ''),
	cycle  TEXT      NOT NULL REFERENCES cycles (id),
	unit   TEXT      NOT NULL REFERENCES units (id),
	source TEXT      NOT NULL CHECK (source IN ('unit', 'survey')),
	sha256 TEXT      NOT NULL,
	name   TEXT      NOT NULL,
	size   BIGINT    NOT NULL CHECK (size >= 0),
	at     TIMESTAMP NOT NULL,
	"by"   TEXT      NOT NULL
);

CREATE INDEX attachments_report ON attachments (cycle, unit, source);
