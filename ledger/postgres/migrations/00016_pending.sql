-- +goose Up

-- How long the list of what is new may become depends on how much is written at once: each connection says it (tsvector.go).
ALTER INDEX terms_words RESET (gin_pending_list_limit);
ALTER INDEX gists_words RESET (gin_pending_list_limit);
