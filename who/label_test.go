package who

import (
	"strings"
	"testing"

	"dixit"
)

// TestLabels: who the labels of a transcript name, given its title and what its text tells.
func TestLabels(t *testing.T) {
	for _, c := range []struct{ title, text, want string }{ // a label is what stands before ": "
		{"Briefing by Press Secretary Ada Lind", "MS. LIND: Thank you.", `"Ada Lind" person, role "Press Secretary"`},
		{"", "Press Secretary Ada Lind answers.\nMS. LIND: Thank you.", `"Ada Lind" person, role "Press Secretary"`},
		{"", "MS. LIND: Thank you.", `"Lind" person, role ""`},
		{"", "SECRETARY LIND-MOSS: Thank you.", `"Lind-Moss" person, role "Secretary"`},
		{"", "MR. McCARTHY: Thank you.", `"McCarthy" person, role ""`},
		{"", "ADA LIND: Thank you.", `"Ada Lind" person, role ""`},
		{"Remarks by President Moss at the Bridge", "THE PRESIDENT: Thank you.", `"Moss" person, role "President"`},
		{"Remarks by President Bo Moss at the Bridge", "THE PRESIDENT: Thank you.", `"Bo Moss" person, role "President"`},
		{"Remarks by Vice President Lind and President Moss", "THE VICE PRESIDENT: Thank you.", `"Lind" person, role "Vice President"`},
		{"Remarks by Vice President Lind and President Moss", "THE PRESIDENT: Thank you.", `"Moss" person, role "President"`},
		{"Remarks", "We thank President Bo Moss for it.\nTHE PRESIDENT: Thank you.", `"Bo Moss" person, role "President"`},
		{"Remarks", "THE PRESIDENT: Thank you.", `"president" person, role ""`},
		{"", "President of Harford Ada Lind: Friends.", `"Ada Lind" person, role "President of Harford"`},
		{"", "Ada Lind built it.\nAL: I did.", `"Ada Lind" person, role ""`},
		{"", "Q: Is it?", `"reporter" anonymous, role ""`},
		{"", "QUESTION: Is it?", `"reporter" anonymous, role ""`},
		{"", "AUDIENCE MEMBER: Yes.", `"audience member" anonymous, role ""`},
		{"", "AUDIENCE: Yes.", `"audience" collective, role ""`},
		{"", "SENIOR ADMINISTRATION OFFICIAL: Yes.", `"senior administration official" anonymous, role ""`},
		{"", "The architect Ada Lind has written a book.\nA: I have.", `"Ada Lind" person, role "architect"`},
		{"", "Ada Lind and Bo Moss have written a book.\nA: I have.", `"interviewee" anonymous, role ""`},
		{"", "The Prime Minister (Mr John Smith): I thank him.", `"John Smith" person, role "Prime Minister"`},
	} {
		d := article(t, c.text)
		d.Title = c.title
		last := strings.LastIndex(c.text, "\n") + 1
		label := dixit.Span{Start: last, End: last + strings.Index(c.text[last:], ":")}
		d.Blocks[len(d.Blocks)-1].Turn = label
		got := show(Speakers(d, []Place{{Mention: label, Cue: dixit.Span{Start: label.End, End: label.End + 1}, Label: true}})[0])
		if got, _, _ = strings.Cut(got, ", by "); got != c.want {
			t.Errorf("%s\n%s\n\tgot  %s\n\twant %s", c.title, c.text, got, c.want)
		}
	}
}
