-- +goose Up

CREATE TABLE batches (
	id          TEXT      NOT NULL PRIMARY KEY CHECK (id <> ''),
	cycle       TEXT      NOT NULL REFERENCES cycles (id),
	source      TEXT      NOT NULL CHECK (source IN ('unit', 'survey')),
	sha256      TEXT      NOT NULL, -- of the archive
	name        TEXT      NOT NULL,
	at          TIMESTAMP NOT NULL,
	"by"        TEXT      NOT NULL,
	submit      BOOLEAN   NOT NULL,
	total       BIGINT    NOT NULL CHECK (total >= 0),
	done        BIGINT    NOT NULL CHECK (done >= 0 AND done <= total),
	finished_at TIMESTAMP, -- NULL: not yet
	failure     TEXT      NOT NULL
);

CREATE INDEX batches_cycle ON batches (cycle);

-- An empty unit or upload means none, so neither can be a foreign key.
CREATE TABLE batch_items (
	batch     TEXT    NOT NULL REFERENCES batches (id),
	place     BIGINT  NOT NULL CHECK (place >= 1), -- in the archive
	name      TEXT    NOT NULL,
	unit      TEXT    NOT NULL,
	upload    TEXT    NOT NULL,
	version   BIGINT  NOT NULL CHECK (version >= 0), -- of the draft it made; 0: none
	errors    BIGINT  NOT NULL CHECK (errors >= 0),
	doubts    BIGINT  NOT NULL CHECK (doubts >= 0),
	submitted BOOLEAN NOT NULL,
	findings  TEXT, -- as JSON; NULL: none
	PRIMARY KEY (batch, place)
);
