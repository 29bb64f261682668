package read

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// BenchmarkDumps reads the same 500 articles in each of the forms of dumps.
func BenchmarkDumps(b *testing.B) {
	article := strings.Repeat("“The road,” Ada Lind said, “will be mended before winter, if it does not rain.”\n", 60)
	var ndjson, list, csv strings.Builder
	csv.WriteString("id,title,url,published,text\n")
	list.WriteString("[")
	for i := range 500 {
		object := fmt.Sprintf(`{"id":"%d","title":"Road %[1]d","url":"https://example.org/%[1]d","published":"2024-05-01","text":%q}`, i, article)
		fmt.Fprintf(&ndjson, "%s\n", object)
		fmt.Fprintf(&list, "%s,\n", object)
		fmt.Fprintf(&csv, "%d,Road %[1]d,https://example.org/%[1]d,2024-05-01,\"%s\"\n", i, article)
	}
	for _, c := range []struct{ name, data string }{{"ndjson", ndjson.String()}, {"list", list.String() + "{}]"}, {"csv", csv.String()}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.data)))
			for b.Loop() {
				n := 0
				for _, err := range Documents(b.Context(), []string{"-"}, bytes.NewReader([]byte(c.data)), Options{}) {
					if err == nil {
						n++
					}
				}
				if n != 500 {
					b.Fatalf("%d documents", n)
				}
			}
		})
	}
}
