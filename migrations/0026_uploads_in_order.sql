-- +goose Up

-- The event that tells of an upload: which of two came later, whatever the clock said. 0:
-- it is from before this was kept.
ALTER TABLE uploads ADD COLUMN seq BIGINT NOT NULL DEFAULT 0;
