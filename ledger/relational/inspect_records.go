package relational

import (
	"errors"
	"fmt"

	"dixit"
	"dixit/ledger"
)

// records decodes the records of a document: each with its spans in the text, its id that of its words, and its document and
// engine those of its row. One that cannot be read is the zero record in its place; sound says that there is none.
func (in *inspector) records(k whole) (list []dixit.Record, sound bool) {
	list, sound = make([]dixit.Record, len(k.lines)), true
	code := func(i int) string {
		for _, r := range k.rows {
			if r.ordinal == i {
				return r.code
			}
		}
		return ""
	}
	first := map[string]int{}
	for i, line := range k.lines {
		r, what, err := decoded(line, k.doc)
		if at, twice := first[r.Statement.ID]; err == nil && twice {
			if code(at) != r.Statement.ID { // the first is the one that is elsewhere by rights
				list[at], at, i = dixit.Record{}, i, at
			}
			what, err = "ids", fmt.Errorf("the record is that of statement %s", r.Statement.ID)
			list[at] = r
		}
		if err != nil {
			sound = false
			in.strike(k, i, code(i), what, err)
			continue
		}
		list[i], first[r.Statement.ID] = r, i
		if r.Doc != k.doc.Ref() || r.Engine != k.engine {
			where := "statement " + r.Statement.ID
			in.found("columns", where, rewrite(k.id, "document "+k.doc.SHA256, "its records name it otherwise"), "the record names its document or its engine otherwise than its row")
		}
	}
	for _, r := range k.rows {
		if r.ordinal < 0 || r.ordinal >= len(k.lines) {
			sound = false
			in.strike(k, r.ordinal, r.code, "documents", errors.New("it has no record"))
		}
	}
	return list, sound
}

// decoded is the record on a line, and what is wrong with it.
func decoded(line []byte, doc *dixit.Document) (r dixit.Record, what string, err error) {
	if r, err = dixit.DecodeRecord(line, doc.Text); err != nil {
		return dixit.Record{}, "spans", err
	}
	sealed, err := r.Statement.Seal(doc.SHA256)
	if err == nil && sealed.ID != r.Statement.ID {
		err = fmt.Errorf("the id of its words is %s", sealed.ID)
	}
	if err != nil {
		return dixit.Record{}, "ids", err
	}
	return r, "", nil
}

// strike reports a statement that cannot be read.
func (in *inspector) strike(k whole, ordinal int, code, what string, err error) {
	where := "statement " + code
	if code == "" {
		where = fmt.Sprintf("document %s, record %d", k.doc.SHA256, ordinal)
	}
	in.found(what, where, func(r *repairs) {
		r.struck[k.id] = append(r.struck[k.id], strike{ordinal, asideOf(mend("set aside", where, "%v", err))})
	}, "%v", err)
}

// rows compares the rows of statements with their records.
func (in *inspector) rows(k whole, list []dixit.Record) {
	doc := "document " + k.doc.SHA256
	day, _ := daysOf(k.doc)
	rows := make([]*statementRow, len(list))
	for i, r := range k.rows {
		if r.ordinal >= 0 && r.ordinal < len(list) {
			rows[r.ordinal] = &k.rows[i]
		}
	}
	for i, r := range list {
		st := r.Statement
		if st.ID == "" {
			continue
		}
		where, anew := "statement "+st.ID, rewrite(k.id, doc, "the rows of its statements are not what its records say")
		switch row := rows[i]; {
		case row == nil:
			in.found("columns", where, anew, "it has no row")
		case row.code != st.ID:
			in.found("ids", where, anew, "its row has the id %.40q", row.code)
		case row.id>>dayShift != ledger.DayNumber(day):
			in.found("days", where, anew, "its row stands on another day than %q", day)
		case row.speaker != st.Speaker.Name || !row.known:
			in.found("columns", where, anew, "its row names the speaker %.80q, its record %.80q", row.speaker, st.Speaker.Name)
		case row.struck != r.Struck:
			in.found("columns", where, anew, "its row says struck: %t, its record %t", row.struck, r.Struck)
		case row.asked != askedOf(st):
			in.found("columns", where, anew, "its row says %+v, its record %+v", row.asked, askedOf(st))
		default:
			in.namesake(k, st)
		}
	}
}

// namesake notes under which id a statement's speaker is, and compares.
func (in *inspector) namesake(k whole, st dixit.Statement) {
	if st.Speaker.ID == "" || st.Speaker.Name == "" {
		return
	}
	var speaker int64
	var known bool
	if !in.w.Scan(&speaker, "SELECT id FROM speakers WHERE name = ?", st.Speaker.Name) {
		return // its row says so
	}
	n := namesake{st.Speaker.ID, speaker}
	if in.entities[n] {
		return
	}
	in.entities[n] = true
	if in.w.Scan(&known, "SELECT 1 FROM entities WHERE entity = ? AND speaker = ?", n.entity, n.speaker); !known {
		in.found("speakers", fmt.Sprintf("speaker %.80q", st.Speaker.Name), rewrite(k.id, "document "+k.doc.SHA256, "a speaker's id is not known"),
			"its id %.80q is not known", st.Speaker.ID)
	}
}

// edges compares chains with their rows, and parents with who is there.
func (in *inspector) edges(k whole, list []dixit.Record) {
	here := map[string]bool{}
	for _, r := range list {
		here[r.Statement.ID] = true
	}
	kept := map[int][]string{}
	in.w.Each(`SELECT s.ordinal, c.position, c.name FROM statements s JOIN chain c ON c.statement = s.id
		WHERE s.doc = ? ORDER BY s.ordinal, c.position`,
		func(scan func(...any) error) error {
			var ordinal, position int
			var name string
			err := scan(&ordinal, &position, &name)
			if position != len(kept[ordinal]) {
				name = fmt.Sprint("place ", position, ": ", name) // which no chain has there
			}
			kept[ordinal] = append(kept[ordinal], name)
			return err
		}, k.id)
	anew := rewrite(k.id, "document "+k.doc.SHA256, "its edges are not what its records say")
	for i, r := range list {
		st := r.Statement
		if st.ID == "" {
			continue
		}
		var want []string
		for _, l := range st.Chain {
			want = append(want, l.Name)
		}
		if fmt.Sprintf("%q", want) != fmt.Sprintf("%q", kept[i]) {
			in.found("edges", "statement "+st.ID, anew, "its chain is kept as %.200q, its record says %.200q", kept[i], want)
		}
		if st.Parent != "" && !here[st.Parent] {
			in.found("edges", "statement "+st.ID, anew, "its parent %.40q is not in the document", st.Parent)
		}
	}
}

// loose finds quotations that are not in the text.
func (in *inspector) loose(k whole) {
	length := k.doc.Text.CodePoint(k.doc.Text.Len())
	where := "document " + k.doc.SHA256
	in.w.Each("SELECT ordinal, first, past FROM quotes WHERE doc = ? AND NOT (0 <= first AND first < past AND past <= ?) ORDER BY ordinal",
		func(scan func(...any) error) error {
			var n, first, past int
			err := scan(&n, &first, &past)
			in.found("spans", where, func(r *repairs) {
				r.lost[k.id] = asideOf(mend("set aside", where, "quotation %d is not in its text", n))
			},
				"quotation %d, %d:%d, is not in its text", n, first, past)
			return err
		}, k.id, length)
}
