package who

import (
	"bufio"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dixit"
	"dixit/internal/casetest"
)

// gumDoc is a document of GUM: its text, words and coreference mentions.
type gumDoc struct {
	id       string
	text     strings.Builder
	words    []gumWord
	mentions []gumMention
	open     map[string][]int // mentions not closed yet, by the number of their chain
	said     []gumSaid
	joined   int  // no space follows the words before this one: they are written as one with it
	tight    bool // nor this one
}

// gumSaid is an attribution: the words of the clause that tells who says it, and of what is said.
type gumSaid struct{ who, what [2]int }

type gumWord struct {
	start, end int // bytes
	form, pos  string
	head       int // word number, -1 for none
	relation   string
}

type gumMention struct {
	chain, sort string
	from, to    int // words [from, to)
	head        int
}

func readGUM(t *testing.T, path string, docs map[string]*gumDoc) {
	t.Helper()
	var d *gumDoc
	sentence := 0 // number of its first word
	for b := range casetest.Lines(t, path) {
		line := string(b)
		if id, ok := strings.CutPrefix(line, "# newdoc id = "); ok {
			d = nil
			if strings.HasPrefix(id, "GUM_news") {
				d = &gumDoc{id: id, open: map[string][]int{}}
				docs[id] = d
			}
		}
		switch {
		case d == nil:
		case strings.HasPrefix(line, "# newpar_block"):
			d.text.WriteString("\n")
		case line == "":
			sentence = len(d.words)
		case line[0] != '#':
			d.add(strings.Split(line, "\t"), sentence)
		}
	}
	for _, d := range docs {
		d.finish()
	}
}

var entityMark = regexp.MustCompile(`\(([0-9]+)-([a-z]+)[^()]*\)?|([0-9]+)\)`)

func (d *gumDoc) add(f []string, sentence int) {
	if len(f) != 10 || strings.Contains(f[0], ".") {
		return
	}
	n := len(d.words)
	if from, to, ok := strings.Cut(f[0], "-"); ok { // "Malaysia's": two words written as one
		a, _ := strconv.Atoi(from)
		b, _ := strconv.Atoi(to)
		d.joined, d.tight = n+b-a, strings.Contains(f[9], "SpaceAfter=No")
		return
	}
	head, _ := strconv.Atoi(f[6])
	w := gumWord{start: d.text.Len(), form: f[1], pos: f[3], head: sentence + head - 1, relation: f[7]}
	if head == 0 {
		w.head = -1
	}
	d.text.WriteString(f[1])
	w.end = d.text.Len()
	d.words = append(d.words, w)
	spaced := n >= d.joined
	if n == d.joined && d.tight {
		spaced, d.tight = false, false
	}
	for _, m := range strings.Split(f[9], "|") {
		if m == "SpaceAfter=No" {
			spaced = false
		}
		marks, ok := strings.CutPrefix(m, "Entity=")
		if !ok {
			continue
		}
		for _, e := range entityMark.FindAllStringSubmatch(marks, -1) {
			switch {
			case e[3] != "":
				if l := d.open[e[3]]; len(l) > 0 {
					d.mentions[l[len(l)-1]].to, d.open[e[3]] = n+1, l[:len(l)-1]
				}
			default:
				d.mentions = append(d.mentions, gumMention{chain: e[1], sort: e[2], from: n, to: n + 1})
				if !strings.HasSuffix(e[0], ")") {
					d.open[e[1]] = append(d.open[e[1]], len(d.mentions)-1)
				}
			}
		}
	}
	if spaced {
		d.text.WriteString(" ")
	}
}

// finish finds the heads of mentions: the word whose head stands outside.
func (d *gumDoc) finish() {
	for i := range d.mentions {
		m := &d.mentions[i]
		m.head = m.from
		for k := m.from; k < m.to; k++ {
			if h := d.words[k].head; (h < m.from || h >= m.to) && d.words[k].pos != "PUNCT" {
				m.head = k
				break
			}
		}
	}
}

