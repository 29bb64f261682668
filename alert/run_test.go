package alert_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"dixit/ledger"
)

// web is a receiver: it answers as it is told to, and keeps what it got.
type web struct {
	mu     sync.Mutex
	answer func(n int) (int, error) // the status of the nth request
	got    []request
}

type request struct {
	id, at, signature string
	body              []byte
	when              time.Time
}

func (w *web) at(uint16) http.RoundTripper { return w }

func (w *web) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	h := req.Header
	w.got = append(w.got, request{h.Get("Webhook-Id"), h.Get("Webhook-Timestamp"), h.Get("Webhook-Signature"), body, time.Now()})
	status := http.StatusNoContent
	if w.answer != nil {
		if status, err = w.answer(len(w.got)); err != nil {
			return nil, err
		}
	}
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(nil)), Request: req}, nil
}

// words are what statements of the requests say.
func (w *web) words(t *testing.T) (out []string) {
	t.Helper()
	for _, r := range w.got {
		var m struct {
			Type string
			Data struct {
				Alert, Query string
				Statement    struct{ Content []struct{ Text string } }
			}
		}
		if err := json.Unmarshal(r.body, &m); err != nil {
			t.Fatal(err)
		}
		if m.Type != "search.gained" || m.Data.Alert != "moe" || m.Data.Query != "speaker:moe" {
			t.Errorf("%s", r.body)
		}
		out = append(out, strings.Trim(m.Data.Statement.Content[0].Text, "“”,"))
	}
	return out
}

// TestGained: what was there before is not told; what comes is, each statement once, also by another run.
func TestGained(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, w := newStore(), &web{}
		s.gain(t, said("Ann Moe", "Old news"))
		stop := running(t, s, hook, w)
		time.Sleep(minute)
		s.gain(t, said("Ann Moe", "First"), said("Bo Li", "Not hers"), said("Ann Moe", "Second"))
		s.gain(t, said("Bo Li", "Nothing for her"))
		time.Sleep(3 * minute)
		stop()
		s.gain(t, said("Ann Moe", "Third"))
		stop = running(t, s, hook, w)
		time.Sleep(3 * minute)
		if log := stop(); log != "" {
			t.Error(log)
		}
		if got := strings.Join(w.words(t), ", "); got != "First, Second, Third" {
			t.Errorf("told: %s", got)
		}
	})
}

// TestAgain: a message that is not taken is sent again under its id, with longer and longer gaps, and then again in the next round,
// and nothing is left out.
func TestAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, w := newStore(), &web{answer: func(n int) (int, error) {
			switch {
			case n < 4:
				return http.StatusInternalServerError, nil
			case n < 6:
				return 0, errors.New("no route")
			case n < 8:
				return http.StatusFound, nil
			}
			return http.StatusOK, nil
		}}
		stop := running(t, s, hook, w)
		time.Sleep(time.Second)
		s.gain(t, said("Ann Moe", "First"))
		s.gain(t, said("Ann Moe", "Second"))
		time.Sleep(2 * time.Hour)
		if log := stop(); strings.Count(log, "level=ERROR") != 1 || !strings.Contains(log, "no route") || strings.Contains(log, "/hook") {
			t.Error(log)
		}
		if len(w.got) != 9 || w.got[0].id != w.got[7].id || w.got[7].id == w.got[8].id {
			t.Fatalf("%d requests: %v", len(w.got), w.got)
		}
		for i := 2; i < 5; i++ {
			before, gap := w.got[i-1].when.Sub(w.got[i-2].when), w.got[i].when.Sub(w.got[i-1].when)
			if gap <= before || gap > time.Minute {
				t.Errorf("gap %d: %s after %s", i, gap, before)
			}
		}
		if words := w.words(t); words[7] != "First" || words[8] != "Second" {
			t.Errorf("%v", words)
		}
	})
}

// TestInTheMiddle: of an article of which a part was told, the rest is told.
func TestInTheMiddle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, w := newStore(), &web{answer: func(n int) (int, error) {
			if n > 2 && n < 14 {
				return http.StatusServiceUnavailable, nil
			}
			return http.StatusOK, nil
		}}
		stop := running(t, s, hook, w)
		time.Sleep(time.Second)
		s.gain(t, said("Ann Moe", "First"), said("Ann Moe", "Second"), said("Bo Li", "Not hers"), said("Ann Moe", "Third"), said("Ann Moe", "Fourth"))
		s.gain(t, said("Ann Moe", "Fifth"))
		time.Sleep(5 * minute)
		stop()
		stop = running(t, s, hook, w)
		time.Sleep(3 * time.Hour)
		stop()
		ids := map[string]int{}
		for _, r := range w.got {
			ids[r.id]++
		}
		if words := w.words(t); len(ids) != 5 || ids[w.got[2].id] != len(words)-4 || words[len(words)-1] != "Fifth" {
			t.Errorf("%v %v", words, ids)
		}
	})
}

