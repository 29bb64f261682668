package read

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"dixit"
	"dixit/internal/casetest"

	"pgregory.net/rapid"
)

// TestTables runs testdata/tables.txtar: JSON in all its forms and tables, with the fields that are given on a first line
// "map: text=body,…", if any. The encodings of a text file are those of Go's string literals in it.
func TestTables(t *testing.T) {
	casetest.Spec{Glob: "testdata/tables.txtar", AtLeast: 40, Find: func(t *testing.T, in string) string {
		var opt Options
		if rest, ok := strings.CutPrefix(in, "map: "); ok {
			pairs, data, _ := strings.Cut(rest, "\n")
			m, err := ParseMap(strings.Split(pairs, ","))
			if err != nil {
				return err.Error() + "\n"
			}
			opt.Map, in = m, data
		}
		in = strings.NewReplacer(`\xe9`, "\xe9", `\x93`, "\x93", `\x94`, "\x94", `\ufeff`, "\ufeff", `\r`, "\r", `\t`, "\t").Replace(in)
		var out strings.Builder
		for d, err := range Documents(t.Context(), []string{"-"}, strings.NewReader(in), opt) {
			if err != nil {
				fmt.Fprintf(&out, "! %v\n", err)
				continue
			}
			check(t, d)
			fmt.Fprintf(&out, "%s: %q\n", d.Name, d.Text.String())
			for _, f := range []struct{ name, value string }{
				{"title", d.Title},
				{"url", d.URL},
				{"outlet", d.Outlet},
				{"published", d.Published},
				{"lang", d.Lang},
				{"authors", strings.Join(d.Authors, " + ")},
				{"warning", strings.Join(d.Warnings, " + ")},
			} {
				if f.value != "" {
					fmt.Fprintf(&out, "  %s: %s\n", f.name, f.value)
				}
			}
		}
		return out.String()
	}}.Run(t)
}

// TestAnyDump: whatever tokens of JSON and tables come in whatever order, what is read is sound, and nothing panics.
func TestAnyDump(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		"{", "}", "[", "]", ",", ":", "\"", "\\", "\n", "\r\n", "\"text\":", "\"It rained.\"", "{\"text\":\"It rained.\"}", "\"date\":", "1514887872",
		"null", "title,text\n", "title\ttext\n", "\"\"", ";", "|", "\t", "It rained.", "\xff", "é", "\x00", "\ufeff", "{\n", "\"a.b\":",
	})
	m := rapid.SampledFrom([]Map{nil, {"text": "a.b"}, {"text": "title", "published": "text"}})
	rapid.Check(t, func(t *rapid.T) {
		data := strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "pieces"), "")
		for d, err := range Documents(context.Background(), []string{"-"}, strings.NewReader(data), Options{Map: m.Draw(t, "map"), MaxBytes: 200}) {
			if err == nil {
				check(t, d)
			} else if strings.Contains(err.Error(), "\n") || dixit.KindOf(err) == dixit.Internal {
				t.Fatalf("%q: error %q", data, err)
			}
		}
	})
}
