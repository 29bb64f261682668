package eval_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"dixit"
	"dixit/eval"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// folder is the files of a txtar archive of testdata, and what its section "want" says.
func folder(t *testing.T, name string) (dir, want string) {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	if err := txtar.Write(archive, dir); err != nil {
		t.Fatal(err)
	}
	return dir, string(archive.Files[len(archive.Files)-1].Data)
}

func TestBrat(t *testing.T) {
	dir, want := folder(t, "attributions.txtar")
	report, err := eval.Brat(t.Context(), filepath.Join(dir, "gold"), filepath.Join(dir, "text"), eval.BratFolder(filepath.Join(dir, "pred")))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, report.String()); diff != "" {
		t.Error(diff)
	}
}

func TestGold(t *testing.T) {
	dir, want := folder(t, "records.txtar")
	report, err := eval.Gold(t.Context(), filepath.Join(dir, "gold"), eval.RecordFolder(filepath.Join(dir, "pred")))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, report.String()); diff != "" {
		t.Error(diff)
	}
}

// TestPredictor shows what a predictor is told, and that statements made by the program are scored like those read from files.
func TestPredictor(t *testing.T) {
	dir, _ := folder(t, "records.txtar")
	report, err := eval.Gold(t.Context(), filepath.Join(dir, "gold"), func(_ context.Context, a eval.Article) ([]eval.Item, error) {
		if a.Name != "a" || a.Outlet != "The Oldport Post" || a.Published != "2024-05-06" || a.URL != "" {
			t.Errorf("article is %q, %q, %q, %q", a.Name, a.Outlet, a.Published, a.URL)
		}
		return eval.Items([]dixit.Statement{statement(t, a.Text, "Ana Roy", "said", "the bridge “is safe.”")}), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if report.Full != 0 || report.Content != 1 || report.Exact != 1 || report.Cue != 1 || report.Predicted != 1 {
		t.Errorf("got\n%s", report) // the mention is only two words of six
	}
	failed := errors.New("no such thing")
	_, err = eval.Gold(t.Context(), filepath.Join(dir, "gold"), func(context.Context, eval.Article) ([]eval.Item, error) { return nil, failed })
	if !errors.Is(err, failed) || !strings.Contains(err.Error(), "article a: ") {
		t.Errorf("error is %v", err)
	}
}

func statement(t *testing.T, text, source, cue, content string) dixit.Statement {
	t.Helper()
	indexed, err := dixit.NewText(text)
	if err != nil {
		t.Fatal(err)
	}
	fragment := func(words string) dixit.Fragment {
		at := strings.Index(text, words)
		f, err := indexed.Fragment(dixit.Span{Start: at, End: at + len(words)})
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	return dixit.Statement{
		Speaker: dixit.Speaker{Name: source}, Mention: fragment(source), Cue: []dixit.Fragment{fragment(cue)},
		Content: []dixit.Fragment{fragment(content)}, Kind: dixit.Mixed, Act: "state",
	}
}

func TestOutermost(t *testing.T) {
	text := "He said she said it rains. They nodded."
	outer := statement(t, text, "He", "said", "she said it rains")
	inner := statement(t, text, "she", "said", "it rains")
	inner.Parent = "outer"
	gesture := dixit.Statement{Cue: statement(t, text, "They", "nodded", "nodded").Cue}
	got := eval.Outermost([]dixit.Statement{outer, inner, gesture})
	if len(got) != 1 || !cmp.Equal(got[0].Content, []eval.Range{{Start: 8, End: 25}}) {
		t.Errorf("got %v", got)
	}
}

// TestDamaged reads gold that is not as it should be.
func TestDamaged(t *testing.T) {
	for name, c := range map[string]struct {
		file, data, want string
		kind             dixit.ErrorKind
	}{
		"no ends":    {"a.ann", "T1\tContent\twords\n", "a.ann:1: span without a place", dixit.Unreadable},
		"one end":    {"a.ann", "\nT1\tContent 3\twords\n", "a.ann:2: span without two ends", dixit.Unreadable},
		"no number":  {"a.ann", "T1\tContent x 3\twords\n", "a.ann:1: strconv.Atoi", dixit.Unreadable},
		"no json":    {"a.jsonl", "{}\n{\"type\":\n", "a.jsonl:2: ", dixit.Unreadable},
		"wrong json": {"a.jsonl", "{\"cue\":7}\n", "a.jsonl:1: ", dixit.Unreadable},
		"no files":   {"a.other", "", "no .ann files", dixit.Unreadable},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, filepath.Join(dir, "a.txt"), "Some words.")
			write(t, filepath.Join(dir, c.file), c.data)
			var err error
			if filepath.Ext(c.file) == ".jsonl" {
				_, err = eval.Gold(t.Context(), dir, eval.RecordFolder(dir))
			} else {
				_, err = eval.Brat(t.Context(), dir, dir, eval.BratFolder(dir))
			}
			if err == nil || !strings.Contains(err.Error(), c.want) || dixit.KindOf(err) != c.kind {
				t.Errorf("got %v (%v), want %q (%v)", err, dixit.KindOf(err), c.want, c.kind)
			}
		})
	}
}

// TestAbsent scores folders without predictions, and gold without its text.
func TestAbsent(t *testing.T) {
	dir, _ := folder(t, "attributions.txtar")
	gold, texts := filepath.Join(dir, "gold"), filepath.Join(dir, "text")
	report, err := eval.Brat(t.Context(), gold, texts, eval.BratFolder(t.TempDir()))
	if err != nil || report.Predicted != 0 || report.Gold != 3 {
		t.Errorf("without predictions: %v\n%s", err, report)
	}
	if _, err := eval.Brat(t.Context(), gold, t.TempDir(), eval.BratFolder(gold)); dixit.KindOf(err) != dixit.Unreadable {
		t.Errorf("without texts: %v", err)
	}
}
