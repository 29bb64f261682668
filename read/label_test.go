package read

import (
	"testing"

	"dixit"
)

// TestLabelled: which lines of a text are another article's, the site's, or a picture's, and which are paragraphs.
func TestLabelled(t *testing.T) {
	for line, want := range map[string]dixit.Region{
		"RELATED: Mayor says bridge will stay closed":                                     dixit.LinkLine,
		"READ MORE: ‘The bridge is safe,’ mayor says.":                                    dixit.LinkLine,
		"See also: Council accuses mayor of hiding the report.":                           dixit.LinkLine,
		"[Watch: Ada Lind discusses the flood in the nine o’clock hour]":                  dixit.LinkLine,
		"(PHOTOS: What they are saying about the bridge)":                                 dixit.LinkLine,
		"Correction: An earlier version of this story said the bridge opened in May.":     dixit.Boilerplate,
		"Editor’s note: This article misstated what the mayor said. We regret the error.": dixit.Boilerplate,
		"Follow @harfordpost":                dixit.Boilerplate,
		"Copyright © 2019 The Harford Post.": dixit.Boilerplate,
		"Image: Harford Council.":            dixit.Caption,
		"Mayor Ada Lind says farewell to the old bridge in Harford, May 4, 2020. REUTERS/Bo Moss":  dixit.Caption,
		"Ada Lind speaks to reporters at the bridge on Monday. (Photo by Bo Moss/Harford Post)":    dixit.Caption,
		"Hide caption The mayor says the bridge will open.":                                        dixit.Caption,
		"Related was the mayor’s call for a new bridge.":                                           "",
		"Watchdogs say the mayor has hidden the report.":                                           "",
		"Also on Thursday, the mayor offered a proposal.":                                          "",
		"More: that was what the mayor said she wanted, and more of it, of everything." + pad(300): "",
		"The mayor said: “More.”":                                                                  "",
		"Photographs from the bridge show the mayor, police said.":                                 "",
	} {
		if got := labelled(line); got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

func pad(n int) string { return string(make([]byte, n)) }
