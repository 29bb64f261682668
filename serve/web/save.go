package web

import (
	"net/http"
	"strings"

	"dixit"
	"dixit/serve/feed"
)

// feedsOf are the feeds of what is at some path under /feeds/FORMAT, with what it asks for.
func feedsOf(rest string) []twin {
	var out []twin
	for _, one := range feed.Formats() {
		out = append(out, twin{feedName(one.Name), "/feeds/" + one.Name + rest})
	}
	return out
}

// feedName is what a format of feeds is called.
func feedName(format string) string {
	switch format {
	case "atom":
		return "Atom"
	case "json":
		return "JSON Feed"
	}
	return strings.ToUpper(format)
}

// save keeps a search under a name, and leads to it.
func (f *face) save(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return dixit.Errorf(dixit.Invalid, "form: %w", err)
	}
	saved, err := f.Save(r.Context(), strings.TrimSpace(r.PostFormValue("name")), strings.TrimSpace(r.PostFormValue("q")))
	if err != nil {
		return err
	}
	http.Redirect(w, r, searchFor("@"+saved.Name), http.StatusSeeOther)
	return nil
}
