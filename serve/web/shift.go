package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"dixit"
	"dixit/ledger"
	"dixit/serve"
	"dixit/shift"
)

// shiftView is what somebody said about something over time, and where that may have turned.
type shiftView struct {
	Name     string
	Person   string // the page
	About    string
	Total    int
	Turns    []turnView
	Topics   []topicView
	More     int // topics that are not shown
	Line     []saidView
	Earlier  int // statements that are not shown
	Undated  []saidView
	Complete bool
	Timeline timeline
	Several  *whichView // who is meant is asked; the rest is nothing then
}

// turnView is a candidate for a turn.
type turnView struct {
	Topics        string
	Day           string
	Before, After saidView
	Signs         []string
	Marks         []markView
	MoreBefore    []saidView
	MoreAfter     []saidView
	Qualifiers    []saidView
	Reactions     []reactionView
	Strength      string
}

// markView is an article that tells of a turn, and the words with which it does.
type markView struct {
	Words       []string
	Page, Title string
}

// reactionView is what somebody else says of a side.
type reactionView struct {
	Type dixit.RelationType
	saidView
}

// saidView is a statement with the days on which it may have been said.
type saidView struct {
	card
	Days  string
	Again int
}

// topicView is what somebody speaks about, and the page of it.
type topicView struct {
	Label    string
	N, Turns int
	Href     string
}

// How much of a line, of topics and of candidates is shown.
const (
	onLine   = 60
	onTopics = 24
	onTurns  = 10
)

func (f *face) shift(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("name")
	page, form := formOf(r.PathValue("page"))
	if page != "shift" {
		return dixit.Errorf(dixit.NotFound, "nothing is at this address")
	}
	about := strings.TrimSpace(r.FormValue("about"))
	if form != "" {
		a, err := f.shiftOf(r.Context(), name, about)
		if err != nil {
			return err
		}
		return f.twin(w, r, form, shiftTitle(a.Speaker, about), shiftPage(name, about), each(lineOf(a)...))
	}
	v, err := patient(r, func(ctx context.Context) (shiftView, error) {
		return f.shifts.Get(ctx, f.Service, name+"\x00"+about, func(ctx context.Context) (shiftView, error) { return f.shiftView(ctx, name, about) })
	})
	data := frame{Here: "speakers", Plots: true, Twins: twins(speakerPage(name)+"/shift", url.Values{"about": {about}})}
	switch {
	case errors.Is(err, errLater):
		if _, _, err := f.Soon(r.Context(), ledger.Speaker, name); err != nil {
			return err // nobody of that name says anything
		}
		v, data.Later = shiftView{Name: name, Person: speakerPage(name), About: about}, wholePage(r)
	case err != nil:
		return err
	case v.Several != nil:
		return f.showWhich(w, *v.Several)
	}
	data.Title, data.Page = shiftTitle(v.Name, about), v
	return f.show(w, http.StatusOK, "shift.html", data)
}

// shiftTitle is what the page is called.
func shiftTitle(name, about string) string {
	if about == "" {
		return name + " over time"
	}
	return name + " on " + about
}

// shiftView is what a speaker said about some words over time as its page shows it, or who of several is meant.
func (f *face) shiftView(ctx context.Context, name, about string) (shiftView, error) {
	a, err := f.shiftOf(ctx, name, about)
	if dixit.KindOf(err) == dixit.Invalid && err != nil { // several have the name
		if several, wrong := f.several(ctx, name, about); several != nil || wrong != nil {
			return shiftView{Several: several}, wrong
		}
	}
	if err != nil {
		return shiftView{}, err
	}
	return shiftViewOf(name, a), nil
}

// shiftOf is what a speaker said about some words over time.
func (f *face) shiftOf(ctx context.Context, name, about string) (shift.Answer, error) {
	answer, err := f.Turns(ctx, name, about)
	if err != nil {
		return shift.Answer{}, serve.Damaged(err)
	}
	a, ok := answer.(shift.Answer)
	if !ok {
		return a, dixit.Errorf(dixit.Internal, "shift: an answer of type %T", answer)
	}
	return a, nil
}

