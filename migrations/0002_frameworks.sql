-- +goose Up

CREATE TABLE frameworks (
	id         TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
	series     TEXT NOT NULL,
	source     TEXT NOT NULL, -- the file exactly as received
	sha256     TEXT NOT NULL, -- of source
	definition TEXT NOT NULL  -- what was read from it, as JSON
);
