package compare

import (
	"cmp"
	"slices"

	"dixit"
	"dixit/copies/wordhash"
)

// Comparison sets the wordings of one saying against each other. All places are code points of the documents' texts.
type Comparison struct {
	Asked     *Asked    // what was asked for, if it was words; Compare leaves it nil
	Cluster   string    // the id of the first of the statements
	Baseline  string    // the id of the one that the others are set against
	First     string    // who had it first, as far as anybody can tell: the id of the statement; "" if its day is unknown
	Witnesses []Witness // the first one first
	Cuts      []Cut     // hedges and conditions of the baseline
}

// Witness is a statement that holds the words.
type Witness struct {
	Record dixit.Record // Copies are where it stands word for word in copies of its document
	Form   Form
	Pieces []Piece        // how its words differ from the baseline's, in order; of the baseline itself one piece a content
	Beside []dixit.Record // other statements of the document that hold the same place: what is said inside it, who speaks with him
}

// Form is how a wording differs from the baseline.
type Form string

// The forms.
const (
	Baseline Form = "baseline"
	Exact    Form = "exact"   // all that it quotes, or tells if it quotes nothing, stands in the baseline in a row
	Trimmed  Form = "cut"     // the same, but for words between them that are left out
	Altered  Form = "altered" // some of these words are not in the baseline
)

// Op is what became of some words.
type Op string

// The ops.
const (
	Same    Op = "same"
	Dropped Op = "dropped" // in the baseline alone, between words that both have
	Outside Op = "outside" // in the baseline alone, before the first or behind the last word that both have
	Changed Op = "changed" // others stand in their place
	Added   Op = "added"   // in the wording alone
)

// Piece is words in a row: of the baseline, of the wording, or of both. What is missing is zero.
type Piece struct {
	Op        Op
	Base, Own dixit.Fragment
}

// form is a statement in a comparison.
type form struct {
	record dixit.Record
	said   *Said
	beside []dixit.Record
	pairs  []pair // with the baseline
}

// Compare sets statements of one cluster against each other, of which none comes twice. The order of the list changes nothing. The
// baseline is the statement with an id, or, if that is "" or not among them, the form that has most in common with all others, of
// several the one that quotes most, then the first one. Statements that were struck, or have no content, are left out. There is nothing to
// compare in an empty list: NotFound.
func Compare(list []dixit.Record, baseline string) (Comparison, error) {
	forms := folded(list)
	if len(forms) == 0 {
		return Comparison{}, dixit.Errorf(dixit.NotFound, "compare: no statement with content")
	}
	base := slices.IndexFunc(forms, func(f form) bool {
		return f.record.Statement.ID == baseline || slices.ContainsFunc(f.beside, func(r dixit.Record) bool { return r.Statement.ID == baseline })
	})
	if base < 0 {
		base = commonest(forms)
	}
	c := Comparison{Cluster: clusterOf(list, forms), Baseline: forms[base].record.Statement.ID}
	if forms[0].said.day != 0 {
		c.First = forms[0].record.Statement.ID
	}
	for i := range forms {
		f := &forms[i]
		f.pairs = aligned(forms[base].said.words, f.said.words)
		w := Witness{Record: f.record, Beside: f.beside, Form: Baseline}
		var err error
		if w.Pieces, err = piecesOf(forms[base], *f); err != nil {
			return Comparison{}, err
		}
		if i != base {
			w.Form = f.formOf()
		}
		c.Witnesses = append(c.Witnesses, w)
	}
	var err error
	c.Cuts, err = cuts(forms[base], forms)
	return c, err
}

// clusterOf is the id of the cluster: as the records say, or that of the first of them all.
func clusterOf(list []dixit.Record, forms []form) string {
	first := forms[0]
	for _, f := range forms {
		for _, r := range append([]dixit.Record{f.record}, f.beside...) {
			if s := Of(r.Doc, r.Statement); s.Compare(first.said) < 0 {
				first = form{record: r, said: s}
			}
		}
	}
	if r := list[0]; r.Cluster != "" {
		return r.Cluster
	}
	return first.record.Statement.ID
}

