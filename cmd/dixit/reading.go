package main

import (
	"dixit/read"

	"github.com/spf13/cobra"
)

// readingFlags are the flags of the commands that read documents.
type readingFlags struct {
	published string
	fields    []string
}

// addReading gives a command the flags of reading.
func addReading(c *cobra.Command, f *readingFlags) {
	c.Flags().StringVar(&f.published, "published", "", "the `DAY` of publication, where a document does not say")
	c.Flags().StringSliceVar(&f.fields, "map", nil, "fields to read, as `PAIRS` text=body,url=link")
}

// options are the flags as reading wants them; an error is one of usage.
func (f readingFlags) options() (read.Options, error) {
	if err := checkPublished(f.published); err != nil {
		return read.Options{}, err
	}
	m, err := read.ParseMap(f.fields)
	return read.Options{Published: f.published, Map: m}, err
}