// name is the name in m, "" if its head is none.
func (d *gumDoc) name(m gumMention) string {
	if d.words[m.head].pos != "PROPN" {
		return ""
	}
	from, to := m.from, m.to
	if m.sort == "person" {
		from, to = m.head, m.head+1
		for from > m.from && d.inName(from-1) {
			from--
		}
		for to < m.to && d.inName(to) {
			to++
		}
	} else {
		for k := m.head + 1; k < m.to; k++ { // without apposition and brackets
			if d.words[k].pos == "PUNCT" && d.words[k].form != "-" || d.words[k].pos == "SCONJ" {
				to = k
				break
			}
		}
	}
	s := strings.TrimSpace(d.text.String()[d.words[from].start:d.words[to-1].end])
	for _, e := range []string{"'s", "’s"} {
		s = strings.TrimSuffix(s, e)
	}
	return s
}

// inName reports whether word k can stand inside a person's name.
func (d *gumDoc) inName(k int) bool {
	w := d.words[k]
	return w.pos == "PROPN" || w.form == "-" || w.form == "." || w.pos == "X"
}

// names is the fullest names of a chain: those with most words, and of persons all with more than one. The names of a chain
// without any are the noun phrases in it, and then "they" and "it" must go back to one of these.
func (d *gumDoc) names(m gumMention) (out []string) {
	most := 1
	var phrases []string
	for _, x := range d.mentions {
		if x.chain != m.chain {
			continue
		}
		if n := d.name(x); n != "" && !slices.Contains(out, n) {
			out = append(out, n)
			most = max(most, len(strings.Fields(n)))
		}
		if d.words[x.head].pos == "NOUN" {
			phrases = append(phrases, d.text.String()[d.words[x.from].start:d.words[x.to-1].end])
		}
	}
	if len(out) == 0 && d.words[m.head].pos == "PRON" {
		return phrases
	}
	return slices.DeleteFunc(out, func(n string) bool { return len(strings.Fields(n)) < min(most, 2) })
}

// source is the mention that is who says it in the clause [from, to), ok is false if there is none.
func (d *gumDoc) source(from, to int) (m gumMention, ok bool) {
	for _, m := range d.mentions {
		w := d.words[m.head]
		inside := m.head >= from && m.head < to && w.head >= from && w.head < to
		if inside && (w.relation == "nsubj" || strings.HasPrefix(w.relation, "obl") && m.from >= 2 && strings.EqualFold(d.words[m.from-2].form, "according")) {
			return m, true
		}
	}
	return m, false
}

// unnamed reports whether m is a pronoun or a description.
func (d *gumDoc) unnamed(m gumMention) bool {
	if p := d.words[m.head].pos; p != "PRON" && p != "NOUN" && p != "DET" && p != "NUM" {
		return false
	}
	for _, n := range d.mentions { // "the lawyer, Ada Lind": the name stands in it or right after it
		if n.chain == m.chain && (n.from > m.from && n.to <= m.to || n.from == m.to) && d.name(n) != "" {
			return false
		}
	}
	for k := m.from; k < m.to; k++ {
		if d.words[k].head == m.head && d.words[k].pos == "PROPN" && (d.words[k].relation == "appos" || d.words[k].relation == "flat") {
			return false
		}
	}
	return true
}

// span is the bytes of the words [from, to).
func (d *gumDoc) span(from, to int) dixit.Span {
	return dixit.Span{Start: d.words[min(from, len(d.words)-1)].start, End: d.words[min(to, len(d.words))-1].end}
}

// satellites reads the clauses that tell who says something, by document.
func satellites(t *testing.T, path string) map[string][]gumSaid {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string][]gumSaid{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var a struct {
			Doc       string
			Satellite struct{ Tokens [][2]int }
			Nucleus   struct{ Tokens [][2]int }
		}
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		if s, n := a.Satellite.Tokens, a.Nucleus.Tokens; len(s) > 0 && len(n) > 0 {
			out[a.Doc] = append(out[a.Doc], gumSaid{[2]int{s[0][0], s[len(s)-1][1]}, [2]int{n[0][0], n[len(n)-1][1]}})
		}
	}
	return out
}
