package alert

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"strings"
	"time"
	"unicode"

	"dixit"
)

// Message is what is told at once.
type Message struct {
	ID      string         // the same whenever the same is told again
	Alert   string         // the name of the alert
	Query   string         // what it looks for
	At      time.Time      // UTC
	Records []dixit.Record // what was gained; of a spike, the newest
	Spike   *Spike         // nil if it is none
}

// Receiver takes messages.
type Receiver interface {
	// Send returns when m has been taken. An error of kind Invalid says that this message never will be; after any other it can be
	// sent again.
	Send(ctx context.Context, m Message) error
	// Most is how many statements a message may hold.
	Most() int
}

// idOf is the id of a message about some things.
func idOf(alert string, of ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(append([]string{alert}, of...), "\x00")))
	return "msg_" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:15]))
}

// envelope is a Message in JSON (docs/alerts.md), as Standard Webhooks recommends it.
type envelope struct {
	Type      string    `json:"type"`
	Timestamp time.Time `json:"timestamp"`
	Data      any       `json:"data"`
}

type gained struct {
	Alert     string       `json:"alert"`
	Query     string       `json:"query"`
	Statement dixit.Record `json:"statement"`
}

type spiked struct {
	Alert string `json:"alert"`
	Query string `json:"query"`
	Spike
	Statements []dixit.Record `json:"statements"`
}

// MarshalJSON writes m as a webhook gets it. Of what was gained it holds the first statement.
func (m Message) MarshalJSON() ([]byte, error) {
	e := envelope{Type: "search.gained", Timestamp: m.At.UTC().Truncate(time.Second)}
	switch {
	case m.Spike != nil:
		e.Type, e.Data = "search.spiked", spiked{m.Alert, m.Query, *m.Spike, append([]dixit.Record{}, m.Records...)}
	case len(m.Records) != 1:
		return nil, dixit.Errorf(dixit.Invalid, "message of alert %s: %d statements, not one", m.Alert, len(m.Records))
	default:
		e.Data = gained{m.Alert, m.Query, m.Records[0]}
	}
	return json.Marshal(e)
}

// control reports whether a character is one that a terminal or a mail program could obey, or that nobody sees.
func control(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029'
}

// line is s on one line, with nothing in it that could be obeyed, of most code points at most.
func line(s string, most int) string {
	s = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "\ufffd"), func(r rune) bool { return unicode.IsSpace(r) || control(r) }), " ")
	if list := []rune(s); len(list) > most {
		return string(list[:most-1]) + "…"
	}
	return s
}
