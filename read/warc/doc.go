// Package warc reads and writes web archives: WARC 0.17 to 1.1 and the ARC files before it, plain, gzipped or compressed with
// zstd, a member a record or all in one.
//
// A [Reader] gives one record after another with its place in the file, so that it can be read again by that place alone.
// Archives in the wild are often wrong; damage costs the record and not the file. A record that cannot be read is a
// [RecordError], and the next call of Next goes on at the next record that can be found: the next "WARC/" line of a plain
// file, the next member of a compressed one. Of an archive that is itself a record over the limits the records are therefore
// given as if they were the file's own. Every size is bounded by [Limits], by what is in the file and not by what it claims,
// and time is linear in the file.
//
// [Record.HTTP] parses the HTTP message in a record and undoes its transfer and content encodings. [Joiner] joins records that
// were written in segments. [Writer] writes WARC 1.1, and [CDXJ] makes an index line of a record.
//
// The package does not follow revisit records to what they refer to, does not join segments of several files, checks no digests
// unless asked to ([Record.Verify]), and opens no connection.
package warc
