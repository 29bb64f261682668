package relate

import (
	"strconv"
	"strings"
)

// amount is a number with what it counts.
type amount struct {
	at, to int // words, the last included
	value  float64
	unit   string // the root of what is counted, "%" or "$"
}

// amounts are the numbers of a that count something. Years, days and what is only about a number ("at least 40") are none.
func (a *Said) amounts() []amount {
	var out []amount
	for i, w := range a.words {
		v, ok := number(w.low)
		if !ok || w.open || w.modal || rough(a.words, i) {
			continue
		}
		n := amount{at: i, to: i, value: v}
		for n.to+1 < len(a.words) && a.words[n.to+1].clause == w.clause {
			m := scale(a.words[n.to+1].low)
			if m == 0 {
				break
			}
			n.value *= m
			n.to++
		}
		if n.to+1 < len(a.words) && a.words[n.to+1].clause == w.clause {
			switch next := a.words[n.to+1]; {
			case next.low == "percent" || next.low == "per":
				n.unit = "%"
			case isCalendar(next.root) || next.low == "year" || next.low == "years":
			case next.weight > 0 || next.root == root("people"):
				n.unit = next.root
			}
		}
		if n.unit != "" && len(out) < maxSetOff {
			out = append(out, n)
		}
	}
	return out
}

// number is the value of a number in figures or a small one in words.
func number(low string) (float64, bool) {
	for i, w := range [...]string{"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"} {
		if w == low {
			return float64(i + 2), true
		}
	}
	if low == "" || low[0] < '0' || low[0] > '9' {
		return 0, false
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(low, ",", ""), 64)
	return v, err == nil && (v < 1900 || v > 2100)
}

func scale(low string) float64 {
	switch low {
	case "thousand":
		return 1e3
	case "million":
		return 1e6
	case "billion":
		return 1e9
	case "trillion":
		return 1e12
	}
	return 0
}

// rough reports whether the number at i is given as a bound or a guess.
func rough(list []word, i int) bool {
	for j := i - 1; j >= max(0, i-3) && list[j].clause == list[i].clause; j-- {
		switch list[j].low {
		case "least", "most", "than", "over", "about", "nearly", "almost", "around", "roughly", "some", "to", "under", "approximately", "another":
			return true
		}
	}
	return false
}

// numbers are the different numbers that a and b give of the same thing, where their clauses are otherwise much the same.
func (c contrast) numbers() []Sign {
	var out []Sign
	for _, x := range c.a.amounts() {
		for _, y := range c.b.amounts() {
			if x.unit != y.unit || x.value == y.value {
				continue
			}
			weight, _ := c.near(x.at, x.to, y.at, y.to)
			a, b := c.a.words[x.at].clause, c.b.words[y.at].clause
			if weight >= 1.25 && weight >= 0.7*min(c.a.clauseWeight(a), c.b.clauseWeight(b)) {
				out = append(out, c.sign(Numbers, x.at, x.to, y.at, y.to, min(1, 0.2+weight/5)))
			}
		}
	}
	return out
}
