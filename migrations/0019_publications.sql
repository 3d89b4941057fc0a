-- +goose Up

-- What was frozen is a file; the row names it. Two persons, and numbers without gaps: what
-- the program refuses, the tables refuse too.
CREATE TABLE publications (
	cycle       TEXT      NOT NULL REFERENCES cycles (id),
	number      BIGINT    NOT NULL CHECK (number >= 1),
	sha256      TEXT      NOT NULL CHECK (sha256 <> ''),
	digest      TEXT      NOT NULL CHECK (digest <> ''),
	proposed_by TEXT      NOT NULL CHECK (proposed_by <> ''),
	proposed_at TIMESTAMP NOT NULL,
	approved_by TEXT      NOT NULL CHECK (approved_by <> ''),
	approved_at TIMESTAMP NOT NULL,
	reason      TEXT      NOT NULL,
	program     TEXT      NOT NULL,
	anchor_seq  BIGINT    NOT NULL,
	anchor_hash TEXT      NOT NULL,
	PRIMARY KEY (cycle, number),
	CHECK (proposed_by <> approved_by),
	CHECK ((number = 1) = (reason = ''))
);

CREATE TABLE proposals (
	id        TEXT      NOT NULL PRIMARY KEY CHECK (id <> ''),
	cycle     TEXT      NOT NULL REFERENCES cycles (id),
	number    BIGINT    NOT NULL CHECK (number >= 1),
	digest    TEXT      NOT NULL CHECK (digest <> ''),
	reason    TEXT      NOT NULL,
	"by"      TEXT      NOT NULL CHECK ("by" <> ''),
	at        TIMESTAMP NOT NULL,
	status    TEXT      NOT NULL CHECK (status IN ('open', 'approved', 'lapsed')),
	closed_by TEXT      NOT NULL,
	closed_at TIMESTAMP,
	CHECK ((status = 'open') = (closed_at IS NULL)),
	CHECK (status <> 'approved' OR closed_by <> "by")
);

CREATE UNIQUE INDEX proposals_open ON proposals (cycle) WHERE status = 'open';

CREATE INDEX proposals_cycle ON proposals (cycle, at);
