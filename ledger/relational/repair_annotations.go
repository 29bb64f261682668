package relational

import "dixit"

// annotationsOfStatements and redirectsToStatements are what hangs on statements and is not taken out with them.
func annotationsOfStatements() reference {
	return reference{"annotations", "statement", "statements", "id"}
}

func redirectsToStatements() reference { return reference{"redirects", "target", "statements", "code"} }

// carryOf notes that annotations of the documents with the addresses that a query yields are to be put in force anew.
func (m *mender) carryOf(query string, args ...any) {
	m.w.Each(query, func(scan func(...any) error) error {
		var address string
		err := scan(&address)
		m.carry[address] = true
		return err
	}, args...)
}

// annotations puts what people say in force anew, in the index too, which must be whole; ids that led to what was taken out lead
// nowhere.
func (m *mender) annotations() {
	for _, address := range ordered(m.carry) {
		m.w.carryOver(m.pack, address)
	}
	m.w.Exec("UPDATE redirects SET target = NULL WHERE target IS NOT NULL AND target NOT IN (SELECT code FROM statements)")
}

// pages keeps where a document stood.
func (m *mender) pages(doc int64) {
	for _, d := range m.w.stood(doc) {
		m.w.page(d)
	}
}

// stood are a document's address and URL, for each URL at which it is known to have been.
func (w *Session) stood(doc int64) []*dixit.Document {
	var list []*dixit.Document
	w.Each(`SELECT address, url FROM documents WHERE id = ?1
		UNION ALL SELECT d.address, a.url FROM addresses a JOIN documents d ON d.id = a.doc WHERE a.doc = ?1`,
		func(scan func(...any) error) error {
			var d dixit.Document
			err := scan(&d.SHA256, &d.URL)
			list = append(list, &d)
			return err
		}, doc)
	return list
}
