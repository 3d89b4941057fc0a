-- +goose Up

-- An event says which rows it wrote and what they were, so that a row altered by hand
-- shows; and whether it changes the board, so that one who only looks throws away no
-- page. All events so far change it, and vouch for nothing.
ALTER TABLE events ADD COLUMN subject TEXT NOT NULL DEFAULT '';

ALTER TABLE events ADD COLUMN content TEXT NOT NULL DEFAULT '';

ALTER TABLE events ADD COLUMN board BOOLEAN NOT NULL DEFAULT TRUE;

DROP INDEX events_of_cycles;

CREATE INDEX events_of_subjects ON events (subject, seq);

CREATE INDEX events_of_board ON events (board, seq);

CREATE INDEX events_of_cycles ON events (cycle, board, seq);
