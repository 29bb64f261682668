package ledgertest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"dixit"
)

// story is an agency's story of so many statements, a paragraph each, of words that no other story has in this order. It is the
// same whenever it is asked for.
func story(name, published string, paragraphs int) Article {
	a := Article{
		ID: name, URL: "https://wire.example/" + name, Outlet: "Newswire", Agency: "Newswire",
		Title: "The story of " + name, Published: published,
	}
	var seed uint64
	for _, c := range name {
		seed = seed*31 + uint64(c)
	}
	r := rand.New(rand.NewPCG(seed, 1))
	for i := range paragraphs {
		a.Says = append(a.Says, Say{Speaker: fmt.Sprint("Source ", i%3, " ", name), Cue: "said", Parts: []string{sentence(r, 12), sentence(r, 13)}})
	}
	return a
}

// sentence is words without a meaning.
func sentence(r *rand.Rand, n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprint("w", r.IntN(5000))
	}
	return strings.Join(words, " ")
}

// printed is a story as an outlet prints it: at its own address, under its own headline, without a word of the agency.
func printed(a Article, outlet, published string) Article {
	a.ID += "-" + outlet
	a.URL = "https://" + outlet + ".example/" + a.ID
	a.Outlet, a.Agency, a.Published = outlet, "", published
	a.Title = "What " + outlet + " calls it"
	a.Says = slices.Clone(a.Says)
	return a
}

// cut is a story of which some paragraphs are left.
func cut(a Article, from, to int) Article {
	a.Says = slices.Clone(a.Says[from:to])
	return a
}

// edited is a story with another word in the content of every nth paragraph.
func edited(a Article, n int) Article {
	a.Says = slices.Clone(a.Says)
	for i := 0; i < len(a.Says); i += n {
		parts := slices.Clone(a.Says[i].Parts)
		parts[0] = "changed " + parts[0]
		a.Says[i].Parts = parts
	}
	return a
}

// with is a story with paragraphs behind that stand in no other.
func with(a Article, paragraphs int) Article {
	a.Says = slices.Concat(a.Says, story("only in "+a.ID, "", paragraphs).Says)
	return a
}

// outlets are the outlets of documents.
func outlets(list []dixit.DocumentRef) string {
	var out []string
	for _, d := range list {
		out = append(out, d.Outlet)
	}
	return strings.Join(out, " ")
}

// where are the outlets that a record says it stands in again.
func where(r dixit.Record) string {
	var out []string
	for _, c := range r.Copies {
		out = append(out, c.Outlet)
	}
	return strings.Join(out, " ")
}
