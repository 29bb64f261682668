package main

import (
	"bufio"
	"compress/gzip"
	"io"
	"iter"
	"os"
	"regexp"
	"strings"

	"dixit"
)

// listed yields the paths and addresses in a list, gzipped or not, each after base, unless that is "". A list called - is in. Paths are
// relative to where the program runs.
func listed(list string, in io.Reader, base string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		if list != "-" {
			f, err := os.Open(list)
			if err != nil {
				yield("", dixit.Errorf(dixit.Unreadable, "list: %w", err))
				return
			}
			defer f.Close()
			in = f
		}
		data := bufio.NewReader(in)
		lines := bufio.NewScanner(data)
		if head, _ := data.Peek(2); string(head) == "\x1f\x8b" { // what cannot be read is told by the scanner
			zipped, err := gzip.NewReader(data)
			if err != nil {
				yield("", dixit.Errorf(dixit.Unreadable, "list %s: %w", list, err))
				return
			}
			lines = bufio.NewScanner(zipped)
		}
		lines.Buffer(nil, maxPath)
		for lines.Scan() {
			if p := based(base, pathIn(lines.Text())); p != "" && !yield(p, nil) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield("", dixit.Errorf(dixit.Unreadable, "list %s: %w", list, err))
		}
	}
}

// listing is what stands before a name where a listing has day, time and size: as aws s3 ls prints them, with --human-readable too, and
// rclone lsf --format tsp.
var listing = regexp.MustCompile(`^\d{4}-\d{2}-\d{2} +\d{2}:\d{2}:\d{2}(?: +(?:[\d.]+ (?:Bytes|[KMGT]iB)|\d+) +|;\d+;)`)

// pathIn is the path in a line of a list, "" for a line without: a comment after #, the folder that aws s3 ls calls PRE, or its sums.
func pathIn(line string) string {
	line = strings.TrimSpace(line)
	for _, none := range []string{"#", "PRE ", "Total Objects: ", "Total Size: "} {
		if strings.HasPrefix(line, none) {
			return ""
		}
	}
	return line[len(listing.FindString(line)):]
}

// bucket is what stands before the key of an object in the address of one.
var bucket = regexp.MustCompile(`^(?:s3|s3a|gs)://[^/]+/`)

// based is a name of a list after its base, the folder or address that it is relative to, "" for a folder. A path that is absolute, and
// an address, stand for themselves; of an object in a bucket the key counts.
func based(base, name string) string {
	if base == "" || name == "" {
		return name
	}
	name = name[len(bucket.FindString(name)):]
	switch {
	case strings.HasSuffix(name, "/"): // of lists of objects, which name all that is in it
		return ""
	case strings.HasPrefix(name, "/"), strings.Contains(name, "://"):
		return name
	}
	return strings.TrimSuffix(base, "/") + "/" + name
}
