package main

import (
	"strings"

	"dixit"
)

// titleOf is what to call a document: its title, else the name given, with outlet, agency and day.
func titleOf(doc dixit.DocumentRef, name string) string {
	title := doc.Title
	if title == "" {
		title = name
	}
	if title == "" {
		title = doc.ID
	}
	from := doc.Agency
	if from != "" {
		from = "from " + from
	}
	for _, part := range []string{doc.Outlet, from, doc.Day()} {
		if part != "" {
			title += ", " + part
		}
	}
	return title
}

// speakerOf is who said s: the name, else the words that stand for one.
func speakerOf(s dixit.Statement) string {
	switch {
	case s.Speaker.Name != "":
		return s.Speaker.Name
	case !s.Mention.IsZero():
		return s.Mention.Text()
	default:
		return "(no source)"
	}
}

// introduction is who said s and how, as one would say it: "Ana Roy (mayor of Oldport) told reporters:". The span is that of
// the speaker in it.
func introduction(s dixit.Statement) (head string, speaker dixit.Span) {
	who, role, cue, end := speakerOf(s), s.Speaker.Role, dixit.TextOf(s.Cue), ":"
	if len(s.Content) == 0 {
		end = "."
	}
	name := who
	if role != "" && !strings.Contains(strings.ToLower(who), strings.ToLower(role)) {
		who += " (" + role + ")"
	}
	switch first, _, _ := strings.Cut(strings.ToLower(cue), " "); {
	case cue == "" || cue == ":":
		return who + end, dixit.Span{End: len(name)}
	case first == "according" || first == "per":
		cue = strings.ToUpper(cue[:1]) + cue[1:] + " "
		return cue + who + end, dixit.Span{Start: len(cue), End: len(cue) + len(name)}
	default:
		return who + " " + cue + end, dixit.Span{End: len(name)}
	}
}

// labelsOf are topics in one line.
func labelsOf(list []dixit.Topic) string {
	out := make([]string, len(list))
	for i, t := range list {
		out[i] = t.Label
	}
	return strings.Join(out, ", ")
}
