package alert

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"dixit"
)

// Bounds on one request.
const (
	patience  = 20 * time.Second
	maxAnswer = 4 << 10 // bytes of an answer that are read; it means nothing
)

// Webhook posts messages to an address, signed as Standard Webhooks (standardwebhooks.com, 1.0.0) says: the header Webhook-Signature is
// "v1," and the base64 of HMAC-SHA-256 of "ID.TIMESTAMP.BODY", of which Webhook-Id and Webhook-Timestamp give the first two.
type Webhook struct {
	address   string
	host      string // to speak of: the path may hold a secret
	key       []byte
	transport http.RoundTripper
}

var _ Receiver = (*Webhook)(nil)

// NewWebhook is a webhook; transport makes its requests and says where one may go. Invalid if the address or the secret is none.
func NewWebhook(address, secret string, transport http.RoundTripper) (*Webhook, error) {
	if err := checkWebhook(address); err != nil {
		return nil, err
	}
	k, err := key(secret)
	if err != nil {
		return nil, err
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, dixit.Errorf(dixit.Invalid, "webhook: no address")
	}
	return &Webhook{address, u.Host, k, transport}, nil
}

// Most implements Receiver.
func (*Webhook) Most() int { return 1 }

// Send implements Receiver. Only an answer of 200 to 299 means that the message was taken; a redirect is not followed. 400, 413, 415 and
// 422 mean that it never will be.
func (w *Webhook) Send(ctx context.Context, m Message) error {
	body, err := json.Marshal(m)
	if err != nil {
		return dixit.Errorf(dixit.Invalid, "message: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.address, bytes.NewReader(body))
	if err != nil {
		return dixit.Errorf(dixit.Internal, "webhook: no request can be made")
	}
	at := strconv.FormatInt(time.Now().Unix(), 10)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "dixit")
	req.Header.Set("Webhook-Id", m.ID)
	req.Header.Set("Webhook-Timestamp", at)
	req.Header.Set("Webhook-Signature", "v1,"+w.sign(m.ID, at, body))
	resp, err := w.transport.RoundTrip(req) // which follows nothing
	if err != nil {
		return dixit.Errorf(dixit.Unreadable, "webhook at %s: %w", w.host, err)
	}
	defer resp.Body.Close()
	_, _ = io.CopyN(io.Discard, resp.Body, maxAnswer) // so that the connection can be used again; the status has said it all
	switch s := resp.StatusCode; {
	case s >= 200 && s < 300:
		return nil
	case s == http.StatusBadRequest, s == http.StatusRequestEntityTooLarge, s == http.StatusUnsupportedMediaType, s == http.StatusUnprocessableEntity:
		return dixit.Errorf(dixit.Invalid, "webhook at %s: it refuses the message: %s", w.host, status(s))
	default:
		return dixit.Errorf(dixit.Unreadable, "webhook at %s: %s", w.host, status(s))
	}
}

func status(code int) string {
	if text := http.StatusText(code); text != "" {
		return fmt.Sprint(code, " ", text)
	}
	return strconv.Itoa(code)
}

// sign is the signature of a message.
func (w *Webhook) sign(id, at string, body []byte) string {
	h := hmac.New(sha256.New, w.key)
	h.Write([]byte(id + "." + at + "."))
	h.Write(body)
	return base64.StdEncoding.EncodeToString(h.Sum(nil))
}

// portOf is the port of an address of the web.
func portOf(address string) (uint16, error) {
	u, err := url.Parse(address)
	if err != nil {
		return 0, dixit.Errorf(dixit.Invalid, "webhook: no address")
	}
	s := u.Port()
	switch {
	case s == "" && u.Scheme == "https":
		return 443, nil
	case s == "":
		return 80, nil
	}
	n, err := strconv.ParseUint(s, 10, 16)
	if err != nil || n == 0 {
		return 0, dixit.Errorf(dixit.Invalid, "webhook: port %.20q is none", s)
	}
	return uint16(n), nil
}
