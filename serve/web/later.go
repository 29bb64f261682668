package web

import (
	"context"
	"errors"
	"net/http"
	"time"

	"dixit/ledger"
	"dixit/serve"
)

// A page that needs much to be counted is made without that at first: its frame names the address of the whole page (frame.Later),
// which a script fetches to put in what is missing, and a link leads to without one.

// waits reports whether who asks waits for the whole page.
func waits(r *http.Request) bool { return r.FormValue("whole") != "" }

// soon is whole for a script, which asks again if it is not yet.
const soon = "soon"

// How long a page waits for what is to be counted, if a person waits for it, if a script does, and if nobody. It is counted on, for who
// asks again.
const (
	patience = 10 * time.Second
	while    = 200 * time.Millisecond
	moment   = 5 * time.Millisecond // a sixth of what a page may take
)

// errLater says that something is not counted yet.
var errLater = errors.New("it is not counted yet")

// patient calls get, and gives up after a while with errLater.
func patient[T any](r *http.Request, get func(context.Context) (T, error)) (v T, err error) {
	long := moment
	switch {
	case r.FormValue("whole") == soon:
		long = while
	case waits(r):
		long = patience
	}
	ctx, cancel := context.WithTimeoutCause(r.Context(), long, errLater)
	defer cancel()
	if v, err = get(ctx); err != nil && errors.Is(context.Cause(ctx), errLater) {
		err = errLater
	}
	return v, err
}

// counts are those of what in wants; not whole and without values if they take a while, and nobody said that he waits for them.
func (f *face) counts(r *http.Request, in serve.Request) (facets ledger.Facets, whole bool, err error) {
	if facets, whole, err = f.FacetsSoon(r.Context(), in); err != nil || whole {
		return facets, whole, err
	}
	if waits(r) {
		counted, err := patient(r, func(ctx context.Context) (ledger.Facets, error) { return f.Facets(ctx, in) })
		if !errors.Is(err, errLater) {
			return counted, true, err
		}
	}
	return facets, false, nil
}

// wholePage is the address of the whole page where r asks for what there is at once.
func wholePage(r *http.Request) string {
	q := r.URL.Query()
	q.Set("whole", "1")
	return r.URL.EscapedPath() + "?" + q.Encode()
}
