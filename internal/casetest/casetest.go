// Package casetest runs specifications by example: txtar files of small inputs with what is wanted of each beside it. It is
// for tests only.
package casetest

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what was found into testdata as what is wanted; read the diff")

// Update reports whether golden files are to be rewritten: the flag -update.
func Update() bool { return *update }

// Spec is a collection of cases: in each file of Glob, NAME is an input and NAME.want what is wanted of it.
type Spec struct {
	Glob    string
	AtLeast int // fewer cases than this are an error
	// Known are cases, as "file/name" without the ending, whose wanted result is right and is not found yet, with the reason.
	// One that passes must leave the list.
	Known map[string]string
	// Find is what is tested: the result for one input, in a form that a person can read.
	Find func(t *testing.T, in string) string
}

// Run runs the cases. With -update it writes results as wanted, but not those of known failures.
func (s Spec) Run(t *testing.T) {
	t.Helper()
	files, err := filepath.Glob(s.Glob)
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for _, path := range files {
		cases += s.file(t, path)
	}
	if cases < s.AtLeast {
		t.Errorf("%s: %d cases, want at least %d", s.Glob, cases, s.AtLeast)
	}
}

// file runs the cases of one file and returns how many there are.
func (s Spec) file(t *testing.T, path string) int {
	t.Helper()
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, f := range a.Files {
		want[f.Name] = string(f.Data)
	}
	out := &txtar.Archive{Comment: a.Comment}
	for _, f := range a.Files {
		if strings.HasSuffix(f.Name, ".want") {
			continue
		}
		name := strings.TrimSuffix(filepath.Base(path), ".txtar") + "/" + f.Name
		wanted := f.Name + ".want"
		got := s.Find(t, string(f.Data))
		diff := cmp.Diff(want[wanted], got)
		switch _, known := s.Known[name]; {
		case known && diff == "":
			t.Errorf("%s: no longer failing: take it off the list of known failures", name)
		case known || diff == "":
		case *update:
			want[wanted] = got
		default:
			t.Errorf("%s: %s(-want +got):\n%s", name, f.Data, diff)
		}
		out.Files = append(out.Files, f, txtar.File{Name: wanted, Data: []byte(want[wanted])})
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return len(out.Files) / 2
}

// Shared is the path of a file or folder of real material in the folder "shared" beside the repository; dir is the way from
// the test's package to the repository's root. The test is skipped where there is none.
func Shared(t testing.TB, dir, path string) string {
	t.Helper()
	full := filepath.Join(dir, "..", "shared", filepath.FromSlash(path))
	if _, err := os.Stat(full); err != nil {
		t.Skipf("no shared/%s beside the repository", path)
	}
	return full
}
