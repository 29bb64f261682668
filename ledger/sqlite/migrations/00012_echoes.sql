-- +goose Up

-- What statements of the same words are found by (package compare): prints of their words. Of a print only the first few statements
-- are kept that have it: what stands in very many is a common phrase, or what a cluster says that any of them leads to.
CREATE TABLE phrases (
	phrase    INTEGER NOT NULL,
	statement INTEGER NOT NULL,
	PRIMARY KEY (phrase, statement)
) STRICT, WITHOUT ROWID;

-- Statements that are like others. The number of a bundle, which hangs together, is that of a statement in it; a cluster of one is
-- called by the first of its statements.
CREATE TABLE echoes (
	statement INTEGER PRIMARY KEY REFERENCES statements ON DELETE CASCADE,
	bundle    INTEGER NOT NULL,
	wording   INTEGER NOT NULL, -- a hash of its words, its speaker and its day
	first     INTEGER -- NULL: in no cluster
) STRICT;

CREATE INDEX echoes_bundle ON echoes (bundle, wording);
CREATE INDEX echoes_first ON echoes (first) WHERE first IS NOT NULL;

-- Documents that were kept before there were clusters; opening the ledger goes through them.
CREATE TABLE unheard (doc INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE) STRICT;
INSERT INTO unheard SELECT id FROM documents;
