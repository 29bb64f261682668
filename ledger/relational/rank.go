package relational

import (
	"iter"
	"math"
	"slices"

	"dixit"
	"dixit/ledger"
)

// ranked is a hit with how well it matches.
type ranked struct {
	hit
	ledger.Ranked
}

// ranked yields what list has, of which it is in order, as a ranked search does: the first ledger.MaxRanked the best first, then the
// rest. It leaves out all up to the statement with an id, unless that is "".
func (r *records) ranked(list iter.Seq2[hit, error], by ledger.Ranking, after string) iter.Seq2[hit, error] {
	return func(yield func(hit, error) bool) {
		if err := r.rank(list, by, after, func(h hit) bool { return yield(h, nil) }); err != nil {
			yield(hit{}, err)
		}
	}
}

func (r *records) rank(list iter.Seq2[hit, error], by ledger.Ranking, after string, yield func(hit) bool) error {
	last, err := r.standing(by, after)
	if err != nil {
		return err
	}
	next, stop := iter.Pull2(list)
	defer stop()
	var best []ranked
	for len(best) < ledger.MaxRanked {
		h, err, more := next()
		if err != nil {
			return err
		}
		if !more {
			break
		}
		score, err := r.score(by, h)
		if err != nil {
			return err
		}
		best = append(best, ranked{h, ledger.Ranked{Score: score, Place: h.place}})
	}
	all := len(best) < ledger.MaxRanked // were ranked
	behind := last != nil && !all && last.Place.Compare(best[len(best)-1].Place) > 0
	if !behind {
		slices.SortFunc(best, func(a, b ranked) int { return a.Ranked.Compare(b.Ranked) })
		for _, b := range best {
			if (last == nil || b.Ranked.Compare(*last) > 0) && !yield(b.hit) {
				return nil
			}
		}
	}
	for {
		h, err, more := next()
		if err != nil || !more {
			return err
		}
		if (!behind || h.place.Compare(last.Place) > 0) && !yield(h) {
			return nil
		}
	}
}

// standing is how the statement with an id stands, whether it is found or not; nil for "".
func (r *records) standing(by ledger.Ranking, code string) (*ledger.Ranked, error) {
	if code == "" {
		return nil, nil
	}
	h, err := hitOf(r.w, code)
	if err != nil {
		return nil, err
	}
	score, err := r.score(by, h)
	return &ledger.Ranked{Score: score, Place: h.place}, err
}

// score is how well h matches; a record that cannot be read does not match.
func (r *records) score(by ledger.Ranking, h hit) (int64, error) {
	record, err := r.at(h)
	if dixit.KindOf(err) == dixit.Unreadable {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return by.Score(ledger.NewSubject(record)), nil
}

// ranking is the ranking of what a plan finds.
func (r *records) ranking(p plan) (ledger.Ranking, error) {
	terms := ledger.Sought(p.expr)
	frequencies := make([]int, len(terms))
	for i, t := range terms {
		if t.Prefix {
			continue // it is not asked for
		}
		var err error
		if frequencies[i], err = r.frequency(t, p); err != nil {
			return ledger.Ranking{}, err
		}
	}
	return ledger.NewRanking(terms, frequencies), nil
}

// frequency is how many statements a term is in, ledger.MaxFrequency at most. Those that the index cannot answer for are looked at.
func (r *records) frequency(t ledger.Term, p plan) (n int, err error) {
	table := Terms
	if t.Field == ledger.InNote {
		table = Remarks
	}
	key := string(table) + "." + r.w.dialect.Key(table)
	sure := ""
	if p.doubt != "FALSE" {
		sure = " AND NOT EXISTS (SELECT 1 FROM statements s WHERE s.id = " + key + " AND " + p.doubt + ")"
	}
	r.w.Scan(&n, "SELECT count(*) FROM (SELECT 1 FROM "+string(table)+" WHERE "+r.w.dialect.Holds(table)+sure+" LIMIT ?) x",
		p.words.match(t), ledger.MaxFrequency)
	if p.doubt == "FALSE" {
		return n, r.w.err
	}
	unsure := plan{expr: t, lead: "s.id", from: "statements s", where: "s.id BETWEEN ? AND ? AND " + p.doubt, args: []any{int64(math.MinInt64), int64(math.MaxInt64)}, doubt: p.doubt}
	for h, err := range unsure.hits(r.w) {
		if err != nil {
			return 0, err
		}
		wanted, err := unsure.wants(r.w, r, h)
		if err != nil {
			return 0, err
		}
		if wanted {
			n++
		}
	}
	return min(n, ledger.MaxFrequency), r.w.err
}
