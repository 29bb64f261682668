package alert

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/http/httptest"
	"strings"
	"testing"

	"dixit"
)

// TestMailTLS: where a server has TLS all is said under it, and a certificate of somebody else is not taken.
func TestMailTLS(t *testing.T) {
	certified := httptest.NewTLSServer(nil)
	defer certified.Close()
	roots := x509.NewCertPool()
	roots.AddCert(certified.Certificate())
	for host, want := range map[string]bool{"example.com": true, "elsewhere.org": false} {
		heard := make(chan string, 1)
		dial := func(context.Context, string, string) (net.Conn, error) {
			ours, theirs := net.Pipe()
			go func() { heard <- conversation(ours, certified.TLS) }()
			return theirs, nil
		}
		server := SMTP{Server: host + ":587", From: "dixit@example.org", User: "dixit", Password: "open sesame"}
		s, err := NewMail(server, []string{"desk@example.org"}, dial, func(string) string { return "" })
		if err != nil {
			t.Fatal(err)
		}
		s.tls = &tls.Config{RootCAs: roots}
		err = s.Send(t.Context(), Message{ID: "msg_1", Alert: "a", Records: []dixit.Record{{}}})
		if all := <-heard; (err == nil) != want || strings.Contains(all, "AUTH") != want || strings.Contains(all, "\nSubject: a: Somebody") != want {
			t.Errorf("%s: %v\n%s", host, err, all)
		}
	}
}

// conversation is what a server hears that starts TLS when it is asked to.
func conversation(c net.Conn, config *tls.Config) (heard string) {
	defer c.Close()
	in, data := bufio.NewReader(c), false
	fmt.Fprint(c, "220 ready\r\n")
	for {
		line, err := in.ReadString('\n')
		if heard += line; err != nil {
			return heard
		}
		answer := "250 fine"
		switch word, _, _ := strings.Cut(strings.TrimSpace(line), " "); {
		case data && line != ".\r\n":
			continue
		case data:
			data = false
		case word == "EHLO":
			answer = "250-hello\r\n250-AUTH PLAIN\r\n250 STARTTLS"
		case word == "STARTTLS":
			fmt.Fprint(c, "220 go on\r\n")
			c = tls.Server(c, &tls.Config{Certificates: config.Certificates})
			in = bufio.NewReader(c)
			continue
		case word == "AUTH":
			answer = "235 welcome"
		case word == "DATA":
			answer, data = "354 go on", true
		}
		fmt.Fprint(c, answer+"\r\n")
	}
}
