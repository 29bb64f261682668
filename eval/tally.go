package eval

// add counts one article. Where tiers count, only tier-1 gold is required, and a prediction that is matched to tier-2 gold,
// or calls itself tier 2 and is matched to none, does not count as a prediction.
func (r *Report) add(gold, pred []item, tiered bool) {
	r.Articles++
	m := match(gold, pred)
	full, right := make([]bool, len(gold)), make([]bool, len(pred))
	for i, g := range gold {
		if tiered && !g.required() {
			continue
		}
		r.Gold++
		if m[i] >= 0 {
			full[i] = r.addMatch(g, pred[m[i]])
			if tiered {
				r.addFields(g.rec, pred[m[i]].rec, gold, pred, m)
			}
		}
		if k := g.rec.Kind; k != "" {
			kind := r.Kinds[k]
			kind.count(full[i])
			r.Kinds[k] = kind
		}
	}
	for i, j := range m {
		if j >= 0 {
			right[j] = full[i]
		}
	}
	r.addPredicted(pred, right, exempt(gold, pred, m, tiered))
	r.addTokens(gold, pred, tiered)
}

// addPredicted counts the predictions that are not exempt.
func (r *Report) addPredicted(pred []item, right, exempt []bool) {
	for j, p := range pred {
		if !exempt[j] {
			r.Predicted++
			r.Reliability.count(p.rec.Confidence, right[j])
		}
	}
}

// exempt marks the predictions that are neither rewarded nor punished: none where tiers do not count.
func exempt(gold, pred []item, m []int, tiered bool) []bool {
	out := make([]bool, len(pred))
	if !tiered {
		return out
	}
	for j, p := range pred {
		out[j] = p.optional()
	}
	for i, j := range m {
		if j >= 0 {
			out[j] = gold[i].optional()
		}
	}
	return out
}

// addMatch counts a matched pair and reports whether source and cue are both right.
func (r *Report) addMatch(g, p item) bool {
	source, cue := g.rightSource(p), g.rightCue(p)
	r.Content++
	if len(g.content) == len(p.content) && Common(g.content, p.content) == len(g.content) {
		r.Exact++
	}
	if source {
		r.Source++
	}
	if cue {
		r.Cue++
	}
	if source && cue {
		r.Full++
	}
	return source && cue
}

func (it item) rightSource(p item) bool {
	return len(it.source) == 0 && len(p.source) == 0 || len(it.source) > 0 && near(it.source, p.source)
}

func (it item) rightCue(p item) bool {
	return len(it.cue) == 0 && len(p.cue) == 0 || Common(it.cue, p.cue) > 0
}

// right reports whether p, which is matched to it, has the same source and the same cue.
func (it item) right(p item) bool { return it.rightSource(p) && it.rightCue(p) }

// addTokens counts the tokens of each role: those of required gold against those of every prediction.
func (r *Report) addTokens(gold, pred []item, tiered bool) {
	var g, p roles
	for _, it := range gold {
		if !tiered || it.required() {
			g.add(it)
		}
	}
	for _, it := range pred {
		p.add(it)
	}
	r.SourceTokens.count(g.source, p.source)
	r.CueTokens.count(g.cue, p.cue)
	r.ContentTokens.count(g.content, p.content)
}

// roles are the tokens that any item of an article gives to each role.
type roles struct{ source, cue, content map[int]bool }

func (r *roles) add(it item) {
	it.source.addTo(&r.source)
	it.cue.addTo(&r.cue)
	it.content.addTo(&r.content)
}

func (o *Overlap) count(gold, pred map[int]bool) {
	o.Gold += len(gold)
	o.Predicted += len(pred)
	for i := range gold {
		if pred[i] {
			o.Both++
		}
	}
}
