package warc

import (
	"crypto/md5"  //nolint:gosec // digests of archives, not of secrets
	"crypto/sha1" //nolint:gosec // likewise
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"
)

// The types of record that the format names. A file may hold others.
const (
	Warcinfo     = "warcinfo"
	Request      = "request"
	Response     = "response"
	Resource     = "resource"
	Metadata     = "metadata"
	Revisit      = "revisit"
	Conversion   = "conversion" // a WET record is one
	Continuation = "continuation"
)

// What can be wrong with a record, for errors.Is.
var (
	ErrDamaged  = errors.New("damaged")
	ErrTooLarge = errors.New("too large")
	ErrEncoding = errors.New("encoding not read")
)

// RecordError says which record could not be read and why. It wraps ErrDamaged, ErrTooLarge or ErrEncoding.
type RecordError struct {
	Name   string // of the archive
	Offset int64  // bytes from the beginning of the archive to the record or its member
	Err    error
}

// Error says it in one line: "warc x.gz @1234: truncated gzip member".
func (e *RecordError) Error() string { return fmt.Sprintf("warc %s @%d: %v", e.Name, e.Offset, e.Err) }

// Unwrap gives the cause.
func (e *RecordError) Unwrap() error { return e.Err }

// cause is an error of a class that says no more than its message.
type cause struct {
	class   error
	message string
}

func (c *cause) Error() string { return c.message }
func (c *cause) Unwrap() error { return c.class }

func damaged(format string, args ...any) error {
	return &cause{ErrDamaged, fmt.Sprintf(format, args...)}
}

func tooLarge(format string, args ...any) error {
	return &cause{ErrTooLarge, fmt.Sprintf(format, args...)}
}

// Record is one record of an archive. An ARC record is given as the WARC record that it would be: its URL, date, address and
// media type are named fields, its type is response, or warcinfo for the first of a file.
type Record struct {
	Version string // "WARC/1.0", "WARC/1.1", or "ARC"
	Type    string // in lower case
	Header  Header // as written
	Block   []byte // the content, valid until Next is called again

	Offset int64 // where the record, or the compressed member that it is in, begins: bytes of the archive
	Length int64 // of the record or member in the archive, in bytes; 0 where a member holds several records
	Within int64 // where the record begins in the decompressed member, in bytes; 0 where it is alone

	limits Limits
}

// URL is the address that was fetched, or "".
func (r *Record) URL() string {
	return strings.Trim(r.Header.Get("WARC-Target-URI"), "<>")
}

// ID is the record's own address, without the angle brackets.
func (r *Record) ID() string {
	return strings.Trim(r.Header.Get("WARC-Record-ID"), "<>")
}

// RefersTo is the address of the page that a revisit record repeats, "" if it does not say.
func (r *Record) RefersTo() string {
	return strings.Trim(r.Header.Get("WARC-Refers-To-Target-URI"), "<>")
}

// RefersToID is the ID of the record that a revisit record repeats, "" if it does not say.
func (r *Record) RefersToID() string {
	return strings.Trim(r.Header.Get("WARC-Refers-To"), "<>")
}

// Date is when it was fetched, in UTC; the zero time where the record does not say, or not so that it can be read.
func (r *Record) Date() time.Time {
	s := r.Header.Get("WARC-Date")
	for _, layout := range []string{time.RFC3339Nano, "20060102150405", "2006-01-02"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

// Verify compares the block with the digest given for it. It is ErrDamaged that they differ; a record without a digest, or
// with one of an unknown kind, is not wrong.
func (r *Record) Verify() error {
	want := r.Header.Get("WARC-Block-Digest")
	if ok, known := matches(want, r.Block); known && !ok {
		return &RecordError{"record " + r.ID(), r.Offset, damaged("the block is not what its digest %s says", want)}
	}
	return nil
}

// matches compares data with a digest such as "sha1:IYWIATZSPEOF7U5W7VGGJOSQTIWUDXQ6", in base32 or hex.
func matches(digest string, data []byte) (ok, known bool) {
	name, value, _ := strings.Cut(digest, ":")
	var sum []byte
	switch strings.ToLower(name) {
	case "sha1":
		s := sha1.Sum(data) //nolint:gosec // see the imports
		sum = s[:]
	case "sha256":
		s := sha256.Sum256(data)
		sum = s[:]
	case "md5":
		s := md5.Sum(data) //nolint:gosec // see the imports
		sum = s[:]
	default:
		return false, false
	}
	b32 := strings.TrimRight(base32.StdEncoding.EncodeToString(sum), "=")
	return strings.EqualFold(strings.TrimRight(value, "="), b32) || strings.EqualFold(value, hex.EncodeToString(sum)), true
}

// digest is the digest of data as archives write it.
func digest(data []byte) string {
	sum := sha1.Sum(data) //nolint:gosec // see the imports
	return "sha1:" + base32.StdEncoding.EncodeToString(sum[:])
}
