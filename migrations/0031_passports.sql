-- +goose Up

-- Who comes in by another system's word. One person there is one account here.
CREATE TABLE passports (
	account TEXT      NOT NULL PRIMARY KEY CHECK (account <> ''),
	issuer  TEXT      NOT NULL CHECK (issuer <> ''),
	subject TEXT      NOT NULL, -- empty: nobody has come yet
	since   TIMESTAMP NOT NULL
);

CREATE UNIQUE INDEX passports_subject ON passports (issuer, subject) WHERE subject <> '';
