-- +goose Up

CREATE INDEX redirects_doc ON redirects (doc);
