-- +goose Up

-- What a person has read of what the board tells by itself. A notice is kept nowhere else.
CREATE TABLE seen_notices (
	reader TEXT      NOT NULL,
	notice TEXT      NOT NULL CHECK (notice <> ''),
	at     TIMESTAMP NOT NULL,
	PRIMARY KEY (reader, notice)
);
