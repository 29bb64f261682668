package mcp

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"dixit"
	"dixit/ledger"
	"dixit/serve"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// register puts the tools on a server.
func (f *face) register(server *mcp.Server) {
	add(server, "search_statements", "Find statements",
		"Find statements in the ledger, the newest first. The query language has words, \"phrases\", AND OR NOT, and fields: speaker: about: to: via: "+
			"outlet: title: cue: act: kind: said: published: depth> confidence>. Example: speaker:rubio act:demand about:ceasefire after:2025-09",
		f.searchStatements)
	add(server, "get_statement", "One statement", "One statement by its id, with the paragraphs around it and the exact place of its words.", f.getStatement)
	add(server, "speaker_timeline", "What somebody said, in order", "What a speaker said, on a topic if one is given, in the order of the days of the saying.", f.speakerTimeline)
	add(server, "source_chain", "How a statement came", "The chain of sources by which a statement came, from the article to the speaker.", f.sourceChain)
	add(server, "extract_text", "Find statements in a text", "Find who said what in a text that you give. Nothing is kept.", f.extractText)
	f.questions(server)
}

// searchInput is what is looked for.
type searchInput struct {
	Query string `json:"query" jsonschema:"in the query language"`
	Limit int    `json:"limit,omitempty" jsonschema:"how many at most: 10 if it is not said, 50 at most"`
	After string `json:"after,omitempty" jsonschema:"go on after the statement with this id: the value of next"`
}

// list is statements that were found.
type list struct {
	Statements []said `json:"statements"`
	Total      int    `json:"total" jsonschema:"how many there are in all"`
	Complete   bool   `json:"complete" jsonschema:"all were counted; else there are more than total"`
	Next       string `json:"next,omitempty" jsonschema:"what to ask for after to go on"`
}

// Bounds on answers.
const (
	usualLimit  = 10
	maxLimit    = 50
	maxTimeline = 200
)

func (f *face) searchStatements(ctx context.Context, in searchInput) (list, []string, error) {
	r := serve.Request{Query: in.Query, After: in.After, Limit: min(cmp.Or(max(in.Limit, 0), usualLimit), maxLimit)}
	found, err := f.Page(ctx, r)
	if err != nil {
		return list{}, nil, err
	}
	facets, err := f.Facets(ctx, serve.Request{Query: in.Query})
	if err != nil {
		return list{}, nil, err
	}
	out := list{Statements: []said{}, Total: facets.Total, Complete: facets.Complete, Next: found.Next}
	var ids []string
	for _, rec := range found.Records {
		out.Statements, ids = append(out.Statements, saidOf(rec, f.Links)), append(ids, rec.Statement.ID)
	}
	return out, ids, nil
}

// idInput names a statement.
type idInput struct {
	ID string `json:"id" jsonschema:"of the statement, or its beginning, of 4 characters at least"`
}

// one is a statement with what stands around it.
type one struct {
	said
	Start   int    `json:"start" jsonschema:"where all of it begins in the article's text, in code points"`
	End     int    `json:"end" jsonschema:"where it ends"`
	Context string `json:"context_untrusted" jsonschema:"the paragraphs that it stands in"`
	Why     string `json:"why_untrusted" jsonschema:"what led to this record"`
}

func (f *face) getStatement(ctx context.Context, in idInput) (one, []string, error) {
	st, err := f.Store.Statement(ctx, in.ID)
	if err != nil {
		return one{}, nil, err
	}
	span, text := st.Record.Statement.Span(), st.Doc.Text
	out := one{said: saidOf(st.Record, f.Links), Start: text.CodePoint(span.Start), End: text.CodePoint(span.End), Why: plain(st.Record.Statement.Why, maxWords)}
	var around []string
	for _, b := range st.Doc.Blocks {
		if b.Span.Overlaps(span) {
			around = append(around, text.Slice(b.Span))
		}
	}
	out.Context = plain(strings.Join(around, "\n\n"), maxContext)
	return out, []string{st.Record.Statement.ID}, nil
}

// timelineInput is whose statements are wanted.
type timelineInput struct {
	Speaker string `json:"speaker" jsonschema:"the name, in any of its spellings"`
	About   string `json:"about,omitempty" jsonschema:"words that must be in what was said"`
	Limit   int    `json:"limit,omitempty" jsonschema:"how many at most, the newest: 50 if it is not said, 200 at most"`
}

// timeline is statements in the order of the saying.
type timeline struct {
	Statements []said `json:"statements" jsonschema:"those with a day first, the earliest first; then those without"`
	Total      int    `json:"total"`
}

func (f *face) speakerTimeline(ctx context.Context, in timelineInput) (timeline, []string, error) {
	where := ledger.All{ledger.Term{Field: ledger.Speaker, Text: in.Speaker}}
	for _, w := range strings.Fields(in.About) {
		where = append(where, ledger.Term{Field: ledger.Said, Text: w})
	}
	filter := ledger.Filter{Where: where, Limit: min(cmp.Or(max(in.Limit, 0), maxLimit), maxTimeline)}
	facets, err := f.Store.Facets(ctx, where)
	if err != nil {
		return timeline{}, nil, err
	}
	out := timeline{Statements: []said{}, Total: facets.Total}
	for r, err := range f.Store.Search(ctx, filter) {
		if err != nil && dixit.KindOf(err) != dixit.Unreadable {
			return timeline{}, nil, err
		}
		if err == nil {
			out.Statements = append(out.Statements, saidOf(r, f.Links))
		}
	}
	slices.SortStableFunc(out.Statements, func(a, b said) int {
		first, second := cmp.Or(a.When, a.Article.Published, "~"), cmp.Or(b.When, b.Article.Published, "~") // "~" is after all days
		return strings.Compare(first, second)
	})
	return out, nil, nil
}

// chain is the way by which a statement came.
type chain struct {
	Chain    []string `json:"chain_untrusted" jsonschema:"from the outlet to the speaker"`
	Sentence string   `json:"sentence_untrusted"`
}

func (f *face) sourceChain(ctx context.Context, in idInput) (chain, []string, error) {
	st, err := f.Store.Statement(ctx, in.ID)
	if err != nil {
		return chain{}, nil, err
	}
	first := plain(st.Record.Doc.Outlet, maxName)
	if first == "" {
		first = "This article"
	}
	way := append([]string{first}, names(st.Record.Statement.Chain)...)
	return chain{way, strings.Join(way, " ← ")}, []string{st.Record.Statement.ID}, nil
}

// textInput is a text in which statements are looked for.
type textInput struct {
	Text      string `json:"text" jsonschema:"the article"`
	Title     string `json:"title,omitempty"`
	Published string `json:"published,omitempty" jsonschema:"the day of publication, YYYY-MM-DD: what dates in the text are told by"`
}

// extracted is what was found in a text.
type extracted struct {
	Statements []said `json:"statements"`
}

func (f *face) extractText(ctx context.Context, in textInput) (extracted, []string, error) {
	found, err := f.Extract(ctx, serve.Input{Text: in.Text, Title: in.Title, Published: in.Published})
	if err != nil {
		return extracted{}, nil, err
	}
	out := extracted{Statements: []said{}}
	for _, r := range found.Records() {
		one := saidOf(r, f.Links)
		one.Permalink = "" // it is not kept
		out.Statements = append(out.Statements, one)
	}
	return out, nil, nil
}
