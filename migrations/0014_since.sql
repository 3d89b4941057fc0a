-- +goose Up

-- A later version keeps what nobody changed: since which version a value stands says
-- in which workbook its cell is.
ALTER TABLE report_values ADD COLUMN since BIGINT NOT NULL DEFAULT 0;

UPDATE report_values SET since = version;
