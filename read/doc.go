// Package read makes documents of bytes: plain text, HTML pages, word documents (docx.go), JSON (ndjson.go, json.go), tables (csv.go, parquet.go), feeds and
// web archives (archive.go, warc/), in folders, zip and tar archives, compressed or not, told apart by what they hold and not by
// their names (sniff.go, input.go). What they are written in is found as browsers find it (charset.go), and every block knows
// the bytes that it comes from (charset_offsets.go). What language they are in, their text says (language.go).
//
// A document's text is fixed here. For plain text it is the file's content to the last character; for an NDJSON document it
// is its text; for a page it is the article in it, a block a paragraph (html.go, article/); an item of a feed is a document of its own
// (feed.go). What a page says of itself, its title, outlet, authors, address and day, is read from its own metadata (meta.go);
// a day that is guessed is kept apart (guess.go). In every document it is looked for who speaks in turn (turn.go), for the agency
// that a report is from (opening.go, credit.go) and for the time stamps of live blogs (stamp.go). Beside a plain text NAME.txt may lie NAME.meta.json with the same fields:
// {"url","published","outlet","title","lang"}.
//
// What a run passes over, and how far it has come, is told to whoever wants to follow it (follow.go); reading an archive or a
// file of NDJSON can be taken up again from there. Records of dumps have fields of many names; which are read is in map.go.
//
// Input is hostile: every size is bounded, damage is one error for one document, and reading goes on with the next. Names
// of members of archives are shown and never opened. The package opens no connection, writes nothing but a temporary file for what
// cannot be read as it comes, and reads no office files but those of words.
package read
