package ledgertest

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"dixit"
	"dixit/ledger"
)

// plainTests hold a store to the plain meaning of an expression, ledger.Subject, on many expressions made by chance.
func plainTests() []test {
	return []test{
		{"AsPlain", func(t *testing.T, l ledger.Ledger) {
			chance := rand.New(rand.NewPCG(1, 2))
			var articles []Article
			for i := range 25 {
				articles = append(articles, byChance(chance, i))
			}
			remarks := remarksByChance(t, chance, articles, 40)
			annotate(t, l, remarks[:20]...)
			put(t, l, articles...)
			annotate(t, l, remarks[20:]...)
			all := find(t, l, wanting(ledger.Any{is(ledger.OfStruck, ledger.Yes), is(ledger.OfStruck, ledger.No)}))
			spellings := map[string][]string{}
			for _, r := range all {
				id := r.Statement.Speaker.ID
				spellings[id] = append(spellings[id], r.Statement.Speaker.Name)
			}
			for range times(600) {
				e := anyExpr(chance, 3)
				if ledger.Check(e) != nil {
					continue
				}
				var want []dixit.Record
				for _, r := range all {
					names := spellings[r.Statement.Speaker.ID]
					if r.Statement.Speaker.ID == "" {
						names = nil
					}
					if ledger.NewSubject(r, names...).Matches(wanting(e).Expr()) {
						want = append(want, r)
					}
				}
				expect(t, fmt.Sprintf("%#v", e), find(t, l, ledger.Filter{Where: e}), want)
			}
		}},
	}
}

// The words of what is made by chance: some are forms of others, some several to an index, some in other scripts.
func someWords() []string {
	return []string{"promise", "promised", "peace", "Peter", "peters", "U.S.", "cease-fire", "café", "cafe", "Мир", "not", "near", "a", "deal"}
}

func someNames() []string {
	return []string{"Peter Deal", "P. Deal", "Ann Peters", "Café de la Paix", "Мир Peace", ""}
}

func pick[T any](chance *rand.Rand, list []T) T { return list[chance.IntN(len(list))] }

// byChance is article number n.
func byChance(chance *rand.Rand, n int) Article {
	a := Article{
		ID: fmt.Sprint("chance", n), Title: pick(chance, someWords()) + " " + fmt.Sprint(n), Outlet: pick(chance, someNames()),
		Published: pick(chance, []string{"", "2025-01-01", "2025-01-02T10:00:00Z", "2025-02-01"}),
	}
	for i := range 1 + chance.IntN(3) {
		s := Say{
			Speaker: pick(chance, someNames()), Cue: pick(chance, []string{"said", "promised", "nodded"}), To: pick(chance, someNames()),
			Kind: pick(chance, dixit.Kinds()), Act: pick(chance, dixit.Acts()[:4]), When: pick(chance, []string{"", "2025-01", "2025-01-02", "2024/..", "XXXX-01-02"}),
			Sure: float64(1+chance.IntN(9)) / 10,
		}
		s.Source = dixit.SpeakerKinds()[(n+i)%len(dixit.SpeakerKinds())]
		if name := pick(chance, someNames()); name != "" {
			s.Chain = []string{name}
		}
		if s.Speaker == "Peter Deal" || s.Speaker == "P. Deal" {
			s.ID = "peterdeal"
		}
		for range 1 + chance.IntN(2) {
			part := fmt.Sprint(i)
			for range 1 + chance.IntN(5) {
				part += " " + pick(chance, someWords())
			}
			s.Parts = append(s.Parts, part)
		}
		a.Says = append(a.Says, s)
	}
	return a
}

// anyExpr is an expression of at most so many levels.
func anyExpr(chance *rand.Rand, depth int) ledger.Expr {
	if depth > 0 && chance.IntN(3) > 0 {
		switch chance.IntN(3) {
		case 0:
			return ledger.Not{X: anyExpr(chance, depth-1)}
		case 1:
			return ledger.All{anyExpr(chance, depth-1), anyExpr(chance, depth-1)}
		default:
			return ledger.Any{anyExpr(chance, depth-1), anyExpr(chance, depth-1)}
		}
	}
	fields := []ledger.Field{
		ledger.Anywhere, ledger.Anywhere, ledger.Said, ledger.Speaker, ledger.Speaker, ledger.Title, ledger.Outlet, ledger.To, ledger.Via, ledger.Cue, ledger.InNote,
	}
	days := []string{"", "2024-12-31", "2025-01-01", "2025-01-02", "2025-02-01"}
	switch chance.IntN(13) {
	case 0:
		return is(ledger.OfKind, string(pick(chance, dixit.Kinds())))
	case 1:
		return is(ledger.OfAct, string(pick(chance, dixit.Acts()[:5])))
	case 2:
		return ledger.Days{Field: pick(chance, []ledger.Field{ledger.SaidOn, ledger.Published}), First: pick(chance, days), Last: pick(chance, days)}
	case 3:
		return ledger.Number{Field: ledger.Depth, Min: 1, Max: float64(chance.IntN(3))}
	case 4:
		return ledger.Number{Field: ledger.Confidence, Min: float64(chance.IntN(10)) / 10, Max: 1}
	case 6:
		return is(ledger.OfStruck, pick(chance, []string{ledger.Yes, ledger.No}))
	case 7:
		return is(ledger.Tagged, pick(chance, someTags()))
	case 8:
		return is(ledger.OfSource, string(pick(chance, dixit.SpeakerKinds())))
	case 5:
		f := pick(chance, fields)
		return ledger.Near{A: ledger.Term{Field: f, Text: pick(chance, someWords())}, B: ledger.Term{Field: f, Text: pick(chance, someWords())}, Within: chance.IntN(4)}
	}
	text := pick(chance, someWords())
	if chance.IntN(3) == 0 {
		text += " " + pick(chance, someWords())
	}
	return ledger.Term{Field: pick(chance, fields), Text: text, Prefix: chance.IntN(4) == 0}
}
