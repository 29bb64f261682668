-- +goose Up

ALTER TABLE statements DROP COLUMN record; -- see documents.records
