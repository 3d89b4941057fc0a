-- +goose Up

-- An event vouches for the rows that it wrote. What stood in the database before events did
-- so is listed once, as it is found at the next start, and one event vouches for the list.
-- An empty database has nothing to find, and no event.
CREATE TABLE inventories (
	number BIGINT  NOT NULL PRIMARY KEY CHECK (number >= 1),
	taken  BOOLEAN NOT NULL
);

CREATE TABLE inventory_items (
	inventory BIGINT NOT NULL REFERENCES inventories (number),
	subject   TEXT   NOT NULL CHECK (subject <> ''),
	content   TEXT   NOT NULL CHECK (content <> ''),
	PRIMARY KEY (inventory, subject)
);

INSERT INTO inventories (number, taken) VALUES (1, FALSE);
