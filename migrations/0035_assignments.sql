-- +goose Up

-- Rows are only ever added: the newest that names a claim counts.
CREATE TABLE assignments (
	cycle     TEXT      NOT NULL REFERENCES cycles (id),
	unit      TEXT      NOT NULL REFERENCES units (id),
	number    BIGINT    NOT NULL CHECK (number >= 1),
	area      TEXT      NOT NULL, -- empty: all areas
	indicator TEXT      NOT NULL CHECK (indicator = '' OR area = ''),
	person    TEXT      NOT NULL, -- empty: whoever may, so it can be no foreign key
	text      TEXT      NOT NULL CHECK (text <> ''),
	"by"      TEXT      NOT NULL CHECK ("by" <> ''),
	at        TIMESTAMP NOT NULL,
	PRIMARY KEY (cycle, unit, number)
);
