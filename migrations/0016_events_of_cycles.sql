-- +goose Up

-- Who may do what changes seldom, and is looked up with every request: the newest
-- event that is of no cycle must be found among the many that are.
CREATE INDEX events_of_cycles ON events (cycle, seq);
