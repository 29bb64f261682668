-- +goose Up

CREATE TABLE phrases (
	phrase    BIGINT NOT NULL,
	statement BIGINT NOT NULL,
	PRIMARY KEY (phrase, statement)
);

CREATE TABLE echoes (
	statement BIGINT PRIMARY KEY REFERENCES statements ON DELETE CASCADE,
	bundle    BIGINT NOT NULL,
	wording   BIGINT NOT NULL,
	first     BIGINT
);

CREATE INDEX echoes_bundle ON echoes (bundle, wording);
CREATE INDEX echoes_first ON echoes (first) WHERE first IS NOT NULL;

CREATE TABLE unheard (doc BIGINT PRIMARY KEY REFERENCES documents ON DELETE CASCADE);
INSERT INTO unheard SELECT id FROM documents;
