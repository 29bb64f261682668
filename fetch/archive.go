package fetch

import (
	"crypto/rand"
	"crypto/sha1" //nolint:gosec // digests of archives, not of secrets
	"encoding/base32"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"dixit"
	"dixit/read"
	"dixit/read/warc"
)

// maxArchive is the size in bytes from which an archive is not written on.
const maxArchive = 1 << 30

// The profiles of revisit records, by WARC 1.1.
const (
	sameBytes   = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
	notModified = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
)

// archive writes what was fetched into files of a folder, each record a gzip member of its own, so that a file whose writing
// broke off is one with fewer records. Names are made of the time and a number.
type archive struct {
	folder string
	info   warc.Header // of the warcinfo record
	max    int64

	mu        sync.Mutex
	file      *os.File
	out       *warc.Writer
	size      int64
	documents int      // records in the open file that documents are read of
	number    int      // of the file opened last
	sealed    []string // with documents, since the last call of seal
}

// exchange writes a request and its answer, and is what will be known of the address: known is what was. An answer whose body
// was archived before is a revisit record. The file counts as one with documents if the answer is one.
func (a *archive) exchange(ex *exchange, known page, document bool) (page, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if err := a.open(); err != nil {
		return page{}, err
	}
	now := known
	sum := digest(ex.body)
	kind, block := warc.Response, ex.response
	head := warc.Header{
		{Name: "WARC-Target-URI", Value: ex.url.String()},
		{Name: "WARC-Date", Value: ex.at.UTC().Format(time.RFC3339Nano)},
		{Name: "WARC-Record-ID", Value: newID()},
	}
	if ex.peer != "" {
		head.Set("WARC-IP-Address", ex.peer)
	}
	id := head.Get("WARC-Record-ID")
	request := append(warc.Header{}, head...)
	request.Set("WARC-Record-ID", newID())
	request.Set("WARC-Concurrent-To", id)
	request.Set("Content-Type", "application/http; msgtype=request")
	head.Set("Content-Type", "application/http; msgtype=response")
	switch {
	case ex.status == http.StatusNotModified && known.Digest != "":
		kind = warc.Revisit
		revisit(&head, known, notModified)
	case ex.status == http.StatusOK && sum == known.Digest:
		kind, block = warc.Revisit, block[:len(block)-len(ex.body)]
		revisit(&head, known, sameBytes)
		now.validate(ex)
	case ex.status == http.StatusOK:
		head.Set("WARC-Payload-Digest", sum)
		now = page{Digest: sum, Record: id, Date: head.Get("WARC-Date")}
		now.validate(ex)
		if document {
			a.documents++
		}
	}
	now.At = ex.at.Unix()
	if err := a.write(kind, head, block); err != nil {
		return page{}, err
	}
	return now, a.write(warc.Request, request, ex.request)
}

// revisit says what a record repeats.
func revisit(h *warc.Header, known page, profile string) {
	h.Set("WARC-Profile", profile)
	h.Set("WARC-Payload-Digest", known.Digest)
	h.Set("WARC-Refers-To", known.Record)
	h.Set("WARC-Refers-To-Target-URI", h.Get("WARC-Target-URI"))
	h.Set("WARC-Refers-To-Date", known.Date)
}

// item writes an item of a feed as a record of its own, made from the feed that stands in the record named from.
func (a *archive) item(e read.Entry, feed, from string, at time.Time) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if err := a.open(); err != nil {
		return err
	}
	address := e.URL
	if address == "" {
		address = feed
	}
	a.documents++
	h := warc.Header{
		{Name: "WARC-Target-URI", Value: address},
		{Name: "WARC-Date", Value: at.UTC().Format(time.RFC3339Nano)},
		{Name: "Content-Type", Value: read.ItemType},
	}
	if from != "" {
		h.Set("WARC-Refers-To", from)
	}
	return a.write(warc.Conversion, h, e.Item)
}

// open makes a file if none is open.
func (a *archive) open() error {
	if a.file != nil && a.size < a.max {
		return nil
	}
	if err := a.end(); err != nil {
		return err
	}
	stamp := time.Now().UTC().Format("20060102T150405Z")
	for {
		a.number++
		name := fmt.Sprintf("dixit-%s-%05d.warc.gz", stamp, a.number)
		file, err := os.OpenFile(filepath.Join(a.folder, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return dixit.Errorf(dixit.Unavailable, "archive: %w", err)
		}
		a.file, a.size, a.out = file, 0, warc.NewWriter(file, true)
		place, err := a.out.Info(name, a.info)
		return a.wrote(place, err)
	}
}

func (a *archive) write(kind string, h warc.Header, block []byte) error {
	place, err := a.out.Write(kind, h, block)
	return a.wrote(place, err)
}

// wrote counts a record. What there is of one that could not be written is cut off, and the file is not written on.
func (a *archive) wrote(at warc.Place, err error) error {
	if err == nil {
		a.size = at.Offset + at.Length
		return nil
	}
	_ = a.file.Truncate(a.size) // the file is readable as it is too
	_ = a.end()
	return dixit.Errorf(dixit.Unavailable, "archive: %w", err)
}

// end closes the open file, on disk, and remembers it if there are documents in it.
func (a *archive) end() error {
	if a.file == nil {
		return nil
	}
	name := a.file.Name()
	err := errors.Join(a.file.Sync(), a.file.Close())
	if a.documents > 0 {
		a.sealed = append(a.sealed, name)
	}
	a.file, a.out, a.size, a.documents = nil, nil, 0, 0
	if err != nil {
		return dixit.Errorf(dixit.Unavailable, "archive %s: %w", name, err)
	}
	return nil
}

// seal gives the files with documents that were not given before, closed. A file without any is written on.
func (a *archive) seal() ([]string, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.documents > 0 {
		if err := a.end(); err != nil {
			return nil, err
		}
	}
	files := a.sealed
	a.sealed = nil
	return files, nil
}

// digest is the digest of a payload as archives write it.
func digest(body []byte) string {
	sum := sha1.Sum(body) //nolint:gosec // see the imports
	return "sha1:" + base32.StdEncoding.EncodeToString(sum[:])
}

// newID is a random UUID as an address, the id of a record.
func newID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("<urn:uuid:%x-%x-%x-%x-%x>", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
