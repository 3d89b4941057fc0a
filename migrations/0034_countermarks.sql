-- +goose Up

-- What was set before knew nothing of it: in these cycles nothing is marked twice.
ALTER TABLE procedures ADD COLUMN twice BIGINT NOT NULL DEFAULT 0 CHECK (twice BETWEEN 0 AND 100);

CREATE TABLE lots (
	cycle TEXT      NOT NULL PRIMARY KEY REFERENCES cycles (id),
	seed  TEXT      NOT NULL CHECK (seed <> ''),
	at    TIMESTAMP NOT NULL,
	"by"  TEXT      NOT NULL CHECK ("by" <> '')
);

-- Rows are only ever added: a claim is marked a second time once.
CREATE TABLE countermarks (
	cycle     TEXT      NOT NULL,
	unit      TEXT      NOT NULL,
	indicator TEXT      NOT NULL,
	appraisal BIGINT    NOT NULL,
	report    BIGINT    NOT NULL CHECK (report >= 1),
	claimed   BIGINT, -- NULL: it had no points
	most      BIGINT    NOT NULL,
	verdict   TEXT      NOT NULL CHECK (verdict IN ('accepted', 'cut', 'returned', 'not_applicable')),
	points    BIGINT    NOT NULL,
	ground    TEXT      NOT NULL,
	text      TEXT      NOT NULL,
	"by"      TEXT      NOT NULL CHECK ("by" <> ''),
	at        TIMESTAMP NOT NULL,
	PRIMARY KEY (cycle, unit, indicator),
	FOREIGN KEY (cycle, unit, indicator, appraisal) REFERENCES appraisals (cycle, unit, indicator, version),
	CHECK (points = 0 OR verdict = 'cut'),
	CHECK (verdict = 'accepted' OR ground <> '' AND text <> '')
);
