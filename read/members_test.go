package read

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"dixit"
	"dixit/internal/casetest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestMemberNames: whatever 10,000 members of an archive are called, each is read once or passed over as in a folder, none leads to a
// file, nothing is written, and what is shown of a name is printable.
func TestMemberNames(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "x/secret.txt", "Not in the archive.")
	write(t, dir, "x/a.meta.json", `{"title":"Not in the archive"}`)
	t.Chdir(filepath.Join(dir, "x"))
	piece := rapid.SampledFrom([]string{
		"..", "/", "../", `..\`, "a", "secret.txt", "a.txt", "!/", "C:", "\x00", "\n", "\x1b[31m", "\u202e", "\xff", ".", "~", "é", "📰",
		"con", "%2e%2e", strings.Repeat("long", 70), " ", "-", "$(id)", ".gz", "\u200b", "\ufeff",
	})
	name := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(piece, 1, 6).Draw(t, "pieces"), "") })
	const each = 500
	for round := range 20 {
		members := make([]memberFile, each)
		for i := range members {
			members[i] = memberFile{name.Example(round*each + i), "It rained."}
		}
		pack := tarOf
		if round%2 == 0 {
			pack = zipOf
		}
		read := 0
		for d, err := range Documents(t.Context(), []string{"-"}, strings.NewReader(pack(members...)), Options{}) {
			if err != nil {
				if !printed(err.Error()) {
					t.Errorf("error %q", err)
				}
				continue
			}
			check(t, d)
			read++
			if d.Text.String() != "It rained." || d.Title != "" {
				t.Errorf("%q: text %q, title %q", d.Path, d.Text.String(), d.Title)
			}
			if !printed(d.Path) || !strings.HasPrefix(d.Path, "stdin!/") || !strings.HasPrefix(d.Name, "stdin-") || !filepath.IsLocal(d.Name) || len(d.Name) > 125 || !printed(d.Name) {
				t.Errorf("path %q, name %q", d.Path, d.Name)
			}
		}
		if read < each/3 {
			t.Errorf("round %d: %d read of %d", round, read, each)
		}
	}
	var found []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			found = append(found, filepath.Base(path))
		}
		return err
	})
	if err != nil || strings.Join(found, " ") != "a.meta.json secret.txt" {
		t.Errorf("files %q, %v", found, err)
	}
}

// printed reports whether a terminal shows s as it is.
func printed(s string) bool {
	for _, c := range s {
		if !unicode.IsPrint(c) {
			return false
		}
	}
	return utf8.ValidString(s)
}

// TestNameOf: members of one name in different folders, or whose long names begin alike, keep names of their own.
func TestNameOf(t *testing.T) {
	long := strings.Repeat("long/", 60)
	seen := map[string]string{}
	for path, want := range map[string]string{
		"news/a.html":               "a",
		"news/a.html.gz":            "a",
		"a.tar.gz!/b/c.txt":         "a-b_c",
		"a.tar.gz!/c.txt":           "a-c",
		"b.zip!/./c.txt.zst":        "b-c",
		"b.zip!/../../c.d.txt":      "b-c.d",
		"b.zip!/" + long + "a.html": "",
		"b.zip!/" + long + "b.html": "",
		".gz":                       "gz",
	} {
		got := nameOf(path)
		if want != "" && got != want || len(got) > 120 || seen[got] != "" && want == "" {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
		seen[got] = path
	}
}

// TestGofeedArchive reads the archive of test feeds as it is, and then the files in it one by one, as one run: both give the same.
func TestGofeedArchive(t *testing.T) {
	path := filepath.Join(casetest.Shared(t, "..", "corpora/feeds-gofeed"), "gofeed-testdata.zip")
	sums := func(list *[]string) func(*dixit.Document, error) bool {
		return func(d *dixit.Document, err error) bool {
			if err != nil {
				*list = append(*list, err.Error())
				return true
			}
			check(t, d)
			*list = append(*list, d.Path+" "+d.SHA256)
			return true
		}
	}
	var whole, single []string
	for d, err := range Documents(t.Context(), []string{path}, nil, Options{}) {
		sums(&whole)(d, err)
	}
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	opt := Options{seen: map[[32]byte]bool{}}
	for _, f := range z.File {
		if f.Mode().IsDir() || ignoredMember(f.Name) {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		stream(t.Context(), path+within+f.Name, r, opt, sums(&single))
	}
	if diff := cmp.Diff(single, whole); diff != "" || len(whole) < 1000 {
		t.Errorf("%d (-one by one +whole):\n%s", len(whole), diff)
	}
}
