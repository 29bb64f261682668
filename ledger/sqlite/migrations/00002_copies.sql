-- +goose Up

-- The news agency that the document says it is from; '' if it says none.
ALTER TABLE documents ADD COLUMN agency TEXT NOT NULL DEFAULT '';

-- Where the very bytes of a document were found again.
CREATE TABLE addresses (
	doc    INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
	url    TEXT NOT NULL,
	path   TEXT NOT NULL,
	outlet TEXT NOT NULL,
	PRIMARY KEY (doc, url, path)
) STRICT, WITHOUT ROWID;

-- What copies are found by: prints of a document's words, and of its URL. Of a print only the first few documents are kept that
-- have it: what stands in very many is a notice, or the story of a cluster that any of them leads to.
CREATE TABLE prints (
	print INTEGER NOT NULL,
	doc   INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
	total INTEGER NOT NULL, -- how many prints of words doc has; 0 says that the print is that of its URL
	PRIMARY KEY (print, doc)
) STRICT, WITHOUT ROWID;

-- Documents that are copies, and copies of copies. A document that is none has no row. The number of a cluster is that of a
-- document in it. Its documents are in the order of their places: the first is the one that the others copy.
CREATE TABLE clusters (
	cluster INTEGER NOT NULL,
	place   TEXT NOT NULL,
	doc     INTEGER NOT NULL UNIQUE REFERENCES documents ON DELETE CASCADE,
	agency  TEXT NOT NULL, -- of the document
	PRIMARY KEY (cluster, place)
) STRICT, WITHOUT ROWID;

-- The statements of documents in clusters by what they say, word by word. Of those that are one statement, one counts.
CREATE TABLE wordings (
	cluster   INTEGER NOT NULL,
	wording   INTEGER NOT NULL,
	statement INTEGER NOT NULL UNIQUE REFERENCES statements ON DELETE CASCADE,
	again     INTEGER NOT NULL, -- 1: said again, 0: counts
	PRIMARY KEY (cluster, wording, statement)
) STRICT, WITHOUT ROWID;

-- Documents that were kept before there were copies; opening the ledger goes through them.
CREATE TABLE unsketched (doc INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE) STRICT;
INSERT INTO unsketched SELECT id FROM documents;