// lineOf are the statements of a, the newest first, and then those of unknown day.
func lineOf(a shift.Answer) []dixit.Record {
	var out []dixit.Record
	for i := len(a.Line.Said) - 1; i >= 0; i-- {
		out = append(out, a.Line.Said[i].Record)
	}
	for _, d := range a.Line.Undated {
		out = append(out, d.Record)
	}
	return out
}

// shiftViewOf is a as its page shows it.
func shiftViewOf(name string, a shift.Answer) shiftView {
	v := shiftView{
		Name: a.Speaker, Person: speakerPage(name), About: a.About, Complete: a.Complete, Total: len(a.Line.Said) + len(a.Line.Undated),
		More: max(0, len(a.Topics)-onTopics), Earlier: max(0, len(a.Line.Said)-onLine),
	}
	for _, t := range a.Turns[:min(len(a.Turns), onTurns)] {
		v.Turns = append(v.Turns, turnOf(t))
	}
	for _, t := range a.Topics[:min(len(a.Topics), onTopics)] {
		v.Topics = append(v.Topics, topicView{t.Label, t.N, t.Turns, shiftPage(name, t.Label)})
	}
	line := lineOf(a)
	v.Timeline = timelineOf(line[:min(len(line), onTimeline)])
	v.Line = saidOf(a.Line.Said[v.Earlier:])
	v.Undated = saidOf(a.Line.Undated[:min(len(a.Line.Undated), onLine)])
	return v
}

// turnOf is t as a page shows it.
func turnOf(t shift.Turn) turnView {
	labels := make([]string, len(t.Topics))
	for i, topic := range t.Topics {
		labels[i] = topic.Label
	}
	v := turnView{
		Topics: strings.Join(labels, ", "), Day: t.Day, Before: saidOf(t.Before[:1])[0], After: saidOf(t.After[:1])[0],
		MoreBefore: saidOf(t.Before[1:]), MoreAfter: saidOf(t.After[1:]), Qualifiers: saidOf(t.Qualifiers), Strength: t.Strength(),
	}
	for _, s := range t.Signs {
		v.Signs = append(v.Signs, shown(s.Why))
		v.Before.Words, v.After.Words = marked(v.Before.Words, s.A), marked(v.After.Words, s.B)
	}
	for _, m := range t.Marks {
		words, page := shown(m.Words.Text()), articlePage(m.Doc.SHA256)
		if n := len(v.Marks) - 1; n >= 0 && v.Marks[n].Page == page {
			v.Marks[n].Words = append(v.Marks[n].Words, words)
		} else {
			v.Marks = append(v.Marks, markView{[]string{words}, page, titleOf(m.Doc)})
		}
	}
	for _, r := range t.Reactions {
		v.Reactions = append(v.Reactions, reactionView{r.Type, saidView{card: cardOf(r.Record, nil)}})
	}
	return v
}

// marked are words in stretches, of which those are marked too that stand in fragments.
func marked(words []run, parts []dixit.Fragment) []run {
	for _, f := range parts {
		var out []run
		for _, r := range words {
			before, after, found := strings.Cut(r.Text, f.Text())
			if r.Hit || !found || f.IsZero() {
				out = append(out, r)
				continue
			}
			for _, one := range []run{{before, false}, {f.Text(), true}, {after, false}} {
				if one.Text != "" {
					out = append(out, one)
				}
			}
		}
		words = out
	}
	return words
}

// saidOf are statements as a page shows them.
func saidOf(list []shift.Dated) []saidView {
	out := make([]saidView, len(list))
	for i, d := range list {
		out[i] = saidView{cardOf(d.Record, nil), d.Days(), len(d.Again)}
	}
	return out
}
