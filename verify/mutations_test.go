package verify

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"dixit"
	"dixit/internal/casetest"
)

// TestMutations makes 10,000 harmful and 10,000 harmless variants of true quotations, and compares how many of each kind got which
// verdict with testdata/mutations.*.golden: of the articles that ship, and with DIXIT_MUTATIONS of corpora.
func TestMutations(t *testing.T) {
	if testing.Short() {
		t.Skip("10,000 quotations")
	}
	t.Run("examples", func(t *testing.T) { mutations(t, "examples", examples(t)) })
	if os.Getenv("DIXIT_MUTATIONS") != "" { // takes minutes
		t.Run("corpora", func(t *testing.T) { mutations(t, "corpora", corpora(t)) })
	}
}

const variants = 10000

func mutations(t *testing.T, name string, sources []*Source) {
	w := newWorld(sources)
	t.Logf("%d true quotations of %d documents", len(w.all), len(sources))
	harm := runMutants(t, w, sources, harms(), variants)
	other := runMutants(t, w, sources, others(), variants/5)
	plain := runVariants(t, w, sources)
	var out strings.Builder
	out.WriteString("harmful\n" + harm.String() + "no bar\n" + other.String() + "harmless\n" + plain.String())
	path := filepath.Join("testdata", "mutations."+name+".golden")
	if casetest.Update() {
		if err := os.WriteFile(path, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != out.String() {
		t.Errorf("%s has changed (-update writes it):\n%s", path, out.String())
	}
	if n := harm.passed() + other.passed(); n > 0 {
		t.Errorf("%d harmful ones are called exact", n)
	}
	if share := harm.share("right place"); share < 0.99 {
		t.Errorf("of the harmful %.4f are called what they are, at the right place: want 0.99", share)
	}
	if share := float64(plain.passed()) / float64(plain.total()); share < 0.995 {
		t.Errorf("of the harmless %.4f are exact: want 0.995", share)
	}
}

// counts are how often each kind got each verdict, and the harmful ones at the right place.
type counts map[string]map[string]int

func (c counts) add(kind, what string) {
	if c[kind] == nil {
		c[kind] = map[string]int{}
	}
	c[kind][what]++
}

func (c counts) sum(what ...string) (n int) {
	for _, m := range c {
		for _, x := range what {
			n += m[x]
		}
	}
	return n
}

func (c counts) passed() int { return c.sum(string(Exact), string(Normalised)) }
func (c counts) total() int  { return c.sum("all") }
func (c counts) share(what string) float64 {
	return float64(c.sum(what)) / float64(c.total())
}

func (c counts) String() string {
	var b strings.Builder
	for _, kind := range slices.Sorted(maps.Keys(c)) {
		fmt.Fprintf(&b, "\t%s:", kind)
		for _, what := range slices.Sorted(maps.Keys(c[kind])) {
			fmt.Fprintf(&b, " %s %d;", what, c[kind][what])
		}
		b.WriteString("\n")
	}
	return b.String()
}

// runMutants checks mutants of all kinds in turn, each among its own source and a few others.
func runMutants(t *testing.T, w *world, sources []*Source, kinds map[string]mutation, most int) counts {
	out := counts{}
	shown := 0
	var jobs []job
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		for made, tries := 0, 0; made < most/len(kinds)+1 && tries < 4*variants; tries++ {
			m, ok := kinds[kind](w, one(w, w.all))
			if !ok || w.isTrue(m) {
				continue
			}
			made++
			jobs = append(jobs, job{kind, m, w.around(sources, m.from)})
		}
	}
	checkAll(jobs, func(j job, r Result) {
		out.add(j.kind, "all")
		out.add(j.kind, string(r.Verdict))
		exact := r.Verdict == Exact || r.Verdict == Normalised
		bad := r.Verdict == NotFound || r.Verdict == Ambiguous || exact
		if !bad && atPlace(r, j.from) {
			out.add(j.kind, "right place")
		} else if shown++; exact || shown < 60 {
			t.Logf("%s: %s\n\t%q (%s)\n\tof %q (%s)\n\t%s", j.kind, r.Verdict, j.text, j.speaker.Name, j.from[0].text, j.from[0].speaker.Name, r.Why)
		}
	})
	return out
}

type job struct {
	kind string
	mutant
	among []*Source
}

// checkAll checks jobs on all processors and tells of them in order.
func checkAll(jobs []job, tell func(job, Result)) {
	results := make([]Result, len(jobs))
	var wg sync.WaitGroup
	const workers = 2
	for k := range workers {
		wg.Go(func() {
			for i := k; i < len(jobs); i += workers {
				results[i] = Check(Quotation{Text: jobs[i].text, Speaker: jobs[i].speaker}, jobs[i].among)
			}
		})
	}
	wg.Wait()
	for i, j := range jobs {
		tell(j, results[i])
	}
}

// isTrue reports whether a mutant happens to be true: a source has its words, in a row and not where they were taken from, in what it
// gives to the same speaker; or, of a mutant that only changed the speaker, in what he quotes. It is a plain scan of the texts.
func (w *world) isTrue(m mutant) bool {
	moved := m.from[0].speaker != m.speaker
	words := fold(m.text)
	pattern := strings.NewReplacer(" ", `[^\pL\pN]+`, "'", "['’]").Replace(regexp.QuoteMeta(words))
	for _, s := range w.sources {
		if !strings.Contains(w.folded[s], " "+words+" ") {
			continue
		}
		for _, p := range regexp.MustCompile("(?i)"+pattern).FindAllStringIndex(s.doc.Text.String(), -1) {
			at := dixit.Span{Start: p[0], End: p[1]}
			taken := slices.ContainsFunc(m.from, func(f truth) bool { return f.src == s && f.span.Overlaps(at) })
			if (moved || !taken) && s.gives(at, m.speaker) {
				return true
			}
		}
	}
	return false
}

func fold(s string) string { return strings.Join(Fold(s), " ") }

// gives reports whether a statement of s has the words at span and is the speaker's.
func (s *Source) gives(at dixit.Span, speaker dixit.Speaker) bool {
	return slices.ContainsFunc(s.statements(), func(st dixit.Statement) bool {
		return samePerson(st.Speaker, speaker) && slices.ContainsFunc(st.Content, func(f dixit.Fragment) bool { return f.Span().Contains(at) })
	})
}

// around are the sources of a mutant and a few others.
func (w *world) around(sources []*Source, from []truth) []*Source {
	out := []*Source{}
	for _, t := range from {
		if !slices.Contains(out, t.src) {
			out = append(out, t.src)
		}
	}
	for range 12 {
		if s := one(w, sources); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// atPlace reports whether r names a place that the words are from, or one with the same words.
func atPlace(r Result, from []truth) bool {
	places := r.Others
	if r.Best != nil {
		places = append([]Place{*r.Best}, places...)
	}
	return slices.ContainsFunc(places, func(p Place) bool {
		return slices.ContainsFunc(from, func(t truth) bool {
			return p.Doc.SHA256 == t.src.doc.SHA256 && p.Words.Span().Overlaps(t.span)
		})
	})
}

func runVariants(t *testing.T, w *world, sources []*Source) counts {
	out := counts{}
	kinds := harmless()
	names := slices.Sorted(maps.Keys(kinds))
	shown := 0
	var jobs []job
	for _, kind := range names {
		for made, tries := 0, 0; made < variants/len(kinds)+1 && tries < 4*variants; tries++ {
			q := one(w, w.all)
			s, ok := kinds[kind](w, q.text)
			if !ok {
				continue
			}
			made++
			if w.rng.IntN(3) == 0 { // and something else
				s, _ = kinds[one(w, []string{"straight marks", "outer comma", "hard space", "dashes", "line break"})](w, s)
			}
			jobs = append(jobs, job{kind, mutant{s, q.speaker, []truth{q}}, w.around(sources, []truth{q})})
		}
	}
	checkAll(jobs, func(j job, r Result) {
		out.add(j.kind, "all")
		out.add(j.kind, string(r.Verdict))
		if r.Verdict != Exact && r.Verdict != Normalised {
			if shown++; shown < 60 {
				t.Logf("%s: %s\n\t%q (%s)\n\tof %q (%s)\n\t%s", j.kind, r.Verdict, j.text, j.speaker.Name, j.from[0].text, j.from[0].speaker.Name, r.Why)
			}
		}
	})
	return out
}
