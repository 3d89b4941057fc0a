-- +goose Up

CREATE TABLE events (
	seq      BIGINT    NOT NULL PRIMARY KEY CHECK (seq >= 1),
	at       TIMESTAMP NOT NULL,
	"by"     TEXT      NOT NULL,
	deed     TEXT      NOT NULL CHECK (deed IN ('received', 'submitted', 'saved')),
	cycle    TEXT      NOT NULL,
	unit     TEXT      NOT NULL,
	detail   TEXT      NOT NULL,
	"before" TEXT      NOT NULL,
	hash     TEXT      NOT NULL
);
