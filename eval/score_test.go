package eval_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"dixit/eval"

	"github.com/google/go-cmp/cmp"
)

// reference is what the reference scorer prints for the arguments.
func reference(t *testing.T, shared string, args ...string) string {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3")
	}
	out, err := exec.CommandContext(t.Context(), python, append([]string{filepath.Join(shared, "score", "score.py")}, args...)...).Output()
	if err != nil {
		t.Fatalf("score.py: %v", err)
	}
	return string(out)
}

// TestBratAgrees proves that Brat prints what the reference scorer prints, to the last digit.
func TestBratAgrees(t *testing.T) {
	shared := shared(t)
	gold := filepath.Join(shared, "corpora", "polnear", "dev", "attributions")
	texts := filepath.Join(shared, "corpora", "polnear", "dev", "text")
	changes := []func(*rand.Rand, *annotation){dropAnnotations, shiftAnnotations, mergeAnnotations}
	for _, changed := range []bool{false, true} {
		t.Run(fmt.Sprintf("changed=%t", changed), func(t *testing.T) {
			pred := t.TempDir()
			files := annotators(t, gold, texts, !changed)
			for i, base := range slices.Sorted(maps.Keys(files)) {
				a := readAnnotation(t, files[base])
				if changed {
					changes[i%len(changes)](rand.New(rand.NewPCG(uint64(i), 7)), &a)
				}
				write(t, filepath.Join(pred, base+".ann"), a.String())
			}
			report, err := eval.Brat(t.Context(), gold, texts, eval.BratFolder(pred))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(reference(t, shared, "brat", gold, texts, pred), report.String()); diff != "" {
				t.Errorf("score.py has -, Brat has +:\n%s", diff)
			}
		})
	}
}

// annotators gives for every text the file of its first annotator, or of its last one.
func annotators(t *testing.T, gold, texts string, first bool) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(gold, "*.ann"))
	if err != nil {
		t.Fatal(err)
	}
	sort.Strings(files)
	out := make(map[string]string)
	for _, f := range files {
		base := strings.TrimSuffix(filepath.Base(f), ".ann")
		if _, err := os.Stat(filepath.Join(texts, base+".txt")); err != nil {
			base = base[:strings.LastIndexByte(base, '_')]
		}
		if _, have := out[base]; !have || !first {
			out[base] = f
		}
	}
	return out
}

// annotation is a brat file taken apart: T lines by id, E lines by their arguments.
type annotation struct {
	ids    []string
	spans  map[string]*bound
	events [][]string
}

type bound struct {
	role   string
	places [][2]int
}

func readAnnotation(t *testing.T, path string) annotation {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	a := annotation{spans: make(map[string]*bound)}
	for line := range strings.Lines(string(data)) {
		p := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch {
		case len(p) < 2:
		case line[0] == 'T':
			role, places, _ := strings.Cut(p[1], " ")
			b := &bound{role: role}
			for _, place := range strings.Split(places, ";") {
				var at [2]int
				if _, err := fmt.Sscan(place, &at[0], &at[1]); err != nil {
					t.Fatalf("%s: %q: %v", path, line, err)
				}
				b.places = append(b.places, at)
			}
			a.ids, a.spans[p[0]] = append(a.ids, p[0]), b
		case line[0] == 'E':
			a.events = append(a.events, strings.Fields(p[1]))
		}
	}
	return a
}

func (a annotation) String() string {
	var b strings.Builder
	for _, id := range a.ids {
		s := a.spans[id]
		places := make([]string, len(s.places))
		for i, p := range s.places {
			places[i] = fmt.Sprintf("%d %d", p[0], p[1])
		}
		fmt.Fprintf(&b, "%s\t%s %s\twords\n", id, s.role, strings.Join(places, ";"))
	}
	for i, e := range a.events {
		fmt.Fprintf(&b, "E%d\t%s\n", i+1, strings.Join(e, " "))
	}
	return b.String()
}

// dropAnnotations leaves out events, and single roles of those that stay.
func dropAnnotations(r *rand.Rand, a *annotation) {
	var kept [][]string
	for _, e := range a.events {
		if r.IntN(4) == 0 {
			continue
		}
		if len(e) > 2 && r.IntN(4) == 0 {
			i := 1 + r.IntN(len(e)-1)
			e = append(e[:i:i], e[i+1:]...)
		}
		kept = append(kept, e)
	}
	a.events = kept
}

// shiftAnnotations moves the ends of spans, some so far that they are empty or before the text.
func shiftAnnotations(r *rand.Rand, a *annotation) {
	for _, id := range a.ids {
		s := a.spans[id]
		for i := range s.places {
			if r.IntN(2) == 0 {
				s.places[i][0] += r.IntN(81) - 40
				s.places[i][1] += r.IntN(81) - 40
			}
		}
	}
}

