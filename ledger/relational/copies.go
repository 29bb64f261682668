package relational

import (
	"cmp"
	"fmt"
	"slices"

	"dixit"
	"dixit/copies"
	"dixit/ledger"
)

// Bounds on the search for what a document may be a copy of.
const (
	mostOfPrint  = 64 // documents that are kept of one print
	mostCompared = 24 // documents that a document is compared with
	leastShared  = 16 // of so many prints of the one that has fewer, one must be the other's
)

// candidate is a document that may be a copy of another, or its original.
type candidate struct {
	doc         int64
	shared      int   // prints
	total       int   // prints that it has
	sameAddress bool  //
	cluster     int64 // 0 if it is in none
}

// member is a document as its cluster knows it.
type member struct {
	doc    int64
	place  string
	agency string
}

// memberOf is doc in a cluster. Places sort by day, unknown ones last; within a day the agency itself comes first, then the
// earliest instant, then what has none, then the least address.
func memberOf(id int64, doc *dixit.Document) member {
	at := ledger.PlaceOf(doc)
	day, own, instant := "~", 1, "~"
	if at.Day > 0 {
		day = doc.Day()
	}
	if copies.IsOwn(doc.Agency, doc.Outlet) {
		own = 0
	}
	if at.Timed {
		instant = fmt.Sprintf("%020d", at.Second+1<<62)
	}
	return member{id, fmt.Sprintf("%s %d %s %s", day, own, instant, doc.SHA256), doc.Agency}
}

// linked finds what doc copies, or what copies it, and brings all of it into one cluster. Whatever the order in which documents
// come, the clusters are the same: those of whom each is a copy of another, of which the former or the latter came first. It
// reports whether doc is in a cluster. The book knows doc's prints (printed), and is added to.
func (w *Session) linked(pack *packer, book *printbook, id int64, doc *dixit.Document, sketch *copies.Sketch, statements []dixit.Statement) bool {
	into := newMerger(w, pack)
	compared, list := 0, w.candidates(book, id, doc, sketch)
	for i, c := range list {
		if into.has(c) {
			continue
		}
		if compared++; compared > mostCompared || w.err != nil {
			break
		}
		other, err := book.sketched(c.doc, list[i+1:])
		if err != nil {
			continue // a document that can no longer be read is compared with nothing
		}
		if copies.Compare(sketch, other.sketch, c.sameAddress).Kind != "" {
			into.add(c, other.doc)
		}
	}
	book.add(id, doc, sketch)
	return into.merge(id, doc, statements)
}

// candidates are the documents that share prints with one, the likeliest first.
func (w *Session) candidates(book *printbook, id int64, doc *dixit.Document, sketch *copies.Sketch) []candidate {
	own := len(sketch.Prints())
	list := slices.DeleteFunc(book.sharing(printsOf(doc, sketch)), func(c candidate) bool {
		return c.doc == id || !c.sameAddress && leastShared*c.shared < min(own, c.total)
	})
	w.clustersOf(list)
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.shared, a.shared), cmp.Compare(a.doc, b.doc))
	})
	return list
}

// clustersOf finds which clusters candidates are in.
func (w *Session) clustersOf(list []candidate) {
	if len(list) == 0 {
		return
	}
	docs := make([]int64, len(list))
	for i, c := range list {
		docs[i] = c.doc
	}
	of := map[int64]int64{}
	w.Each("SELECT c.doc, c.cluster FROM "+w.dialect.Numbers()+" j CROSS JOIN clusters c WHERE c.doc = j.value", func(scan func(...any) error) error {
		var doc, cluster int64
		err := scan(&doc, &cluster)
		of[doc] = cluster
		return err
	}, array(docs))
	for i := range list {
		list[i].cluster = of[list[i].doc]
	}
}
