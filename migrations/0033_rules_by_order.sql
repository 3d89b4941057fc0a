-- +goose Up

-- A third thing that two persons decide by an order: other rules for a cycle that has
-- reports. SQLite cannot change a CHECK, so the table is made anew, on both databases
-- alike; nothing refers to it.
CREATE TABLE permits_next (
	id         TEXT      NOT NULL PRIMARY KEY CHECK (id <> ''),
	kind       TEXT      NOT NULL CHECK (kind IN ('reopening', 'exemption', 'rules')),
	cycle      TEXT      NOT NULL REFERENCES cycles (id),
	unit       TEXT      NOT NULL REFERENCES units (id),
	person     TEXT      NOT NULL,
	turn       TEXT      NOT NULL,
	claims     TEXT, -- as JSON; NULL: none
	review     BIGINT    NOT NULL CHECK (review >= 0),
	framework  TEXT      NOT NULL, -- empty: no other rules, so these can be no foreign keys
	was        TEXT      NOT NULL,
	number     TEXT      NOT NULL CHECK (number <> ''),
	day        TEXT      NOT NULL CHECK (day <> ''),
	signer     TEXT      NOT NULL CHECK (signer <> ''),
	text       TEXT      NOT NULL CHECK (text <> ''),
	asked_by   TEXT      NOT NULL CHECK (asked_by <> ''),
	asked_at   TIMESTAMP NOT NULL,
	granted_by TEXT      NOT NULL CHECK (granted_by <> asked_by),
	granted_at TIMESTAMP,
	CHECK ((granted_by = '') = (granted_at IS NULL)),
	CHECK ((kind = 'rules') = (framework <> '')),
	CHECK ((kind = 'rules') = (was <> ''))
);

INSERT INTO permits_next (id, kind, cycle, unit, person, turn, claims, review, framework, was, number, day, signer, text, asked_by, asked_at, granted_by, granted_at)
SELECT id, kind, cycle, unit, person, turn, claims, review, '', '', number, day, signer, text, asked_by, asked_at, granted_by, granted_at FROM permits;

DROP INDEX permits_unit;

DROP TABLE permits;

ALTER TABLE permits_next RENAME TO permits;

CREATE INDEX permits_unit ON permits (cycle, unit);
