package who

import (
	"strings"

	"dixit"
)

// kindOf is the kind of source that p, which has no name, describes, and whether it is several.
func (c *Cast) kindOf(p phrase) (kind dixit.SpeakerKind, plural bool) {
	key := c.words[p.head].key
	if classOf(key).is(quantifier) || key == "number" || key == "numbers" || key == "group" || key == "groups" {
		if inner, ok := c.afterOf(p); ok {
			kind, _ = c.kindOf(inner)
			if kind == dixit.Anonymous && (key == "group" || key == "groups") {
				kind = dixit.Collective
			}
			return kind, true
		}
	}
	if key == "one" {
		return dixit.Anonymous, false
	}
	noun, plural := singular(key)
	is := classOf(noun) | classOf(key)
	switch {
	case noun == "person" && plural:
		if c.insiders(p) {
			return dixit.Anonymous, true
		}
		return dixit.Collective, true
	case classOf(key).is(collective) && !is.is(organisation) || key == "media" || key == "press":
		return dixit.Collective, true
	case is.is(document) && !is.is(role):
		return dixit.Written, plural
	case plural && is.is(anonymous) && noun != "man" && noun != "woman" && noun != "boy" && noun != "girl" && noun != "user" && noun != "employee" && noun != "officer" && noun != "person":
		return dixit.Anonymous, true
	case plural:
		return dixit.Collective, true
	case is.is(organisation|outlet) && (!is.is(role) || p.determiner == "the" && is.is(outlet)):
		return dixit.Organisation, false
	case is.is(role | anonymous | honorific):
		return dixit.Anonymous, false
	case is.is(place):
		return dixit.Organisation, false
	case is.is(collective):
		return dixit.Collective, true
	case c.words[p.head].capital:
		return dixit.Organisation, false
	}
	return c.guess(noun), false
}

// guess is the kind of an unknown singular noun, by its ending: who does something, or what is written.
func (c *Cast) guess(noun string) dixit.SpeakerKind {
	for _, e := range []string{"er", "or", "ist", "ian", "ant", "ee", "man", "ster", "eer"} {
		if strings.HasSuffix(noun, e) {
			return dixit.Anonymous
		}
	}
	return dixit.Written
}

// afterOf is the phrase after "of": "dozens of residents".
func (c *Cast) afterOf(p phrase) (phrase, bool) {
	if p.end+1 >= p.to || c.words[p.end].key != "of" {
		return phrase{}, false
	}
	return c.phraseIn(p.end+1, p.to)
}

// insiders reports whether p, whose head is "people", is of those who know: sources that will not be named.
func (c *Cast) insiders(p phrase) bool {
	for k := p.from; k < p.to; k++ {
		switch c.words[k].key {
		case "familiar", "briefed", "knowledge", "close", "involved", "knowledgeable", "aware", "informed", "anonymity", "multiple", "two", "three", "four", "five", "six", "several":
			return true
		}
	}
	return false
}
