-- +goose Up

-- What the board signs with: made at first need, the same ever after and for every
-- instance.
CREATE TABLE secrets (
	name   TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
	secret TEXT NOT NULL CHECK (secret <> '') -- hex
);
