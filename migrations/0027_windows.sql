-- +goose Up

-- How long after its due time a report is still in time, in nanoseconds.
ALTER TABLE cycles ADD COLUMN grace BIGINT NOT NULL DEFAULT 0 CHECK (grace >= 0);

-- How often the days of stages and groups were set, or somebody was given more time.
ALTER TABLE cycles ADD COLUMN days BIGINT NOT NULL DEFAULT 0;

-- Which stages there are the program says, as with deeds. An empty peer group is all.
CREATE TABLE windows (
	cycle      TEXT      NOT NULL REFERENCES cycles (id),
	stage      TEXT      NOT NULL CHECK (stage <> ''),
	peer_group TEXT      NOT NULL,
	version    BIGINT    NOT NULL CHECK (version >= 1),
	opens      TIMESTAMP NOT NULL,
	due        TIMESTAMP NOT NULL,
	grace      BIGINT    NOT NULL CHECK (grace >= 0),
	closes     TIMESTAMP NOT NULL,
	dropped    BOOLEAN   NOT NULL,
	set_at     TIMESTAMP NOT NULL,
	set_by     TEXT      NOT NULL,
	PRIMARY KEY (cycle, stage, peer_group, version),
	CHECK (opens <= due AND due <= closes)
);

CREATE TABLE extensions (
	id     TEXT      NOT NULL PRIMARY KEY CHECK (id <> ''),
	cycle  TEXT      NOT NULL REFERENCES cycles (id),
	stage  TEXT      NOT NULL CHECK (stage <> ''),
	unit   TEXT      NOT NULL REFERENCES units (id),
	until  TIMESTAMP NOT NULL,
	reason TEXT      NOT NULL CHECK (reason <> ''),
	at     TIMESTAMP NOT NULL,
	"by"   TEXT      NOT NULL
);

CREATE INDEX extensions_cycle ON extensions (cycle);
