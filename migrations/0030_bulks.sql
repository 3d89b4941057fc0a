-- +goose Up
-- What was accepted with one click is looked up by it when it is undone.
CREATE INDEX appraisals_bulk ON appraisals (cycle, bulk) WHERE bulk <> '';
