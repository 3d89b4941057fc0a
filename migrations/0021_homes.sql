-- +goose Up

-- The unit in which a person works, and which they never judge. Empty: the one that the
-- role covers.
ALTER TABLE users ADD COLUMN home TEXT NOT NULL DEFAULT '';
