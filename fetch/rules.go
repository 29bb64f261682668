package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	"dixit"
)

// allowed refuses what robots.txt does, and says how long its host wants between two requests; 0 if it does not say. The host's slot is
// held.
func (f *Fetcher) allowed(ctx context.Context, at *host, u *url.URL) (delay time.Duration, err error) {
	if at.next.IsZero() {
		at.next = f.state.asked(at.name)
	}
	rules, err := f.rules(ctx, at, u)
	switch {
	case err != nil:
		return 0, err
	case rules.unknown != nil:
		return 0, dixit.Errorf(dixit.Unreadable, "nothing is fetched without robots.txt: %w", rules.unknown)
	case !rules.allows(u):
		return 0, refused("robots.txt does not allow it")
	}
	return rules.delay, nil
}

// rules are the rules of an address's origin, fetched if they are not known or are a day old. The host's slot is held. What
// cannot be had for now, 5xx, 429 or no answer, disallows all, for a while; 4xx allows all.
func (f *Fetcher) rules(ctx context.Context, at *host, u *url.URL) (*robots, error) {
	origin := u.Scheme + "://" + u.Host
	if r := at.robots[origin]; r != nil && time.Now().Before(r.until) {
		return r, nil
	}
	r, err := f.fetchRules(ctx, at, u)
	switch {
	case err != nil:
		return nil, err
	case ctx.Err() != nil: // no answer is no rule then
		return nil, ctx.Err()
	}
	at.robots[origin] = r
	return r, nil
}

// fetchRules fetches a robots.txt, over redirects to other hosts too: their slots are not taken, as two hosts that send to each
// other would wait for ever. The error is that of the archive, or of a host that asks for patience.
func (f *Fetcher) fetchRules(ctx context.Context, at *host, u *url.URL) (*robots, error) {
	next := u.Scheme + "://" + u.Host + "/robots.txt"
	for range maxRedirects + 1 {
		to, err := f.guard.target(next)
		if err != nil {
			return unknownRules(err), nil
		}
		ex, err := f.insist(ctx, at, to, page{}, f.pace)
		if _, later := errors.AsType[*LaterError](err); later {
			return nil, err
		} else if err != nil {
			return unknownRules(err), nil
		}
		if to.Path == "/robots.txt" { // any other path is a page to who reads the archive
			if _, err := f.archive.exchange(ex, page{}, false); err != nil {
				return nil, err
			}
		}
		if next = redirect(ex); next == "" {
			return answeredRules(ex), nil
		}
	}
	return &robots{until: time.Now().Add(robotsFor)}, nil // more redirects than are followed count as no file
}

// answeredRules are the rules that an answer tells.
func answeredRules(ex *exchange) *robots {
	switch {
	case ex.status == http.StatusOK:
		body, err := ex.decoded()
		if err != nil {
			return unknownRules(err)
		}
		r := parseRobots(body, product)
		r.until = time.Now().Add(robotsFor)
		return r
	case ex.status >= 400 && ex.status < 500 && ex.status != http.StatusTooManyRequests:
		return &robots{until: time.Now().Add(robotsFor)}
	default:
		return unknownRules(&StatusError{ex.url.String(), ex.status})
	}
}

// unknownRules are those of an origin whose robots.txt cannot be had for now.
func unknownRules(err error) *robots {
	return &robots{unknown: err, until: time.Now().Add(robotsAgain)}
}
