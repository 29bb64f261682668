-- +goose Up

-- What documents are found by when words are looked for that somebody may have quoted from them: the words of their texts and the
-- pairs of words in a row (ledger.Gist), each once, without their places.
CREATE VIRTUAL TABLE gists USING fts5(
	words,
	content = '', contentless_delete = 1, detail = 'none', tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);

-- Documents that were kept before there were gists; opening the ledger goes through them.
CREATE TABLE ungisted (doc INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE) STRICT;
INSERT INTO ungisted SELECT id FROM documents;