// folded are the statements to compare, the first one first. Of several that hold one place of a document one is taken: that of the
// speaker whom most of the others have, then the one that is quoted, then the longer one. Copies are counted with what they copy.
func folded(list []dixit.Record) []form {
	var all []form
	names := map[string]int{}
	for _, r := range list {
		if r.Struck || len(r.Statement.Content) == 0 {
			continue
		}
		f := form{record: r, said: Of(r.Doc, r.Statement)}
		if len(f.said.words) == 0 {
			continue
		}
		names[f.said.speaker.last()]++
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b form) int {
		return cmp.Or(cmp.Compare(names[b.said.speaker.last()], names[a.said.speaker.last()]), cmp.Compare(b.quoted(), a.quoted()),
			cmp.Compare(len(b.said.words), len(a.said.words)), a.said.Compare(b.said))
	})
	var out []form
	for _, f := range all {
		if i := slices.IndexFunc(out, func(o form) bool { return o.said.overlaps(f.said) }); i >= 0 {
			out[i].beside = append(out[i].beside, f.record)
		} else {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b form) int { return a.said.Compare(b.said) })
	return withoutCopies(out)
}

// withoutCopies leaves out the forms that a form before them has among its copies, and of its copies those that stand beside another
// form.
func withoutCopies(forms []form) []form {
	copied, beside := map[string]bool{}, map[string]bool{}
	for _, f := range forms {
		for _, r := range f.beside {
			beside[r.Statement.ID] = true
		}
	}
	for i := range forms {
		r := &forms[i].record
		r.Copies = slices.DeleteFunc(slices.Clone(r.Copies), func(c dixit.Copy) bool { return beside[c.ID] })
	}
	return slices.DeleteFunc(forms, func(f form) bool {
		if copied[f.said.ID] {
			return true
		}
		for _, c := range f.record.Copies {
			copied[c.ID] = true
		}
		return false
	})
}

// quoted is how many words of f stand in quotation marks.
func (f form) quoted() int {
	n := 0
	for _, w := range f.said.words {
		if w.stretch != 0 {
			n++
		}
	}
	return n
}

// mostForms is how many different wordings are looked at for the baseline, the first ones.
const mostForms = 64

// commonest is the form that has most in common with all others.
func commonest(forms []form) int {
	seen := map[uint64]bool{}
	var different []int
	for i, f := range forms {
		if w := f.wording(); !seen[w] && len(different) < mostForms {
			seen[w] = true
			different = append(different, i)
		}
	}
	best, most := 0, -1
	for _, i := range different {
		n := 0
		for _, j := range different {
			if i != j {
				n += len(aligned(forms[i].said.words, forms[j].said.words))
			}
		}
		if n > most || n == most && forms[i].fuller(forms[best]) {
			best, most = i, n
		}
	}
	return best
}

// fuller reports whether f quotes more words than g, or as many with fewer around them; or tells more where neither quotes.
func (f form) fuller(g form) bool {
	n, m := f.quoted(), g.quoted()
	if n != m {
		return n > m
	}
	if n > 0 {
		return len(f.said.words) < len(g.said.words)
	}
	return len(f.said.words) > len(g.said.words)
}

// wording is a hash of the words of f alone.
func (f form) wording() uint64 {
	var h []uint64
	for _, w := range f.said.words {
		h = append(h, w.hash)
	}
	return wordhash.Row(h...)
}

// formOf is how f differs from the baseline that its pairs are with: by the words that it quotes, or by all if it quotes none.
func (f form) formOf() Form {
	at := map[int]int{} // where in the baseline a word stands
	for _, p := range f.pairs {
		at[p.own] = p.base
	}
	all, out := f.quoted() == 0, Exact
	for i, w := range f.said.words {
		if w.stretch == 0 && !all {
			continue
		}
		base, ok := at[i]
		if !ok {
			return Altered
		}
		if i > 0 && (all || f.said.words[i-1].stretch != 0) && base != at[i-1]+1 {
			out = Trimmed
		}
	}
	return out
}
