-- +goose Up

CREATE TABLE procedures (
	cycle    TEXT      NOT NULL REFERENCES cycles (id),
	version  BIGINT    NOT NULL CHECK (version >= 1),
	turns    TEXT      NOT NULL, -- as JSON, in order
	final    TEXT      NOT NULL CHECK (final IN ('appraise', 'settle')),
	kin      BOOLEAN   NOT NULL,
	grounds  TEXT      NOT NULL, -- as JSON
	saved_at TIMESTAMP NOT NULL,
	saved_by TEXT      NOT NULL,
	PRIMARY KEY (cycle, version)
);

-- Rows are only ever added: the newest version says how far a unit has come.
CREATE TABLE reviews (
	cycle   TEXT      NOT NULL REFERENCES cycles (id),
	unit    TEXT      NOT NULL REFERENCES units (id),
	version BIGINT    NOT NULL CHECK (version >= 1),
	stage   TEXT      NOT NULL CHECK (stage IN ('in_turn', 'settled', 'final')),
	turn    TEXT      NOT NULL,
	claims  TEXT, -- as JSON; NULL: as the turn goes
	permit  TEXT      NOT NULL,
	report  BIGINT    NOT NULL CHECK (report >= 1),
	spoken  BIGINT    NOT NULL CHECK (spoken >= 0),
	at      TIMESTAMP NOT NULL,
	"by"    TEXT      NOT NULL CHECK ("by" <> ''),
	PRIMARY KEY (cycle, unit, version),
	CHECK ((stage = 'in_turn') = (turn <> ''))
);

CREATE TABLE appraisals (
	cycle     TEXT      NOT NULL REFERENCES cycles (id),
	unit      TEXT      NOT NULL REFERENCES units (id),
	indicator TEXT      NOT NULL CHECK (indicator <> ''),
	version   BIGINT    NOT NULL CHECK (version >= 1),
	seq       BIGINT    NOT NULL CHECK (seq >= 1),
	turn      TEXT      NOT NULL CHECK (turn <> ''),
	review    BIGINT    NOT NULL CHECK (review >= 0),
	report    BIGINT    NOT NULL CHECK (report >= 1),
	verdict   TEXT      NOT NULL CHECK (verdict IN ('accepted', 'cut', 'returned', 'not_applicable', 'withdrawn')),
	points    BIGINT    NOT NULL,
	ground    TEXT      NOT NULL,
	text      TEXT      NOT NULL,
	"by"      TEXT      NOT NULL CHECK ("by" <> ''),
	at        TIMESTAMP NOT NULL,
	bulk      TEXT      NOT NULL,
	permit    TEXT      NOT NULL,
	PRIMARY KEY (cycle, unit, indicator, version),
	CHECK (points = 0 OR verdict = 'cut'),
	CHECK (verdict IN ('accepted', 'withdrawn') OR ground <> '' AND text <> '')
);

-- What is new since something was drawn up, and no two of one number.
CREATE UNIQUE INDEX appraisals_seq ON appraisals (cycle, seq);

CREATE TABLE explanations (
	cycle     TEXT      NOT NULL REFERENCES cycles (id),
	unit      TEXT      NOT NULL REFERENCES units (id),
	indicator TEXT      NOT NULL,
	version   BIGINT    NOT NULL CHECK (version >= 1),
	turn      TEXT      NOT NULL CHECK (turn <> ''),
	review    BIGINT    NOT NULL CHECK (review >= 0),
	appraisal BIGINT    NOT NULL,
	stance    TEXT      NOT NULL CHECK (stance IN ('agrees', 'contests')),
	text      TEXT      NOT NULL,
	papers    TEXT, -- as JSON; NULL: none
	"by"      TEXT      NOT NULL CHECK ("by" <> ''),
	at        TIMESTAMP NOT NULL,
	PRIMARY KEY (cycle, unit, indicator, version),
	FOREIGN KEY (cycle, unit, indicator, appraisal) REFERENCES appraisals (cycle, unit, indicator, version)
);

CREATE TABLE permits (
	id         TEXT      NOT NULL PRIMARY KEY CHECK (id <> ''),
	kind       TEXT      NOT NULL CHECK (kind IN ('reopening', 'exemption')),
	cycle      TEXT      NOT NULL REFERENCES cycles (id),
	unit       TEXT      NOT NULL REFERENCES units (id),
	person     TEXT      NOT NULL,
	turn       TEXT      NOT NULL,
	claims     TEXT, -- as JSON; NULL: none
	review     BIGINT    NOT NULL CHECK (review >= 0),
	number     TEXT      NOT NULL CHECK (number <> ''),
	day        TEXT      NOT NULL CHECK (day <> ''),
	signer     TEXT      NOT NULL CHECK (signer <> ''),
	text       TEXT      NOT NULL CHECK (text <> ''),
	asked_by   TEXT      NOT NULL CHECK (asked_by <> ''),
	asked_at   TIMESTAMP NOT NULL,
	granted_by TEXT      NOT NULL CHECK (granted_by <> asked_by),
	granted_at TIMESTAMP,
	CHECK ((granted_by = '') = (granted_at IS NULL))
);

CREATE INDEX permits_unit ON permits (cycle, unit);
