-- +goose Up

CREATE TABLE users (
	id       TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
	name     TEXT    NOT NULL,
	role     TEXT    NOT NULL CHECK (role IN ('officer', 'appraiser', 'committee', 'analyst', 'administrator')),
	unit     TEXT    NOT NULL, -- empty: every body
	password TEXT    NOT NULL,
	disabled BOOLEAN NOT NULL
);

CREATE TABLE sessions (
	token_hash TEXT      NOT NULL PRIMARY KEY, -- SHA-256; the token itself is only in the browser
	user_id    TEXT      NOT NULL,             -- empty: nobody has signed in yet
	data       TEXT      NOT NULL,             -- base64
	expires    TIMESTAMP NOT NULL
);

CREATE INDEX sessions_expires ON sessions (expires);