// TestRefused: a message that a receiver refuses for good is passed over.
func TestRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, w := newStore(), &web{answer: func(n int) (int, error) {
			if n == 1 {
				return http.StatusUnprocessableEntity, nil
			}
			return http.StatusOK, nil
		}}
		stop := running(t, s, hook, w)
		time.Sleep(time.Second)
		s.gain(t, said("Ann Moe", "First"), said("Ann Moe", "Second"))
		time.Sleep(3 * minute)
		if log := stop(); !strings.Contains(log, "passed over") {
			t.Error(log)
		}
		if words := w.words(t); len(words) != 2 || words[1] != "Second" {
			t.Errorf("%v", words)
		}
	})
}

// TestToldAgain: what could not be remembered is told again, under the same id.
func TestToldAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, w := newStore(), &web{}
		stop := running(t, s, hook, w)
		time.Sleep(time.Second)
		s.mu.Lock()
		s.failing = errors.New("disk full")
		s.mu.Unlock()
		s.gain(t, said("Ann Moe", "First"))
		time.Sleep(minute)
		s.mu.Lock()
		s.failing = nil
		s.mu.Unlock()
		time.Sleep(10 * minute)
		if log := stop(); !strings.Contains(log, "disk full") {
			t.Error(log)
		}
		if len(w.got) != 2 || w.got[0].id != w.got[1].id {
			t.Errorf("%d requests", len(w.got))
		}
	})
}

// TestSavedSearch: an alert follows the saved search, and waits for it if there is none.
func TestSavedSearch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, w := newStore(), &web{}
		stop := running(t, s, strings.Replace(hook, `query = "speaker:moe"`, `search = "hers"`, 1), w)
		time.Sleep(time.Second)
		s.save(ledger.Saved{Name: "hers", Query: "speaker:moe"})
		time.Sleep(5 * minute)
		s.gain(t, said("Ann Moe", "First"))
		time.Sleep(2 * minute)
		if log := stop(); !strings.Contains(log, "none of that name") {
			t.Error(log)
		}
		if len(w.words(t)) != 1 {
			t.Errorf("%d requests", len(w.got))
		}
	})
}

// TestSpike: many at once are told once, with what is usual; a spike that could not be told keeps its id.
func TestSpike(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, w := newStore(), &web{answer: func(n int) (int, error) {
			if n < 7 {
				return http.StatusBadGateway, nil
			}
			return http.StatusOK, nil
		}}
		at := func(ago time.Duration, words string) {
			s.find(records(t, time.Now().Add(-ago).Format(time.RFC3339), said("Ann Moe", words))...)
		}
		for i := range 12 { // one an hour is usual
			at(time.Duration(i)*time.Hour+90*time.Minute, "Usual")
		}
		at(time.Minute, "One")
		stop := running(t, s, hook+"spike = \"hour\"\n", w)
		time.Sleep(5 * minute)
		synctest.Wait()
		if len(w.got) != 0 {
			t.Errorf("no spike was told: %s", w.got[0].body)
		}
		for range 5 {
			at(0, "Many")
		}
		time.Sleep(5 * time.Hour)
		stop()
		if len(w.got) != 7 || w.got[0].id != w.got[6].id {
			t.Fatalf("%d requests", len(w.got))
		}
		var m struct {
			Type string
			Data struct {
				Window     string
				Count      int
				Mean       float64
				Statements []json.RawMessage
			}
		}
		if err := json.Unmarshal(w.got[0].body, &m); err != nil {
			t.Fatal(err)
		}
		if d := m.Data; m.Type != "search.spiked" || d.Window != "hour" || d.Count != 6 || d.Mean != 1 || len(d.Statements) != 6 {
			t.Errorf("%+v", d)
		}
	})
}

// TestDaySpike: days are counted where no hour is known.
func TestDaySpike(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, w := newStore(), &web{}
		for day, n := range map[int]int{0: 6, 1: 14, 3: 14} {
			for range n {
				s.find(records(t, time.Now().UTC().AddDate(0, 0, -day).Format(time.DateOnly), said("Ann Moe", "Words"))...)
			}
		}
		s.find(records(t, "", said("Ann Moe", "Some day"))...)
		stop := running(t, s, hook+"spike = \"day\"\n", w)
		time.Sleep(5 * minute)
		stop()
		if len(w.got) != 1 || !strings.Contains(string(w.got[0].body), `"window":"day","count":6,"mean":2`) {
			t.Errorf("%d requests", len(w.got))
		}
	})
}
