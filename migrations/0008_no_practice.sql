-- +goose Up

-- One more absence may be said: no_practice. SQLite cannot change a CHECK, so the
-- table is made anew, on both databases alike; nothing refers to it.
CREATE TABLE report_values_next (
	cycle   TEXT   NOT NULL,
	unit    TEXT   NOT NULL,
	source  TEXT   NOT NULL,
	version BIGINT NOT NULL,
	figure  TEXT   NOT NULL CHECK (figure <> ''),
	text    TEXT   NOT NULL,
	absence TEXT   NOT NULL CHECK (absence IN ('', 'not_reported', 'not_applicable', 'no_practice')),
	sheet   TEXT   NOT NULL,
	cell    TEXT   NOT NULL,
	PRIMARY KEY (cycle, unit, source, version, figure),
	FOREIGN KEY (cycle, unit, source, version) REFERENCES reports (cycle, unit, source, version),
	-- Something was said, or there is a reason why not; never both, never neither.
	CHECK ((absence = '') = (text <> ''))
);

INSERT INTO report_values_next (cycle, unit, source, version, figure, text, absence, sheet, cell)
SELECT cycle, unit, source, version, figure, text, absence, sheet, cell FROM report_values;

DROP TABLE report_values;

ALTER TABLE report_values_next RENAME TO report_values;
