package verify

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"dixit"
	"dixit/text"
)

// What people and machines do to quotations, written from what is seen in drafts and not from what the checker knows: harm (this
// file) and what does no harm (harmless_test.go).

// truth is a true quotation: words of a source, with the speaker and the place.
type truth struct {
	src     *Source
	span    dixit.Span // in the source's text
	text    string
	speaker dixit.Speaker
}

// mutant is a quotation made from a true one. It is wrong in the way of its kind.
type mutant struct {
	text    string
	speaker dixit.Speaker
	from    []truth // where its words are from
}

// world is what mutations may draw on.
type world struct {
	rng     *rand.Rand
	sources []*Source
	folded  map[*Source]string // the words of each source, with a space before and after each
	all     []truth
	names   map[*Source][]string
}

// mutation makes a mutant, or reports that the quotation does not lend itself.
type mutation func(w *world, t truth) (mutant, bool)

func one[T any](w *world, list []T) T { return list[w.rng.IntN(len(list))] }

// instead replaces one match of re in t, chosen at random, by what f says; not at all where f says the same.
func (w *world) instead(t truth, re *regexp.Regexp, f func(found string) string) (mutant, bool) {
	places := re.FindAllStringIndex(t.text, -1)
	if len(places) == 0 {
		return mutant{}, false
	}
	p := one(w, places)
	was := t.text[p[0]:p[1]]
	is := f(was)
	if is == was {
		return mutant{}, false
	}
	out := strings.Join(strings.Fields(t.text[:p[0]]+is+t.text[p[1]:]), " ")
	return mutant{out, t.speaker, []truth{t}}, strings.TrimSpace(out) != ""
}

// swap replaces a word of one list by its partner, keeping the capital.
func swap(pairs string) mutation {
	partner := map[string][]string{}
	var words []string
	for _, p := range strings.Fields(pairs) {
		a, b, _ := strings.Cut(p, "/")
		a, b = strings.ReplaceAll(a, "_", " "), strings.ReplaceAll(b, "_", " ")
		partner[strings.ToLower(a)], partner[strings.ToLower(b)] = append(partner[strings.ToLower(a)], b), append(partner[strings.ToLower(b)], a)
		words = append(words, a, b)
	}
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
	re := regexp.MustCompile(`(?i)\b(?:` + strings.Join(words, "|") + `)\b`)
	return func(w *world, t truth) (mutant, bool) {
		return w.instead(t, re, func(found string) string {
			to := one(w, partner[strings.ToLower(found)])
			if unicode.IsUpper([]rune(found)[0]) && found != "I" || found == "I" && strings.HasPrefix(t.text, "I") {
				to = strings.ToUpper(to[:1]) + to[1:]
			}
			return to
		})
	}
}

