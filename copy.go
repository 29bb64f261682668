package dixit

// Copy is where a statement stands again: in a copy of its document.
type Copy struct {
	ID     string `json:"id"`  // of the statement there
	Doc    string `json:"doc"` // the document's id
	URL    string `json:"url,omitempty"`
	Outlet string `json:"outlet,omitempty"`
}

// Original is what a document is a copy of: an agency's story, a document that is kept, or both.
type Original struct {
	Agency    string  `json:"agency,omitempty"` // the news agency that the story is from; "" if none is named, or the document is its own
	Doc       string  `json:"doc,omitempty"`    // the id of the document that is copied; "" if none is kept
	SHA256    string  `json:"sha256,omitempty"` // its address
	URL       string  `json:"url,omitempty"`
	Outlet    string  `json:"outlet,omitempty"`
	Published string  `json:"published,omitempty"`
	Kind      string  `json:"kind,omitempty"`  // same-text, near, part, version or story (package copies)
	Share     float64 `json:"share,omitempty"` // how much of the document stands in the original: 0 to 1, of its words five by five
}

// Address is where the very bytes of a document were found once more.
type Address struct {
	URL    string `json:"url,omitempty"`
	Path   string `json:"path,omitempty"`
	Outlet string `json:"outlet,omitempty"`
}
