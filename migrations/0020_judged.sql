-- +goose Up

-- How many judgements there are of a cycle: it grows with each.
ALTER TABLE cycles ADD COLUMN judged BIGINT NOT NULL DEFAULT 0;
