-- +goose Up

-- Since when a password is what it is, and whether its owner chose it.
ALTER TABLE users ADD COLUMN password_since TIMESTAMP NOT NULL DEFAULT '0001-01-01 00:00:00';

ALTER TABLE users ADD COLUMN temporary BOOLEAN NOT NULL DEFAULT FALSE;
