package relational

import (
	"dixit"
	"dixit/copies"
)

// relink plans to look anew for the copies of a document.
func relink(doc int64, where string) func(*repairs) {
	return func(r *repairs) {
		r.link[doc] = mend("link", where, "what is kept of its copies is not what its text says")
	}
}

// member compares a document's place in its cluster, and the wordings of its statements, with what they are by its text.
func (in *inspector) member(k whole, list []dixit.Record) {
	where := "document " + k.doc.SHA256
	var cluster int64
	var place, agency string
	in.w.Each("SELECT cluster, place, agency FROM clusters WHERE doc = ?", func(scan func(...any) error) error {
		return scan(&cluster, &place, &agency)
	}, k.id)
	clustered := place != ""
	if m := memberOf(k.id, k.doc); clustered && (m.place != place || m.agency != agency) {
		in.found("copies", where, relink(k.id, where), "its place in its cluster is %.120q of %.40q, not %.120q of %.40q", place, agency, m.place, m.agency)
	}
	kept := map[int][2]int64{}
	in.w.Each("SELECT s.ordinal, w.cluster, w.wording FROM statements s JOIN wordings w ON w.statement = s.id WHERE s.doc = ?",
		func(scan func(...any) error) error {
			var ordinal int
			var x [2]int64
			err := scan(&ordinal, &x[0], &x[1])
			kept[ordinal] = x
			return err
		}, k.id)
	statements := make([]dixit.Statement, len(list))
	for i, r := range list {
		statements[i] = r.Statement
	}
	for i, hash := range copies.Wordings(statements) {
		got, ok := kept[i]
		want := clustered && hash != 0
		if ok != want || ok && got != [2]int64{cluster, int64(hash)} {
			in.found("copies", "statement "+statements[i].ID, relink(k.id, where), "its wording in its document's cluster is not what it says")
		}
	}
}

// beginPrints counts the prints of each document.
func (in *inspector) beginPrints() {
	in.prints = map[int64]int{}
	in.w.Each("SELECT doc, count(*) FROM prints GROUP BY doc", func(scan func(...any) error) error {
		var doc int64
		var n int
		err := scan(&doc, &n)
		in.prints[doc] = n
		return err
	})
}

// printed compares a document's prints with those of its text. One that mostOfPrint others have need not be there.
func (in *inspector) printed(k whole) {
	sketch := copies.Of(k.doc)
	all, own := printsOf(k.doc, sketch), len(sketch.Prints())
	there := map[int64]int{}
	in.w.Each("SELECT p.print, p.total FROM (SELECT DISTINCT value FROM "+in.w.dialect.Numbers()+" x) j CROSS JOIN prints p WHERE p.print = j.value AND p.doc = ?",
		func(scan func(...any) error) error {
			var print int64
			var total int
			err := scan(&print, &total)
			there[print] = total
			return err
		}, array(all), k.id)
	wrong := in.prints[k.id] - len(there) // prints that it has not
	for i, print := range all {
		total := own
		if i == own {
			total = 0
		}
		got, ok := there[print]
		if ok && got != total {
			wrong++
		}
		var n int
		if !ok && in.w.Scan(&n, "SELECT count(*) FROM prints WHERE print = ?", print) && n < mostOfPrint {
			wrong++
		}
	}
	if where := "document " + k.doc.SHA256; wrong > 0 {
		in.found("copies", where, relink(k.id, where), "%d of the prints by which its copies are found are not those of its text", wrong)
	}
}

// clusters finds clusters that are none.
func (in *inspector) clusters() {
	for _, c := range []struct{ query, why string }{
		{"SELECT min(doc) FROM clusters GROUP BY cluster HAVING count(*) < 2", "it is in a cluster alone"},
		{"SELECT min(doc) FROM clusters GROUP BY cluster HAVING count(CASE WHEN doc = cluster THEN 1 END) = 0", "its cluster is not called after one of its documents"},
		{"SELECT DISTINCT s.doc FROM wordings w JOIN statements s ON s.id = w.statement LEFT JOIN clusters c ON c.doc = s.doc AND c.cluster = w.cluster WHERE c.doc IS NULL", "its statements have wordings in a cluster that it is not in"},
		{"SELECT doc FROM unsketched", "its copies were never looked for"},
	} {
		in.w.Each("SELECT d.id, d.address FROM documents d WHERE d.id IN ("+c.query+")", func(scan func(...any) error) error {
			var doc int64
			var address string
			err := scan(&doc, &address)
			in.found("copies", "document "+address, relink(doc, "document "+address), "%s", c.why)
			return err
		})
	}
}

// counted decides anew which statements count, and compares.
func (in *inspector) counted() {
	var groups [][2]int64
	in.w.Each("SELECT DISTINCT cluster, wording FROM wordings", func(scan func(...any) error) error {
		var g [2]int64
		err := scan(&g[0], &g[1])
		groups = append(groups, g)
		return err
	})
	for _, g := range groups {
		again := map[int64]bool{}
		in.w.Each("SELECT statement, again FROM wordings WHERE cluster = ? AND wording = ?", func(scan func(...any) error) error {
			var row int64
			var flag bool
			err := scan(&row, &flag)
			again[row] = flag
			return err
		}, g[0], g[1])
		list, of := in.w.sayings(g[0], g[1])
		for i, x := range list {
			if is := of[i] != i; again[x.id] != is {
				in.found("copies", "statement "+x.copy.ID, relink(x.said.Document, "document of statement "+x.copy.ID),
					"whether it is said again is kept as %t", !is)
			}
		}
		if in.stopped {
			return
		}
	}
}
