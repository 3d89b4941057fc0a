-- +goose Up

-- Which version of which recipe reads an upload, as "id@version", so that it is read
-- again in the same way. Empty: it is a form of the board's own.
ALTER TABLE uploads ADD COLUMN recipe TEXT NOT NULL DEFAULT '';
