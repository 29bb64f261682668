package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"dixit"
	"dixit/ledger/ledgertest"
	"dixit/serve"
)

// hedged are articles of four outlets with the same words, of which one drops a hedge that the others have.
func hedged() []ledgertest.Article {
	var out []ledgertest.Article
	for i, outlet := range []string{"Oldport Post", "Bay Times", "Cape Herald", "Night Mail"} {
		words := "I think the new stone bridge across the river will stand before the winter storms come to Oldport"
		if outlet == "Night Mail" {
			words = strings.TrimPrefix(words, "I think ")
		}
		a := ledgertest.Article{
			ID: fmt.Sprint("hedge", i), URL: fmt.Sprintf("https://%d.example/bridge", i), Outlet: outlet, Title: fmt.Sprint("Roy on the bridge, ", i), Published: fmt.Sprintf("2024-05-%02d", 6+i),
			Says: []ledgertest.Say{{Speaker: "Ana Roy", Cue: "said", Parts: []string{words}, When: "2024-05-05"}},
		}
		if i < 3 { // or it would be a copy of another
			a.Says = append(a.Says, ledgertest.Say{Speaker: "Cy Fox", Cue: "asked", Parts: []string{[]string{
				"who is to pay for the masons, the divers and the cranes which the council hired in spring without asking anybody at all",
				"why ferries that ran for a century were sold to a dealer from abroad a week before the first pier had even been sunk",
				"whether schools on the far bank will open again when buses can cross, as teachers had been told in letters last autumn",
			}[i]}})
		}
		if outlet == "Night Mail" {
			a.Says = append(
				a.Says,
				ledgertest.Say{Speaker: "an official", Source: dixit.Anonymous, Cue: "said", Parts: []string{"nobody has paid for the second pier"}, Chain: []string{"Oldport Radio"}},
				ledgertest.Say{Speaker: "city hall", Source: dixit.Organisation, Cue: "announced", Parts: []string{"that tolls begin in May"}, Kind: dixit.Indirect},
				ledgertest.Say{Speaker: "Bo Li", Cue: "warned", Parts: []string{"of ice"}, Kind: dixit.Indirect},
			)
		}
		out = append(out, a)
	}
	return out
}

// TestHabits proves that an outlet's habits are counted against those of all, and lead to the statements that have them.
func TestHabits(t *testing.T) {
	s := newSite(t, hedged()...)
	body := s.page("/o/Night%20Mail")
	for _, want := range []string{
		`source%3Aanonymous">1</a></td><td class="num">25 %`, `depth%3E1">1</a>`, `<td class="num">10 %</td>`,
		`Of <a href="/o/Night%20Mail/hedges">1 hedge</a>`, `it left out <a href="/o/Night%20Mail/hedges">1</a>`, `source%3Aanonymous"><span>anonymous</span> <b>1</b>`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in\n%s", want, body)
		}
	}
	if body := s.page("/o/Night%20Mail/hedges"); !strings.Contains(body, "left out") || !strings.Contains(body, "3 with it, 0 without") {
		t.Errorf("the hedge is not listed:\n%s", body)
	}
	var h serve.OutletHabits
	for _, path := range []string{"/o/Night%20Mail/habits.json", "/api/v1/outlets/Night%20Mail/habits"} {
		s.json(path, &h)
		if h.Total != 4 || h.Hedges.Dropped != 1 || h.Hedges.Kept != 0 || len(h.Shares) != 4 || h.Shares[0].N != 1 || h.Shares[0].AllOf != 10 || len(h.Values["source"]) != 3 {
			t.Errorf("%s: %+v", path, h)
		}
	}
	if s.json("/o/Bay%20Times/habits.json", &h); h.Hedges.Kept != 1 || h.Hedges.Dropped != 0 {
		t.Errorf("of one that has the hedge: %+v", h.Hedges)
	}
	status, header, csv := s.get("/o/Night%20Mail/habits.csv")
	if status != http.StatusOK || !strings.HasPrefix(header.Get("Content-Type"), "text/csv") || !strings.Contains(csv, "\nhabit,unnamed,1,4\n") || !strings.Contains(csv, "\nhedges,dropped,1,1\n") {
		t.Errorf("%d %s\n%s", status, header.Get("Content-Type"), csv)
	}
	for _, path := range []string{"/o/Nobody/habits.json", "/o/Night%20Mail/hedges.csv", "/o/Night%20Mail/other"} {
		if status, _, _ := s.get(path); status != http.StatusNotFound {
			t.Errorf("%s: %d", path, status)
		}
	}
}
