package main

import (
	"fmt"
	"strings"

	"dixit"
	"dixit/copies"
)

// originalOf says what a document is a copy of: "copy of Reuters", "copy of The Oldport Post, 2024-05-06"; "" if o is nil.
func originalOf(o *dixit.Original) string {
	if o == nil {
		return ""
	}
	kept := list(", ", dixit.Publisher(o.Outlet, o.URL, o.Doc), o.Published[:min(len(o.Published), len("2006-01-02"))])
	switch {
	case o.Kind == string(copies.Version):
		return "version of " + list(", ", o.URL, kept)
	case o.Kind == string(copies.Story) && o.Agency == "":
		return "of one story with " + kept
	case o.Agency == "":
		return "copy of " + kept
	case o.Doc == "" || copies.IsOwn(o.Agency, o.Outlet):
		return "copy of " + o.Agency
	default:
		return "copy of " + o.Agency + ", as in " + kept
	}
}

// likeness says how o was found to be the original; "" if it was not looked at.
func likeness(o *dixit.Original) string {
	if o == nil || o.Kind == "" {
		return ""
	}
	return fmt.Sprintf(" (%s, %.0f %% of it)", o.Kind, 100*o.Share)
}

// copiesIn says where else a statement stands: "also in 3 copies: The Oldport Post, The Bay Times"; "" if nowhere.
func copiesIn(copies []dixit.Copy) string {
	if len(copies) == 0 {
		return ""
	}
	var names []string
	seen := map[string]bool{}
	for _, c := range copies {
		if name := dixit.Publisher(c.Outlet, c.URL, c.Doc); !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	n := fmt.Sprintf("%d copies", len(copies))
	if len(copies) == 1 {
		n = "1 copy"
	}
	return "also in " + n + ": " + strings.Join(names, ", ")
}

// foundAt is where the bytes of a document were found again.
func foundAt(a dixit.Address) string {
	if a.URL == "" {
		return list(", ", a.Path, a.Outlet)
	}
	return list(", ", a.URL, a.Outlet)
}
