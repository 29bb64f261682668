package sqlite

import "testing"

// In a ledger of the first schema the pages are found on which its documents stood.
func TestVersionsUpgraded(t *testing.T) {
	s := closing(t, openAt(t, unpacked(t)))
	found := 0
	for _, a := range before() {
		if a.URL == "" {
			continue
		}
		list, err := s.Versions(t.Context(), a.URL+"/#top")
		if err != nil || len(list) != 1 || list[0].Doc.ID != a.ID || list[0].Added == 0 {
			t.Errorf("%s: %v, %v", a.URL, list, err)
		}
		found++
	}
	if found == 0 {
		t.Error("no article has a URL")
	}
}
