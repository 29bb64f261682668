package ledger

import "dixit"

// Entry is a document to keep, with what was extracted from it.
type Entry struct {
	Doc        *dixit.Document
	Extraction dixit.Extraction
}

// Fate is what became of an entry.
type Fate struct {
	Receipt
	Err error // why the document was refused: Invalid or TooLarge
}

// Progress is how far a file has been read whose documents are kept, so that reading can be taken up again there.
type Progress struct {
	Path   string // of the file, absolute
	Digest string // of what was read; a file that has another is another file

	// Where to go on: a read.Place.
	Offset int64
	Within int64

	Done bool // the file was read to its end
}
