-- +goose Up

-- Why a doubtful value stands, in the words of who handed it in; empty: nobody asked.
ALTER TABLE report_values ADD COLUMN reason TEXT NOT NULL DEFAULT '';
