package relational

import (
	"encoding/json"
	"slices"

	"dixit"
	"dixit/copies"
)

// printbook is the documents that have some prints. It remembers those that were read, for a batch in which none of them changes.
type printbook struct {
	w     *Session
	pack  *packer
	docs  map[int64][]printed
	added []any // cells: what is not written yet
	read  map[int64]readable
	bytes int // of text that was read
}

// printed is a document that has a print, and how many it has; 0 if the print is that of its address.
type printed struct{ doc, total int64 }

// printed are the documents that are kept of the prints of others.
func (w *Session) printed(pack *packer, parcels []*parcel) *printbook {
	b := &printbook{w: w, pack: pack, docs: map[int64][]printed{}, read: map[int64]readable{}}
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
	b.read[id] = readable{doc: doc, sketch: sketch}
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

// Bounds on what a printbook reads.
const (
	readAhead = 8        // documents at once, of those that are likely to be asked for next
	mostText  = 32 << 20 // bytes that are remembered
)

// sketched is Session.sketched of a document that others may follow.
func (b *printbook) sketched(id int64, next []candidate) (readable, error) {
	if r, ok := b.read[id]; ok {
		return r, r.err
	}
	if b.bytes > mostText {
		b.bytes = 0
		clear(b.read)
	}
	ids := []int64{id}
	for _, c := range next[:min(len(next), readAhead-1)] {
		if _, ok := b.read[c.doc]; !ok {
			ids = append(ids, c.doc)
		}
	}
	for i, r := range b.w.sketchedAll(b.pack, ids) {
		b.read[ids[i]] = r
		if r.err == nil {
			b.bytes += r.doc.Text.Len()
		}
	}
	return b.read[id], b.read[id].err
}

// reader is sketched for what nothing is to follow.
func (b *printbook) reader(id int64) (readable, error) { return b.sketched(id, nil) }

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
