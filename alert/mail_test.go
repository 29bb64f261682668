package alert_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"testing"
	"time"

	"dixit"
	"dixit/alert"
	"dixit/ledger/ledgertest"

	"pgregory.net/rapid"
)

// postOffice is one conversation with a server of e-mail, which says what it is told to.
type postOffice struct {
	hello string            // what it can do
	says  map[string]string // its answer to a command, instead of a friendly one
	heard []string
	mail  string
}

// dial answers a client.
func (p *postOffice) dial(t testing.TB) (alert.Dial, func()) {
	done := make(chan struct{})
	return func(context.Context, string, string) (net.Conn, error) {
		ours, theirs := net.Pipe()
		go func() {
			defer close(done)
			defer ours.Close()
			p.talk(ours)
		}()
		return theirs, nil
	}, func() { <-done }
}

func (p *postOffice) talk(c net.Conn) {
	in := bufio.NewReader(c)
	fmt.Fprint(c, "220 ready\r\n")
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		word, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		p.heard = append(p.heard, strings.TrimSpace(line))
		answer := "250 fine"
		switch word {
		case "EHLO":
			answer = "250-hello\r\n250 " + p.hello
		case "DATA":
			answer = "354 go on"
		case "QUIT":
			answer = "221 bye"
		}
		if a, ok := p.says[word]; ok {
			answer = a
		}
		fmt.Fprint(c, answer+"\r\n")
		if strings.HasPrefix(answer, "354") {
			for !strings.HasSuffix(p.mail, "\r\n.\r\n") {
				line, err := in.ReadString('\n')
				if err != nil {
					return
				}
				p.mail += line
			}
			end := "250 taken"
			if a, ok := p.says["."]; ok {
				end = a
			}
			fmt.Fprint(c, end+"\r\n")
		}
	}
}

func (p *postOffice) send(t testing.TB, server alert.SMTP, m alert.Message) error {
	t.Helper()
	dial, wait := p.dial(t)
	link := func(id string) string { return "http://127.0.0.1:8484/s/" + id }
	s, err := alert.NewMail(server, []string{"The Desk <desk@example.org>", "two@example.org"}, dial, link)
	if err != nil {
		t.Fatal(err)
	}
	err = s.Send(context.Background(), m)
	wait()
	return err
}

func plain() alert.SMTP {
	return alert.SMTP{Server: "mail.example.org:25", From: "Ledger <dixit@example.org>", Plaintext: true}
}

func TestMail(t *testing.T) {
	p := &postOffice{hello: "8BITMIME"}
	m := message(t)
	m.Records = append(m.Records, records(t, "2025-07-02", said("Bo Lí", "Never ever"))...)
	if err := p.send(t, plain(), m); err != nil {
		t.Fatal(err)
	}
	got, err := mail.ReadMessage(strings.NewReader(p.mail))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(got.Body))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"From": `"Ledger" <dixit@example.org>`, "To": `"The Desk" <desk@example.org>, <two@example.org>`, "Subject": "moe: 2 new statements",
		"Message-Id": "<msg_1@example.org>", "Auto-Submitted": "auto-generated",
	} {
		if got.Header.Get(name) != want {
			t.Errorf("%s: %q", name, got.Header.Get(name))
		}
	}
	for _, want := range []string{"Ann Moe:\r\n  We agree\r\n  Post · Talks · 2025-07-01\r\n", "Bo Lí:\r\n  Never ever\r\n", "http://127.0.0.1:8484/s/" + m.Records[0].Statement.ID, "alert moe: speaker:moe"} {
		if !strings.Contains(string(body), want) {
			t.Errorf("no %q in\n%s", want, body)
		}
	}
	if heard := strings.Join(p.heard, "\n"); !strings.Contains(heard, "MAIL FROM:<dixit@example.org>") || !strings.Contains(heard, "RCPT TO:<two@example.org>") {
		t.Errorf("%s", heard)
	}
}