// harms are the kinds of the issue, and others that do as much harm.
func harms() map[string]mutation {
	return map[string]mutation{
		"drop not": func(w *world, t truth) (mutant, bool) {
			re := regexp.MustCompile(`(?i)\b(?:not|never|no|nor|without) |n[’']t\b`)
			return w.instead(t, re, func(string) string { return "" })
		},
		"add not": func(w *world, t truth) (mutant, bool) {
			re := regexp.MustCompile(`\b(?:is|are|was|were|will|would|can|could|should|must|have|has|do|did|may)\b`)
			return w.instead(t, re, func(found string) string {
				if w.rng.IntN(3) == 0 && found != "may" && found != "will" && found != "can" {
					return found + one(w, []string{"n’t", "n't"})
				}
				if found == "can" || found == "will" {
					return map[string]string{"can": one(w, []string{"cannot", "can’t"}), "will": one(w, []string{"will not", "won’t", "will never"})}[found]
				}
				return found + " " + one(w, []string{"not", "never"})
			})
		},
		"number": func(w *world, t truth) (mutant, bool) {
			re := regexp.MustCompile(`\d+(?:[.,]\d+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|hundred|thousand|million|billion)\b`)
			return w.instead(t, re, func(found string) string {
				if found[0] >= '0' && found[0] <= '9' {
					b := []byte(found)
					i := w.rng.IntN(len(b))
					for b[i] < '0' || b[i] > '9' {
						i = w.rng.IntN(len(b))
					}
					b[i] = '1' + (b[i]-'0'+byte(w.rng.IntN(8)))%9
					return string(b)
				}
				switch found {
				case "hundred", "thousand", "million", "billion":
					return one(w, []string{"hundred", "thousand", "million", "billion"})
				}
				return one(w, []string{"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "thirty"})
			})
		},
		"numbers exchanged": func(w *world, t truth) (mutant, bool) {
			p := regexp.MustCompile(`\d+(?:[.,]\d+)*`).FindAllStringIndex(t.text, 2)
			if len(p) < 2 || t.text[p[0][0]:p[0][1]] == t.text[p[1][0]:p[1][1]] {
				return mutant{}, false
			}
			a, b := t.text[p[0][0]:p[0][1]], t.text[p[1][0]:p[1][1]]
			return mutant{t.text[:p[0][0]] + b + t.text[p[0][1]:p[1][0]] + a + t.text[p[1][1]:], t.speaker, []truth{t}}, true
		},
		"unit": swap("dollars/euros miles/kilometres percent/million years/months days/weeks hours/days pounds/dollars minutes/seconds feet/metres"),
		"name": func(w *world, t truth) (mutant, bool) {
			re := regexp.MustCompile(`[a-z,] ((?:[A-Z][a-z]+)(?: [A-Z][a-z]+)?)`)
			names := w.names[t.src]
			if len(names) < 2 {
				return mutant{}, false
			}
			return w.instead(t, re, func(found string) string { return found[:2] + one(w, names) })
		},
		"tense": swap("is/was are/were has/had have/had do/did does/did says/said say/said go/went goes/went come/came comes/came take/took takes/took " +
			"make/made makes/made get/got think/thought know/knew see/saw give/gave find/found want/wanted need/needed work/worked call/called " +
			"build/built lead/led win/won lose/lost fight/fought keep/kept begin/began stand/stood pay/paid meet/met leave/left bring/brought"),
		"person":   swap("I/we we/they he/they she/they he/she our/their my/his my/our us/them me/him you/we your/our"),
		"modality": swap("will/would will/could would/will can/could can/must may/will could/will should/must must/may might/will shall/may"),
		"add a word": func(w *world, t truth) (mutant, bool) {
			f := strings.Fields(t.text)
			i := 1 + w.rng.IntN(len(f)-1)
			return mutant{strings.Join(slices.Insert(slices.Clone(f), i, one(w, strings.Fields("completely only almost illegal secret again always terrible great former entire"))), " "), t.speaker, []truth{t}}, true
		},
		"drop a word": func(w *world, t truth) (mutant, bool) {
			f := strings.Fields(t.text)
			if len(f) < 6 {
				return mutant{}, false
			}
			i := 1 + w.rng.IntN(len(f)-2)
			if f[i] == f[i-1] || f[i] == f[i+1] || !strings.ContainsFunc(f[i], unicode.IsLetter) {
				return mutant{}, false
			}
			return mutant{strings.Join(slices.Delete(slices.Clone(f), i, i+1), " "), t.speaker, []truth{t}}, true
		},
		"leave words out": func(w *world, t truth) (mutant, bool) {
			f := strings.Fields(t.text)
			if len(f) < 16 {
				return mutant{}, false
			}
			i := 4 + w.rng.IntN(len(f)-13)
			return mutant{strings.Join(slices.Delete(slices.Clone(f), i, i+3+w.rng.IntN(3)), " "), t.speaker, []truth{t}}, true
		},
		"words exchanged": func(w *world, t truth) (mutant, bool) {
			f := strings.Fields(t.text)
			i, k := w.rng.IntN(len(f)), w.rng.IntN(len(f))
			if len(f) < 6 || strings.EqualFold(f[i], f[k]) || max(i-k, k-i) < 2 {
				return mutant{}, false
			}
			f[i], f[k] = f[k], f[i]
			return mutant{strings.Join(f, " "), t.speaker, []truth{t}}, true
		},
		"halves merged": func(w *world, t truth) (mutant, bool) {
			o := one(w, w.all)
			if w.rng.IntN(2) == 0 { // of one article
				for range 20 {
					if o = one(w, w.all); o.src == t.src {
						break
					}
				}
			}
			a, b := strings.Fields(t.text), strings.Fields(o.text)
			if len(a) < 10 || len(b) < 10 || o.text == t.text || o.src == t.src && o.span.Overlaps(t.span) {
				return mutant{}, false
			}
			return mutant{strings.Join(append(slices.Clone(a[:len(a)/2]), b[len(b)/2:]...), " "), t.speaker, []truth{t, o}}, true
		},
		"across a paragraph": acrossParagraph,
		"narrator":           narrator,
		"speaker": func(w *world, t truth) (mutant, bool) {
			if !named(t.speaker) {
				return mutant{}, false
			}
			for range 30 {
				o := one(w, w.all)
				if o.src == t.src && named(o.speaker) && o.speaker.Kind == t.speaker.Kind && !shareWord(o.speaker.Name, t.speaker.Name) {
					return mutant{t.text, o.speaker, []truth{t}}, true
				}
			}
			return mutant{}, false
		},
	}
}

func shareWord(a, b string) bool {
	return slices.ContainsFunc(strings.Fields(a), func(x string) bool { return slices.Contains(strings.Fields(b), x) })
}

// acrossParagraph lets a quotation run on into the next paragraph, which is another's or the outlet's.
func acrossParagraph(w *world, t truth) (mutant, bool) {
	doc := t.src.doc
	for i, b := range doc.Blocks[:len(doc.Blocks)-1] {
		next := doc.Blocks[i+1]
		if !b.Span.Contains(t.span) || next.Region != dixit.Body || next.Turn.Len() > 0 && next.Turn == b.Turn {
			continue
		}
		rest := strings.TrimLeft(doc.Text.Slice(next.Span), "“\"‘' ")
		if next.Turn.Len() > 0 {
			_, rest, _ = strings.Cut(rest, ": ")
		}
		more := strings.Fields(rest)
		for _, q := range text.Quotes(doc.Text.String(), doc.Blocks) {
			if q.Continues >= 0 && next.Span.Contains(q.Span) {
				return mutant{}, false // it does run on
			}
		}
		a := strings.Fields(t.text)
		if len(more) < 8 || len(a) < 5 || strings.ContainsAny(strings.Join(more[:5], ""), "“”\"()[]") {
			return mutant{}, false
		}
		out := strings.Join(append(slices.Clone(a[len(a)-5:]), more[:5]...), " ")
		return mutant{out, t.speaker, []truth{t}}, true
	}
	return mutant{}, false
}

// narrator pulls the words after a quotation into it.
func narrator(w *world, t truth) (mutant, bool) {
	s := t.src.doc.Text.String()
	rest := strings.TrimLeft(s[t.span.End:min(len(s), t.span.End+200)], ",.”\"’' ")
	if t.src.turns || strings.HasPrefix(rest, "\n") {
		return mutant{}, false
	}
	line, _, _ := strings.Cut(rest, "\n")
	more := strings.Fields(line)
	if len(more) < 3 || strings.ContainsAny(strings.Join(more[:3], ""), "“”\"") {
		return mutant{}, false
	}
	out := strings.TrimRight(t.text, ",.") + ", " + strings.Join(more[:3], " ")
	return mutant{out, t.speaker, []truth{t}}, true
}

// others are kinds that no bar is set for: a content word for another makes a sentence that may be another sentence (docs/verify.md).
func others() map[string]mutation {
	return map[string]mutation{
		"opposite": swap("more/less before/after increase/decrease all/some up/down support/oppose good/bad strong/weak first/last north/south high/low war/peace allow/forbid"),
		"content word": func(w *world, t truth) (mutant, bool) {
			re := regexp.MustCompile(` [a-z]{6,}\b`)
			return w.instead(t, re, func(found string) string {
				return " " + one(w, strings.Fields("garden window bridge orange kitchen teacher morning printer cotton"))
			})
		},
	}
}
