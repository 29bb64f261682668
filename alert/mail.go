package alert

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"net/smtp"
	"net/textproto"
	"strings"
	"time"

	"dixit"
)

// Bounds on an e-mail, and on what a server of e-mail may say.
const (
	mostInMail  = 100     // statements
	maxContent  = 600     // code points of a statement's words
	maxSubject  = 120     // code points
	maxSMTP     = 1 << 20 // bytes that are read
	mailTime    = time.Minute
	maxMailLine = 200 // code points of a name, a title or an address
)

// Dial opens a connection.
type Dial func(ctx context.Context, network, address string) (net.Conn, error)

// Mail sends messages as e-mail in plain text.
type Mail struct {
	smtp SMTP
	to   []string
	dial Dial
	tls  *tls.Config            // nil for the usual one
	link func(id string) string // of a statement; "" for none
}

var _ Receiver = (*Mail)(nil)

// NewMail sends e-mail to people through a server, which dial reaches; link is where a statement can be read, "" for nowhere. Invalid if
// an address is none.
func NewMail(server SMTP, to []string, dial Dial, link func(id string) string) (*Mail, error) {
	if err := server.check(); err != nil {
		return nil, err
	}
	for _, a := range to {
		if err := checkMail(a); err != nil {
			return nil, err
		}
	}
	return &Mail{smtp: server, to: to, dial: dial, link: link}, nil
}

// Most implements Receiver.
func (*Mail) Most() int { return mostInMail }

// Send implements Receiver: one e-mail to all. A server without STARTTLS is not used, unless that was asked for. What it answers to the
// text with a lasting error (5yz) is refused for good.
func (s *Mail) Send(ctx context.Context, m Message) error {
	ctx, cancel := context.WithTimeout(ctx, mailTime)
	defer cancel()
	conn, err := s.dial(ctx, "tcp", s.smtp.Server)
	if err != nil {
		return dixit.Errorf(dixit.Unreadable, "smtp: %w", err)
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	host, _, _ := net.SplitHostPort(s.smtp.Server) // it was checked
	c, err := smtp.NewClient(&talk{conn, maxSMTP}, host)
	if err != nil {
		return dixit.Errorf(dixit.Unreadable, "smtp: %w", err)
	}
	if err := s.converse(c, host, m); err != nil {
		kind := dixit.KindOf(err)
		if kind != dixit.Invalid {
			kind = dixit.Unreadable
		}
		return dixit.Errorf(kind, "smtp: %w", err)
	}
	_ = c.Quit() // it was taken
	return nil
}

// talk is a connection on which no more than some bytes are read.
type talk struct {
	net.Conn
	left int
}

func (t *talk) Read(p []byte) (int, error) {
	if t.left <= 0 {
		return 0, errors.New("the server says too much")
	}
	n, err := t.Conn.Read(p[:min(len(p), t.left)])
	t.left -= n
	return n, err
}

func (s *Mail) converse(c *smtp.Client, host string, m Message) error {
	if ok, _ := c.Extension("STARTTLS"); ok {
		config := s.tls.Clone()
		if config == nil {
			config = &tls.Config{}
		}
		config.ServerName = host
		if err := c.StartTLS(config); err != nil {
			return err
		}
	} else if !s.smtp.Plaintext {
		return errors.New("the server offers no STARTTLS; plaintext = true goes on without")
	}
	if s.smtp.User != "" {
		if err := c.Auth(smtp.PlainAuth("", s.smtp.User, s.smtp.Password, host)); err != nil {
			return err
		}
	}
	if err := c.Mail(bare(s.smtp.From)); err != nil {
		return err
	}
	for _, to := range s.to {
		if err := c.Rcpt(bare(to)); err != nil {
			return err
		}
	}
	w, err := c.Data()
	if err != nil {
		return err
	}
	if _, err := w.Write(s.text(m)); err != nil {
		return err
	}
	err = w.Close()
	if said := (*textproto.Error)(nil); errors.As(err, &said) && said.Code >= 500 && said.Code < 600 {
		return dixit.Errorf(dixit.Invalid, "it refuses the message: %w", err)
	}
	return err
}

// bare is an address without a name. It was checked.
func bare(s string) string {
	a, err := mail.ParseAddress(s)
	if err != nil {
		return ""
	}
	return a.Address
}

// text is m as a message of RFC 5322. Whatever a document says, it is only text: no line of the header has a character of it that could
// end it, and the body is encoded.
func (s *Mail) text(m Message) []byte {
	var b bytes.Buffer
	field := func(name, value string) { fmt.Fprintf(&b, "%s: %s\r\n", name, value) }
	full := func(s string) string {
		a, err := mail.ParseAddress(s)
		if err != nil {
			return ""
		}
		return a.String()
	}
	var to []string
	for _, a := range s.to {
		to = append(to, full(a))
	}
	from := bare(s.smtp.From)
	field("From", full(s.smtp.From))
	field("To", strings.Join(to, ",\r\n "))
	field("Subject", mime.QEncoding.Encode("utf-8", line(s.subject(m), maxSubject)))
	field("Date", m.At.UTC().Format(time.RFC1123Z))
	field("Message-ID", "<"+m.ID+from[strings.LastIndexByte(from, '@'):]+">")
	field("Auto-Submitted", "auto-generated") // RFC 3834: nobody answers it by machine
	field("MIME-Version", "1.0")
	field("Content-Type", "text/plain; charset=utf-8")
	field("Content-Transfer-Encoding", "quoted-printable")
	b.WriteString("\r\n")
	w := quotedprintable.NewWriter(&b)
	_, _ = io.WriteString(w, s.body(m)) // a buffer takes everything
	_ = w.Close()
	return b.Bytes()
}

func (s *Mail) subject(m Message) string {
	if m.Spike != nil {
		return fmt.Sprintf("%s: %d statements this %s, usually %.1f", m.Alert, m.Spike.Count, m.Spike.Window, m.Spike.Mean)
	}
	if len(m.Records) == 1 {
		r := m.Records[0]
		return m.Alert + ": " + speakerOf(r) + ": " + wordsOf(r)
	}
	return fmt.Sprintf("%s: %d new statements", m.Alert, len(m.Records))
}

func (s *Mail) body(m Message) string {
	var b strings.Builder
	put := func(s string) { b.WriteString(s + "\n") }
	if m.Spike != nil {
		put(fmt.Sprintf("%d statements this %s, usually %.1f. The newest:\n", m.Spike.Count, m.Spike.Window, m.Spike.Mean))
	}
	for _, r := range m.Records {
		put(speakerOf(r) + ":")
		put("  " + line(wordsOf(r), maxContent))
		put("  " + line(strings.Join(filled(r.Doc.Outlet, r.Doc.Title, r.Doc.Published), " · "), maxMailLine))
		for _, address := range filled(r.Doc.URL, s.link(r.Statement.ID)) {
			put("  " + line(address, 10*maxMailLine))
		}
		put("")
	}
	put("-- ")
	put("dixit, alert " + m.Alert + ": " + line(m.Query, maxContent))
	return b.String()
}

func filled(list ...string) (out []string) {
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

func speakerOf(r dixit.Record) string {
	if name := line(r.Statement.Speaker.Name, maxMailLine); name != "" {
		return name
	}
	return "Somebody"
}

// wordsOf are the words that were said, or that tell of a gesture.
func wordsOf(r dixit.Record) string {
	list := r.Statement.Content
	if len(list) == 0 {
		list = r.Statement.Cue
	}
	var parts []string
	for _, f := range list {
		parts = append(parts, f.Text())
	}
	return strings.Join(parts, " … ")
}
