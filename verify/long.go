package verify

import "fmt"

// mostAtOnce is how many words of a quotation are compared at once with what comes near: the table of such a comparison grows with
// their square.
const mostAtOnce = 500

// long is the verdict on more words than that, which stand nowhere as they are: that on the first stretch of them that does not, or
// stands in another's mouth. What comes after it is not compared, and Why says so.
func (c *check) long() Result {
	var whole Result
	n := len(c.p.words)
	for from := 0; from < n; from += mostAtOnce {
		to := min(n, from+mostAtOnce)
		q := c.q
		q.Text = c.p.stretch(from, to)
		part := check{q, newPattern(q.Text), c.among}
		r, there := part.verdict()
		if !there || r.Verdict == WrongSpeaker {
			r.Quote = c.q
			r.Why += fmt.Sprintf("; compared are words %d to %d of %d", from+1, to, n)
			return r
		}
		if whole.Best == nil {
			whole.Best = r.Best
		} else if len(whole.Others) < mostOthers {
			whole.Others = append(whole.Others, *r.Best)
		}
	}
	whole.Quote, whole.Verdict = c.q, Spliced
	whole.Why = fmt.Sprintf("every %d words of it are there, and not in a row", mostAtOnce)
	return whole
}

// stretch is the text of the words from number from to before number to, with what stands between it and the next stretch.
func (p *pattern) stretch(from, to int) string {
	end := len(p.text)
	if to < len(p.words) {
		end = p.tokens[p.words[to]].span.Start
	}
	start := 0
	if from > 0 {
		start = p.tokens[p.words[from]].span.Start
	}
	return p.text[start:end]
}
