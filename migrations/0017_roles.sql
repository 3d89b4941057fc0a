-- +goose Up

-- More roles, and the areas that one is limited to. SQLite cannot change a CHECK, so the
-- tables are made anew, on both databases alike; nothing refers to them. Which deeds there
-- are is no longer said here: a chain that is only added to has no use for a second list.
CREATE TABLE users_next (
	id       TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
	name     TEXT    NOT NULL,
	role     TEXT    NOT NULL CHECK (role IN ('officer', 'head', 'appraiser', 'council', 'committee', 'analyst', 'administrator', 'auditor')),
	unit     TEXT    NOT NULL, -- empty: every body
	areas    TEXT, -- as JSON; NULL: all
	password TEXT    NOT NULL,
	disabled BOOLEAN NOT NULL
);

INSERT INTO users_next (id, name, role, unit, areas, password, disabled)
SELECT id, name, role, unit, NULL, password, disabled FROM users;

DROP TABLE users;

ALTER TABLE users_next RENAME TO users;

CREATE TABLE events_next (
	seq      BIGINT    NOT NULL PRIMARY KEY CHECK (seq >= 1),
	at       TIMESTAMP NOT NULL,
	"by"     TEXT      NOT NULL,
	deed     TEXT      NOT NULL CHECK (deed <> ''),
	cycle    TEXT      NOT NULL,
	unit     TEXT      NOT NULL,
	detail   TEXT      NOT NULL,
	"before" TEXT      NOT NULL,
	hash     TEXT      NOT NULL
);

INSERT INTO events_next (seq, at, "by", deed, cycle, unit, detail, "before", hash)
SELECT seq, at, "by", deed, cycle, unit, detail, "before", hash FROM events;

DROP INDEX events_of_cycles;

DROP TABLE events;

ALTER TABLE events_next RENAME TO events;

CREATE INDEX events_of_cycles ON events (cycle, seq);
