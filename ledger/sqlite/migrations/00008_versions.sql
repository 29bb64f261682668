-- +goose Up

-- Ids that statements had before their documents were read by another engine, and the statements they lead to. A statement that is
-- there leads nowhere, and no id leads to one that is not: what led to it leads on.
CREATE TABLE redirects (
	code    TEXT PRIMARY KEY,
	doc     INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
	target  TEXT REFERENCES statements (code) DEFERRABLE INITIALLY DEFERRED, -- NULL: gone
	version TEXT NOT NULL, -- the engine that finds it so, or does not find it
	model   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX redirects_target ON redirects (target);

-- The documents that stood at an address of the web, by its hash (copies.Address). Migration 9 fills it for those that are there.
CREATE TABLE pages (
	page INTEGER NOT NULL,
	doc  INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
	PRIMARY KEY (page, doc)
) STRICT, WITHOUT ROWID;
