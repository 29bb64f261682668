package warc

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// CDXJ is the index line of a record, without a line end: the address turned so that neighbours sort together, the instant,
// and a JSON object with what a replayer needs to find the record. It is "" for records without an address or a date.
func CDXJ(r *Record, filename string) string {
	date := r.Date()
	if r.URL() == "" || date.IsZero() {
		return ""
	}
	e := struct {
		URL      string `json:"url"`
		MIME     string `json:"mime,omitempty"`
		Status   string `json:"status,omitempty"`
		Digest   string `json:"digest,omitempty"`
		Length   string `json:"length"`
		Offset   string `json:"offset"`
		Filename string `json:"filename"`
	}{
		URL: r.URL(), MIME: mediaType(r.Header.Get("Content-Type")), Digest: r.Header.Get("WARC-Payload-Digest"),
		Length: strconv.FormatInt(r.Length, 10), Offset: strconv.FormatInt(r.Offset, 10), Filename: filename,
	}
	if m, err := r.HTTP(); err == nil && m.Status != 0 {
		e.MIME, e.Status = m.MediaType(), strconv.Itoa(m.Status)
		if e.Digest == "" && r.Type == Response {
			e.Digest = digest(m.Raw)
		}
	}
	if r.Type == Revisit {
		e.MIME = "warc/revisit"
	}
	line, err := json.Marshal(e)
	if err != nil {
		return "" // strings only: cannot be
	}
	return surt(r.URL()) + " " + date.Format("20060102150405") + " " + string(line)
}

// surt turns an address around: "http://www.example.org/a" becomes "org,example)/a". What is no address is given in lower case.
func surt(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return strings.ReplaceAll(strings.ToLower(address), " ", "%20")
	}
	labels := strings.Split(strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."), ".")
	slices.Reverse(labels)
	key := strings.Join(labels, ",")
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		key += ":" + port
	}
	path := strings.ToLower(u.EscapedPath())
	if path == "" {
		path = "/"
	}
	key += ")" + path
	if u.RawQuery != "" {
		q := strings.Split(strings.ToLower(u.RawQuery), "&")
		slices.Sort(q)
		key += "?" + strings.Join(q, "&")
	}
	return strings.ReplaceAll(key, " ", "%20")
}
