-- +goose Up

-- What statements are asked for by, beside words. Migration 5 fills them for those that are there.
ALTER TABLE statements ADD COLUMN act TEXT NOT NULL DEFAULT '';
ALTER TABLE statements ADD COLUMN region TEXT NOT NULL DEFAULT '';
ALTER TABLE statements ADD COLUMN tier INTEGER NOT NULL DEFAULT 0;
ALTER TABLE statements ADD COLUMN depth INTEGER NOT NULL DEFAULT 0;
ALTER TABLE statements ADD COLUMN confidence REAL NOT NULL DEFAULT 0;
ALTER TABLE statements ADD COLUMN said_first INTEGER; -- numbers of the first and last day on which it may have been said;
ALTER TABLE statements ADD COLUMN said_last INTEGER;  -- both NULL if that is not known

-- The records of a document's statements, lines of JSON in their order, zstd: alike as they are, they take a seventh of the room
-- together. Migration 5 brings them here.
ALTER TABLE documents ADD COLUMN records BLOB NOT NULL DEFAULT x'';

CREATE INDEX statements_act ON statements (act);
CREATE INDEX statements_said ON statements (said_last, said_first);

-- The words of statements, folded and, where any form of a word is looked for, stemmed, before they come here (ledger.Index):
-- so that another store finds the same. Fields whose names end in _written hold the words as they are written, for beginnings.
DROP TABLE stems;
DROP TABLE words;
CREATE VIRTUAL TABLE terms USING fts5(
	said, title, cue, speaker, entity, addressee, via, outlet, agency, said_written, title_written, cue_written,
	content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);

-- The ids of speakers under each name, by which the spellings of one name are brought together.
CREATE TABLE entities (
	entity  TEXT NOT NULL,
	speaker INTEGER NOT NULL REFERENCES speakers ON DELETE CASCADE,
	PRIMARY KEY (entity, speaker)
) STRICT, WITHOUT ROWID;

CREATE INDEX entities_speaker ON entities (speaker);
