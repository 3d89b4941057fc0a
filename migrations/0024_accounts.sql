-- +goose Up

-- Sessions are known to their owners now. Those under way end: they would have within a
-- day, and nobody knows where they were begun.
DROP INDEX sessions_expires;

DROP TABLE sessions;

CREATE TABLE sessions (
	token_hash TEXT      NOT NULL PRIMARY KEY, -- SHA-256; the token itself is only in the browser
	account    TEXT      NOT NULL,             -- empty: nobody has signed in yet
	address    TEXT      NOT NULL,
	browser    TEXT      NOT NULL,
	begun      TIMESTAMP NOT NULL,
	seen       TIMESTAMP NOT NULL,             -- to the minute
	data       TEXT      NOT NULL              -- base64
);

CREATE INDEX sessions_account ON sessions (account);

CREATE INDEX sessions_seen ON sessions (seen);

CREATE TABLE second_factors (
	account TEXT      NOT NULL PRIMARY KEY CHECK (account <> ''),
	seed    TEXT      NOT NULL CHECK (seed <> ''), -- sealed; the key is elsewhere
	step    BIGINT    NOT NULL,
	since   TIMESTAMP NOT NULL
);

CREATE TABLE recovery_codes (
	account TEXT NOT NULL CHECK (account <> ''),
	hash    TEXT NOT NULL CHECK (hash <> ''),
	PRIMARY KEY (account, hash)
);

CREATE TABLE sign_ins (
	account TEXT      NOT NULL PRIMARY KEY CHECK (account <> ''),
	at      TIMESTAMP NOT NULL,
	address TEXT      NOT NULL
);

-- Sign-ins that came to nothing. Keys are hashes: a person in a hurry types the password
-- where the name belongs.
CREATE TABLE tries (
	key     TEXT      NOT NULL PRIMARY KEY CHECK (key <> ''),
	account TEXT      NOT NULL, -- empty: there is none by that name
	failed  BIGINT    NOT NULL CHECK (failed >= 0),
	at      TIMESTAMP NOT NULL
);

CREATE INDEX tries_account ON tries (account, at);
