-- +goose Up

-- What documents are found by when words are looked for that somebody may have quoted from them (ledger.Gist): each once, without
-- places. A document whose words do not all fit has the word "." as well, which is looked for with every other.
CREATE TABLE gists (
	id    BIGINT PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
	words TSVECTOR NOT NULL
);

CREATE INDEX gists_words ON gists USING gin (words) WITH (gin_pending_list_limit = 256);

-- Documents that were kept before there were gists; opening the ledger goes through them.
CREATE TABLE ungisted (doc BIGINT PRIMARY KEY REFERENCES documents ON DELETE CASCADE);
INSERT INTO ungisted SELECT id FROM documents;
