-- +goose Up

CREATE TABLE reports (
	cycle        TEXT      NOT NULL REFERENCES cycles (id),
	unit         TEXT      NOT NULL REFERENCES units (id),
	source       TEXT      NOT NULL CHECK (source IN ('unit', 'survey')),
	version      BIGINT    NOT NULL CHECK (version >= 1),
	status       TEXT      NOT NULL CHECK (status IN ('draft', 'submitted')),
	file         TEXT      NOT NULL,
	sha256       TEXT      NOT NULL,
	saved_at     TIMESTAMP NOT NULL,
	saved_by     TEXT      NOT NULL,
	submitted_at TIMESTAMP,
	submitted_by TEXT      NOT NULL,
	PRIMARY KEY (cycle, unit, source, version),
	CHECK ((status = 'draft') = (submitted_at IS NULL))
);

CREATE TABLE report_values (
	cycle   TEXT   NOT NULL,
	unit    TEXT   NOT NULL,
	source  TEXT   NOT NULL,
	version BIGINT NOT NULL,
	figure  TEXT   NOT NULL CHECK (figure <> ''),
	text    TEXT   NOT NULL,
	absence TEXT   NOT NULL CHECK (absence IN ('', 'not_reported', 'not_applicable')),
	sheet   TEXT   NOT NULL,
	cell    TEXT   NOT NULL,
	PRIMARY KEY (cycle, unit, source, version, figure),
	FOREIGN KEY (cycle, unit, source, version) REFERENCES reports (cycle, unit, source, version),
	-- Something was said, or there is a reason why not; never both, never neither.
	CHECK ((absence = '') = (text <> ''))
);