// mergeAnnotations gives events the content of the next one too, and repeats some.
func mergeAnnotations(r *rand.Rand, a *annotation) {
	for i := 0; i+1 < len(a.events); i++ {
		switch r.IntN(4) {
		case 0:
			for _, argument := range a.events[i+1] {
				if rest, ok := strings.CutPrefix(argument, "Content:"); ok {
					a.events[i] = append(a.events[i], "Content2:"+rest)
				}
			}
		case 1:
			a.events = append(a.events, a.events[i])
			i++
		}
	}
}

// TestGoldAgrees proves the same of Gold.
func TestGoldAgrees(t *testing.T) {
	shared := shared(t)
	for _, set := range []string{"dev", "seed"} {
		gold := filepath.Join(shared, "gold", set)
		for name, change := range map[string]func(*rand.Rand, []record) []record{
			"gold": func(_ *rand.Rand, all []record) []record { return all }, "dropped": dropRecords, "shifted": shiftRecords,
			"merged": mergeRecords, "relabelled": relabelRecords,
		} {
			t.Run(set+"/"+name, func(t *testing.T) {
				pred := t.TempDir()
				files, err := filepath.Glob(filepath.Join(gold, "*.jsonl"))
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range files {
					r := rand.New(rand.NewPCG(uint64(len(f)), uint64(f[len(f)-7])))
					write(t, filepath.Join(pred, filepath.Base(f)), recordLines(t, change(r, records(t, f))))
				}
				report, err := eval.Gold(t.Context(), gold, eval.RecordFolder(pred))
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(reference(t, shared, "gold", gold, pred), report.String()); diff != "" {
					t.Errorf("score.py has -, Gold has +:\n%s", diff)
				}
			})
		}
	}
}

// record is a line of gold as plain JSON.
type record map[string]any

func (r record) spans(role string) []any {
	list, _ := r[role].([]any)
	if one, ok := r[role].(map[string]any); ok {
		list = []any{one}
	}
	return list
}

func records(t *testing.T, path string) []record {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []record
	for line := range bytes.Lines(data) {
		var r record
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		out = append(out, r)
	}
	return out
}

func recordLines(t *testing.T, all []record) string {
	t.Helper()
	var b strings.Builder
	for _, r := range all {
		line, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(line)
		b.WriteString("\n\n")
	}
	return b.String()
}

func dropRecords(r *rand.Rand, all []record) []record {
	var kept []record
	for _, rec := range all {
		if r.IntN(4) == 0 {
			continue
		}
		if role := []string{"mention", "cue", "content", "tier", "id", "type", "chain"}[r.IntN(7)]; r.IntN(3) == 0 && (role != "type" || rec["type"] == "statement") {
			delete(rec, role)
		}
		kept = append(kept, rec)
	}
	return kept
}

func shiftRecords(r *rand.Rand, all []record) []record {
	for _, rec := range all {
		for _, role := range []string{"mention", "cue", "content"} {
			for _, s := range rec.spans(role) {
				if at := s.(map[string]any); r.IntN(2) == 0 {
					at["start"] = at["start"].(float64) + float64(r.IntN(61)-30)
					at["end"] = at["end"].(float64) + float64(r.IntN(61)-30)
				}
			}
		}
	}
	return all
}

func mergeRecords(r *rand.Rand, all []record) []record {
	for i := range len(all) - 1 {
		switch r.IntN(3) {
		case 0:
			all[i]["content"] = append(all[i].spans("content"), all[i+1].spans("content")...)
		case 1:
			all = append(all, all[i])
		}
	}
	return all
}

// relabelRecords changes fields and gives names as objects, as the program does.
func relabelRecords(r *rand.Rand, all []record) []record {
	label := func(v any) any {
		s, _ := v.(string)
		switch r.IntN(5) {
		case 0:
			return map[string]any{"name": strings.ToUpper(s) + "."}
		case 1:
			return map[string]any{"name": "the " + s}
		case 2:
			return s[strings.LastIndexByte(s, ' ')+1:]
		case 3:
			return nil
		default:
			return map[string]any{"name": s, "kind": "person"}
		}
	}
	for i, rec := range all {
		if rec["type"] != "statement" {
			continue
		}
		if s, ok := rec["speaker"].(string); ok && s != "" {
			rec["speaker"] = label(s)
		}
		for _, list := range []string{"addressee", "chain"} {
			for j, v := range rec.spans(list) {
				rec[list].([]any)[j] = label(v)
			}
		}
		rec["when"] = map[string]any{"edtf": rec["when"], "basis": "none"}
		switch r.IntN(5) {
		case 0:
			rec["tier"] = 2
		case 1:
			rec["parent"] = all[r.IntN(i+1)]["id"]
		case 2:
			rec["kind"], rec["act"] = "question", "ask"
		case 3:
			rec["when"] = nil
			rec["addressee"] = []any{"Donald Trump"}
		}
	}
	return all
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
