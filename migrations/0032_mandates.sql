-- +goose Up

-- What it takes two administrators to do to an account. That they are two persons, and that
-- one thing waits for an account at a time, the table says too.
CREATE TABLE mandates (
	id        TEXT      NOT NULL PRIMARY KEY CHECK (id <> ''),
	kind      TEXT      NOT NULL CHECK (kind IN ('promotion', 'renewal', 'admission')),
	account   TEXT      NOT NULL CHECK (account <> ''),
	name      TEXT      NOT NULL,
	role      TEXT      NOT NULL,
	unit      TEXT      NOT NULL,
	areas     TEXT,
	home      TEXT      NOT NULL,
	device    BOOLEAN   NOT NULL,
	issuer    TEXT      NOT NULL,
	subject   TEXT      NOT NULL,
	was       TEXT      NOT NULL,
	asked_by  TEXT      NOT NULL CHECK (asked_by <> ''),
	asked_at  TIMESTAMP NOT NULL,
	status    TEXT      NOT NULL CHECK (status IN ('open', 'granted', 'lapsed')),
	closed_by TEXT      NOT NULL,
	closed_at TIMESTAMP,
	CHECK ((status = 'open') = (closed_at IS NULL)),
	CHECK (status <> 'granted' OR closed_by <> asked_by AND closed_by <> account)
);

CREATE UNIQUE INDEX mandates_open ON mandates (account) WHERE status = 'open';
