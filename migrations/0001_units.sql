-- +goose Up

CREATE TABLE peer_groups (
	id      TEXT   NOT NULL PRIMARY KEY CHECK (id <> ''),
	name_vi TEXT   NOT NULL,
	name_en TEXT   NOT NULL,
	place   BIGINT NOT NULL
);

-- An empty parent or peer group means none, so neither can be a foreign key: the
-- store looks for units that hang in the air before it commits.
CREATE TABLE units (
	id         TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
	parent     TEXT    NOT NULL CHECK (parent <> id),
	name_vi    TEXT    NOT NULL,
	name_en    TEXT    NOT NULL,
	peer_group TEXT    NOT NULL,
	place      BIGINT  NOT NULL,
	simulated  BOOLEAN NOT NULL
);
