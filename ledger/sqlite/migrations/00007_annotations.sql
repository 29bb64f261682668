-- +goose Up

-- What people say of statements (ledger.Annotation): nothing in it is ever changed. The document may not be there yet.
CREATE TABLE annotations (
	id        TEXT PRIMARY KEY,
	address   TEXT NOT NULL,    -- of the document
	place     TEXT NOT NULL,    -- of the statement in it: the spans of content and mention, JSON
	statement INTEGER REFERENCES statements ON DELETE SET NULL, -- the one that it is of now; NULL if of none
	at        INTEGER NOT NULL, -- microseconds since 1970 UTC
	body      TEXT NOT NULL     -- all of it, JSON
) STRICT, WITHOUT ROWID;

CREATE INDEX annotations_place ON annotations (address, place);
CREATE INDEX annotations_statement ON annotations (statement) WHERE statement IS NOT NULL;
CREATE INDEX annotations_at ON annotations (at);

-- What follows from them. The other columns of a statement, and what it is found by, are those of the corrected one.
ALTER TABLE statements ADD COLUMN annotated INTEGER NOT NULL DEFAULT 0; -- 1 if there are any
ALTER TABLE statements ADD COLUMN struck INTEGER NOT NULL DEFAULT 0;
CREATE INDEX statements_struck ON statements (struck) WHERE struck = 1;

CREATE TABLE tags (
	tag       TEXT NOT NULL,
	statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
	PRIMARY KEY (tag, statement)
) STRICT, WITHOUT ROWID;

CREATE INDEX tags_statement ON tags (statement);

-- The words of notes, as those of statements are kept in terms.
CREATE VIRTUAL TABLE remarks USING fts5(
	note, note_written,
	content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);

-- +goose StatementBegin
CREATE TRIGGER statements_annotated AFTER DELETE ON statements WHEN old.annotated = 1
BEGIN
	DELETE FROM remarks WHERE rowid = old.id;
END;
-- +goose StatementEnd

CREATE TABLE searches (
	name  TEXT PRIMARY KEY,
	query TEXT NOT NULL,
	at    INTEGER NOT NULL -- microseconds since 1970 UTC
) STRICT, WITHOUT ROWID;
