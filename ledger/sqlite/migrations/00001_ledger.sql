-- +goose Up

-- "dixt": how a file is known for a ledger.
PRAGMA application_id = 1684633716;

-- One row a document. The three blobs are zstd and stand last, so that the rest is read without them.
CREATE TABLE documents (
	id         INTEGER PRIMARY KEY,
	address    TEXT NOT NULL UNIQUE, -- SHA-256 of the source, hex
	label      TEXT NOT NULL,        -- the caller's id
	name       TEXT NOT NULL,
	path       TEXT NOT NULL,
	url        TEXT NOT NULL,
	outlet     TEXT NOT NULL,
	title      TEXT NOT NULL,
	authors    TEXT NOT NULL,        -- a JSON array
	published  TEXT NOT NULL,        -- as given; '' if unknown
	day        TEXT NOT NULL,        -- YYYY-MM-DD; '' if unknown
	second     INTEGER,              -- of the publication, since 1970 UTC; NULL if only the day is known, or nothing
	lang       TEXT NOT NULL,
	media_type TEXT NOT NULL,
	engine     TEXT NOT NULL,        -- what extracted its statements
	model      TEXT NOT NULL,
	text       BLOB NOT NULL,
	blocks     BLOB NOT NULL,        -- a JSON array
	source     BLOB NOT NULL
) STRICT;

-- Names as documents give them, and their words with case and accents folded.
CREATE TABLE speakers (
	id   INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE speaker_words (
	word    TEXT NOT NULL,
	speaker INTEGER NOT NULL REFERENCES speakers ON DELETE CASCADE,
	PRIMARY KEY (word, speaker)
) STRICT, WITHOUT ROWID;

-- A statement's number is the number of its day of publication, times 2^28, plus its number in that day: in descending
-- order of id the days come newest first, whatever is asked for and whichever index answers.
CREATE TABLE statements (
	id      INTEGER PRIMARY KEY,
	code    TEXT NOT NULL UNIQUE, -- the statement's id
	doc     INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
	ordinal INTEGER NOT NULL,     -- its place in the document
	speaker INTEGER REFERENCES speakers,
	kind    TEXT NOT NULL,
	record  TEXT NOT NULL,        -- the whole record, JSON
	UNIQUE (doc, ordinal)
) STRICT;

CREATE INDEX statements_speaker ON statements (speaker);
CREATE INDEX statements_kind ON statements (kind);

-- The edges of the chains of sources: who stands before whom.
CREATE TABLE chain (
	statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
	position  INTEGER NOT NULL,
	name      TEXT NOT NULL,
	PRIMARY KEY (statement, position)
) STRICT, WITHOUT ROWID;

-- Quotations that belong to no statement. Offsets are code points of the document's text, marks included.
CREATE TABLE quotes (
	doc      INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
	ordinal  INTEGER NOT NULL,
	first    INTEGER NOT NULL,
	past     INTEGER NOT NULL,
	open     TEXT NOT NULL,
	close    TEXT NOT NULL,
	close_ok INTEGER NOT NULL,
	why      TEXT NOT NULL,
	PRIMARY KEY (doc, ordinal)
) STRICT, WITHOUT ROWID;

-- What statements are found by, twice: in any form of a word, and as it is written, for beginnings (a stem is often shorter
-- than the beginning of the word that somebody types). The words themselves are in the records.
CREATE VIRTUAL TABLE stems USING fts5(
	said, speaker, title,
	content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE words USING fts5(
	said, speaker, title,
	content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
