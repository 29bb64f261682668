package read

import (
	"testing"

	"dixit"

	"github.com/google/go-cmp/cmp"
)

// TestSetAuthors: authors that are given are names of people, as those of pages are; an agency among them is whom the article is
// from, and a desk is left as it was given.
func TestSetAuthors(t *testing.T) {
	for _, c := range []struct {
		given  []string
		want   []string
		agency string
	}{
		{[]string{"Ada Lind"}, []string{"Ada Lind"}, ""},
		{[]string{"By Ada Lind, Staff Writer", "Tom Ray and Bo Li"}, []string{"Ada Lind", "Tom Ray", "Bo Li"}, ""},
		{[]string{"Ada Lind, Minister of Roads"}, []string{"Ada Lind"}, ""},
		{[]string{"Reuters"}, nil, "Reuters"},
		{[]string{"Ada Lind", "Reuters"}, []string{"Ada Lind"}, "Reuters"},
		{[]string{"alind"}, []string{"alind"}, ""},
	} {
		d := &dixit.Document{Outlet: "The Oldport Post"}
		setAuthors(d, c.given)
		if diff := cmp.Diff(c.want, d.Authors); diff != "" || d.Agency != c.agency {
			t.Errorf("%q: agency %q, authors (-want +got)\n%s", c.given, d.Agency, diff)
		}
	}
}