// TestMailServers: without TLS nothing is sent unless that was asked for; a password never is; what a server refuses is told apart.
func TestMailServers(t *testing.T) {
	secure, secret := plain(), plain()
	secure.Plaintext = false
	secret.User, secret.Password = "dixit", "open sesame"
	for name, test := range map[string]struct {
		server alert.SMTP
		hello  string
		says   map[string]string
		kind   dixit.ErrorKind
		want   string
	}{
		"no STARTTLS":     {secure, "SIZE", nil, dixit.Unreadable, "no STARTTLS"},
		"false STARTTLS":  {secure, "STARTTLS", map[string]string{"STARTTLS": "454 not now"}, dixit.Unreadable, "454"},
		"not even asked":  {plain(), "STARTTLS", map[string]string{"STARTTLS": "454 not now"}, dixit.Unreadable, "454"},
		"plain password":  {secret, "AUTH PLAIN", nil, dixit.Unreadable, "unencrypted"},
		"unknown mailbox": {plain(), "SIZE", map[string]string{"RCPT": "550 who?"}, dixit.Unreadable, "550"},
		"busy":            {plain(), "SIZE", map[string]string{".": "451 later"}, dixit.Unreadable, "451"},
		"spam":            {plain(), "SIZE", map[string]string{".": "554 no"}, dixit.Invalid, "554"},
		"endless":         {plain(), "SIZE", map[string]string{"MAIL": "250-" + strings.Repeat("x", 2<<20)}, dixit.Unreadable, "too much"},
	} {
		t.Run(name, func(t *testing.T) {
			p := &postOffice{hello: test.hello, says: test.says}
			err := p.send(t, test.server, message(t))
			if dixit.KindOf(err) != test.kind || !strings.Contains(fmt.Sprint(err), test.want) {
				t.Errorf("%v", err)
			}
			if test.kind != dixit.Invalid && test.want != "451" && p.mail != "" {
				t.Errorf("sent: %s", p.mail)
			}
			if strings.Contains(strings.Join(p.heard, "\n"), "AUTH") {
				t.Error("the password was sent")
			}
		})
	}
}

// TestMailInjection: whatever a document says, the header has the fields that it has, and the body is one text.
func TestMailInjection(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		hostile := rapid.StringOf(rapid.SampledFrom([]rune("ab.\r\n:\x00\u2028\u202e=?é “<>Bcc")))
		doc, ex, err := ledgertest.Article{
			ID: "a", Title: "T" + hostile.Draw(rt, "title"), Outlet: hostile.Draw(rt, "outlet"), Published: "2025-07-01",
			Says: []ledgertest.Say{{Speaker: "Ann Moe", Cue: "said", Parts: []string{"We agree"}}},
		}.Build()
		if err != nil {
			rt.Skip(err)
		}
		m := alert.Message{ID: "msg_1", Alert: "moe", Query: hostile.Draw(rt, "query"), At: time.Unix(0, 0), Records: ledgertest.Records(doc, ex)}
		m.Records[0].Statement.Speaker.Name = hostile.Draw(rt, "speaker")
		p := &postOffice{hello: "SIZE"}
		if err := p.send(t, plain(), m); err != nil {
			rt.Fatal(err)
		}
		got, err := mail.ReadMessage(strings.NewReader(p.mail))
		if err != nil {
			rt.Fatal(err)
		}
		if len(got.Header) != 9 || got.Header.Get("Bcc") != "" {
			rt.Fatalf("%v", got.Header)
		}
		subject, err := new(mime.WordDecoder).DecodeHeader(got.Header.Get("Subject"))
		if err != nil || !strings.HasPrefix(subject, "moe: ") {
			rt.Fatalf("%q %v", subject, err)
		}
		if head, _, _ := bytes.Cut([]byte(p.mail), []byte("\r\n\r\n")); bytes.ContainsFunc(head, func(r rune) bool { return r >= 0x7f || r < ' ' && r != '\r' && r != '\n' }) {
			rt.Fatalf("%q", head)
		}
	})
}
