-- +goose Up

-- How far a file was read whose documents are kept; one row a path.
CREATE TABLE progress (
	path   TEXT PRIMARY KEY, -- absolute
	digest TEXT NOT NULL,    -- of what the file was when it was read
	at     INTEGER NOT NULL, -- bytes of the file, where to go on
	within INTEGER NOT NULL, -- and how far behind that (read.Place)
	done   INTEGER NOT NULL  -- 1 if it was read to its end
) STRICT, WITHOUT ROWID;
