package web

import (
	"context"
	"errors"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"
)

// TestPatient proves how long who asks for a page waits for what is to be counted: a person who says so long, a script that comes again
// not, and a page itself hardly.
func TestPatient(t *testing.T) {
	for address, want := range map[string]time.Duration{
		"/search?q=a": moment, "/search?q=a&whole=soon": while, "/search?q=a&whole=1": patience,
	} {
		synctest.Test(t, func(t *testing.T) {
			r, began := httptest.NewRequest("GET", address, nil), time.Now()
			_, err := patient(r, func(ctx context.Context) (int, error) {
				<-ctx.Done()
				return 0, context.Cause(ctx)
			})
			if took := time.Since(began); took != want || !errors.Is(err, errLater) {
				t.Errorf("%s: %v after %v, want %v", address, err, took, want)
			}
			n, err := patient(r, func(context.Context) (int, error) { return 7, nil })
			if n != 7 || err != nil {
				t.Errorf("%s: %d, %v", address, n, err)
			}
			if whole := wholePage(r); whole != "/search?q=a&whole=1" {
				t.Errorf("%s: the whole page is at %s", address, whole)
			}
		})
	}
}
