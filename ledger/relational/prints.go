package relational

import (
	"encoding/json"
	"slices"

	"dixit"
	"dixit/copies"
)

// printbook is the documents that have some prints.
type printbook struct {
	docs  map[int64][]printed
	added []any // cells: what is not written yet
}

// printed is a document that has a print, and how many it has; 0 if the print is that of its address.
type printed struct{ doc, total int64 }

// printed are the documents that are kept of the prints of others.
func (w *Session) printed(parcels []*parcel) *printbook {
	b := &printbook{docs: map[int64][]printed{}}
	var all []int64
	for _, p := range parcels {
		all = append(all, printsOf(p.doc, p.sketch)...)
	}
	slices.Sort(all)
	if all = slices.Compact(all); len(all) == 0 {
		return b
	}
	w.Each("SELECT p.print, p.doc, p.total FROM "+w.dialect.Numbers()+" j CROSS JOIN prints p WHERE p.print = j.value",
		func(scan func(...any) error) error {
			var print int64
			var p printed
			err := scan(&print, &p.doc, &p.total)
			b.docs[print] = append(b.docs[print], p)
			return err
		}, array(all))
	return b
}

// sharing are the documents that have some of the prints.
func (b *printbook) sharing(prints []int64) (list []candidate) {
	at := map[int64]int{}
	for _, print := range prints {
		for _, p := range b.docs[print] {
			i, ok := at[p.doc]
			if !ok {
				i = len(list)
				at[p.doc], list = i, append(list, candidate{doc: p.doc})
			}
			if c := &list[i]; p.total == 0 {
				c.sameAddress = true
			} else {
				c.shared, c.total = c.shared+1, int(p.total)
			}
		}
	}
	return list
}

// add adds a document, where there are not too many.
func (b *printbook) add(id int64, doc *dixit.Document, sketch *copies.Sketch) {
	own := len(sketch.Prints())
	for i, print := range printsOf(doc, sketch) {
		total := int64(own)
		if i == own {
			total = 0
		}
		there := b.docs[print]
		if len(there) < mostOfPrint && !slices.ContainsFunc(there, func(p printed) bool { return p.doc == id }) {
			b.docs[print] = append(there, printed{id, total})
			b.added = append(b.added, print, id, total)
		}
	}
}

// prints writes what was added to a printbook.
func (w *Session) prints(b *printbook) {
	w.Load("prints", []string{"print", "doc", "total"}, b.added)
	b.added = nil
}

// printsOf are the prints of a document's words and, behind them, that of its URL if it has one.
func printsOf(doc *dixit.Document, sketch *copies.Sketch) []int64 {
	list := signed(sketch.Prints())
	if address, ok := copies.Address(doc.URL); ok {
		list = append(list, int64(address))
	}
	return list
}

func signed(prints []uint64) []int64 {
	out := make([]int64, len(prints))
	for i, p := range prints {
		out[i] = int64(p)
	}
	return out
}

// array is a list of numbers as a JSON array.
func array(list []int64) string {
	data, err := json.Marshal(append([]int64{}, list...)) // none is no null
	if err != nil {
		panic(err) // numbers can be written
	}
	return string(data)
}
