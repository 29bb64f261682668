package alert

import (
	"encoding/base64"
	"io"
	"net"
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"time"

	"dixit"
	"dixit/ledger"

	"github.com/BurntSushi/toml"
)

// Config is a file of alerts (docs/alerts.md).
type Config struct {
	Every  time.Duration `toml:"every"` // between two looks at the ledger
	SMTP   SMTP          `toml:"smtp"`
	Alerts []Alert       `toml:"alert"`
}

// SMTP is the server that takes e-mail.
type SMTP struct {
	Server    string `toml:"server"` // HOST:PORT
	From      string `toml:"from"`
	User      string `toml:"user"`
	Password  string `toml:"password"`
	Plaintext bool   `toml:"plaintext"` // go on without TLS; no password is sent then
}

// Alert says what is told, and to whom.
type Alert struct {
	Name   string  `toml:"name"`   // as ledger.TagOf writes it
	Search string  `toml:"search"` // the name of a saved search, or
	Query  string  `toml:"query"`  // a query
	Spike  Window  `toml:"spike"`  // tell only when there are suddenly more
	Least  int     `toml:"least"`  // statements that a spike has
	Factor float64 `toml:"factor"` // how many times the usual number a spike has

	Webhook string   `toml:"webhook"` // an address of the web, or
	Email   []string `toml:"email"`   // people
	Secret  string   `toml:"secret"`  // of the webhook: whsec_ and base64
	Private bool     `toml:"private"` // the webhook may be in this machine's own network
}

// Bounds and usual values of a configuration.
const (
	maxConfig   = 1 << 20 // bytes
	maxAlerts   = 1000
	maxPeople   = 50
	minEvery    = time.Second
	usualEvery  = time.Minute
	usualLeast  = 5
	usualFactor = 3
	minSecret   = 24 // bytes, as Standard Webhooks has it
	maxSecret   = 64
)

// ReadConfig reads a file of alerts in TOML and checks it. A key that means nothing is refused, as is everything else that cannot be
// meant (Invalid); queries are for its user to check.
func ReadConfig(r io.Reader) (Config, error) {
	var c Config
	data, err := io.ReadAll(io.LimitReader(r, maxConfig+1))
	if err != nil {
		return c, dixit.Errorf(dixit.Unreadable, "%w", err)
	}
	if len(data) > maxConfig {
		return c, dixit.Errorf(dixit.TooLarge, "over %d bytes", maxConfig)
	}
	meta, err := toml.Decode(string(data), &c)
	if err != nil {
		return c, dixit.Errorf(dixit.Invalid, "%w", err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return c, dixit.Errorf(dixit.Invalid, "%.80q: no such key", unknown[0].String())
	}
	if !meta.IsDefined("every") {
		c.Every = usualEvery
	}
	if c.Every < minEvery {
		return c, dixit.Errorf(dixit.Invalid, "every %s: less than %s", c.Every, minEvery)
	}
	if len(c.Alerts) == 0 || len(c.Alerts) > maxAlerts {
		return c, dixit.Errorf(dixit.Invalid, "%d alerts, 1 to %d can be", len(c.Alerts), maxAlerts)
	}
	return c, c.check()
}

// check checks each alert, and gives it its usual values.
func (c *Config) check() error {
	names, mails := map[string]bool{}, false
	for i := range c.Alerts {
		a := &c.Alerts[i]
		if err := a.check(); err != nil {
			return dixit.Errorf(dixit.Invalid, "alert %.80q: %w", a.Name, err)
		}
		if names[a.Name] {
			return dixit.Errorf(dixit.Invalid, "alert %.80q: there are two of that name", a.Name)
		}
		names[a.Name] = true
		mails = mails || len(a.Email) > 0
	}
	if mails || c.SMTP != (SMTP{}) {
		return c.SMTP.check()
	}
	return nil
}

func (a *Alert) check() error {
	if tag, err := ledger.TagOf(a.Name); err != nil || tag != a.Name {
		return dixit.Errorf(dixit.Invalid, "its name must be a word in small letters")
	}
	if (a.Search == "") == (a.Query == "") {
		return dixit.Errorf(dixit.Invalid, "either search or query")
	}
	if (a.Webhook == "") == (len(a.Email) == 0) {
		return dixit.Errorf(dixit.Invalid, "either webhook or email")
	}
	if a.Webhook == "" && (a.Secret != "" || a.Private) {
		return dixit.Errorf(dixit.Invalid, "secret and private are of a webhook")
	}
	if err := a.checkSpike(); err != nil {
		return err
	}
	if a.Webhook != "" {
		if _, err := key(a.Secret); err != nil {
			return err
		}
		return checkWebhook(a.Webhook)
	}
	if len(a.Email) > maxPeople {
		return dixit.Errorf(dixit.Invalid, "%d people, %d at most", len(a.Email), maxPeople)
	}
	for _, e := range a.Email {
		if err := checkMail(e); err != nil {
			return err
		}
	}
	return nil
}

func (a *Alert) checkSpike() error {
	if a.Spike == "" {
		if a.Least != 0 || a.Factor != 0 {
			return dixit.Errorf(dixit.Invalid, "least and factor are of a spike")
		}
		return nil
	}
	if !slices.Contains(Windows(), a.Spike) {
		return dixit.Errorf(dixit.Invalid, "spike %.40q: not one of %v", a.Spike, Windows())
	}
	if a.Least == 0 {
		a.Least = usualLeast
	}
	if a.Factor == 0 {
		a.Factor = usualFactor
	}
	if a.Least < 1 || !(a.Factor >= 1) {
		return dixit.Errorf(dixit.Invalid, "least and factor: at least 1")
	}
	return nil
}

func checkWebhook(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.Fragment != "" {
		return dixit.Errorf(dixit.Invalid, "webhook: not like https://HOST/PATH") // it may hold a secret
	}
	return nil
}

// key is the key that a secret holds.
func key(secret string) ([]byte, error) {
	data, ok := strings.CutPrefix(secret, "whsec_")
	k, err := base64.StdEncoding.DecodeString(data)
	if !ok || err != nil || len(k) < minSecret || len(k) > maxSecret {
		return nil, dixit.Errorf(dixit.Invalid, "secret: not whsec_ and the base64 of %d to %d bytes", minSecret, maxSecret)
	}
	return k, nil
}

func (s SMTP) check() error {
	if host, port, err := net.SplitHostPort(s.Server); err != nil || host == "" || port == "" {
		return dixit.Errorf(dixit.Invalid, "smtp: server: not HOST:PORT")
	}
	if (s.User == "") != (s.Password == "") {
		return dixit.Errorf(dixit.Invalid, "smtp: user and password, or neither")
	}
	return checkMail(s.From)
}

// checkMail refuses what is no address of e-mail, alone or with a name.
func checkMail(s string) error {
	a, err := mail.ParseAddress(s)
	if err != nil || strings.ContainsFunc(a.Name+a.Address, control) {
		return dixit.Errorf(dixit.Invalid, "e-mail %.80q: not an address", s)
	}
	for _, c := range []byte(a.Address) {
		if c >= 0x80 {
			return dixit.Errorf(dixit.Invalid, "e-mail %.80q: only letters of ASCII can be in an address", s)
		}
	}
	return nil
}
