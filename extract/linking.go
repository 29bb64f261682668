package extract

import (
	"dixit"
	"dixit/extract/links"
	"dixit/neural"
)

// Links is a document's phrases, as m tags them and as links are made among them: what the weights of link are learned from.
func Links(m *neural.Model, doc *dixit.Document) links.Passage {
	blocks := make([]dixit.Span, len(doc.Blocks))
	for i, b := range doc.Blocks {
		blocks[i] = b.Span
	}
	t := doc.Text.String()
	return newPassage(t, blocks, m.Tag(t, blocks), 0).linking()
}

// linking is p as link sees it.
func (p *passage) linking() links.Passage {
	out := links.Passage{Text: p.text, Words: p.words, Phrases: make([]links.Phrase, len(p.phrases))}
	for i, f := range p.phrases {
		out.Phrases[i] = links.Phrase{Role: f.role, Block: f.block, First: f.first, End: f.end, Sentence: f.sentence, Confidence: f.confidence}
	}
	return out
}
