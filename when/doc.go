// Package when finds the dates of a text and tells which days they are, as EDTF (ISO 8601-2, levels 0 and 1).
//
// Find splits a text into tokens (token.go) and reads dates among them: written days (written.go) and figures (figures.go), years,
// decades and quarters (year.go), days of the week (weekday.go), words like "yesterday" and "last month" (relative.go) and "two
// days ago" (distance.go), parts of all of these (part.go) and ranges (range.go). A date that does not say its year, or says only
// how far off it is, is settled against a Reference, the day of publication (settle.go). Words that only look like dates, such as
// "May" the name and "2000" the number, are kept out by the words beside them (evidence.go).
//
// Dates are read as news uses them, of what has happened: "Tuesday" is the last one, up to and including the day of the
// Reference, and so are "August" and "Sept. 24". What says that it is to come ("next Tuesday", "in two weeks") is to come, and so
// is a day before which the sentence says "will" or "is scheduled for" (tocome.go). What the words do not tell, or tell in two ways
// ("the last three months"), is not guessed: an Expression then has no EDTF.
//
// The package does not read clock times, durations ("for two weeks"), sets ("every Friday") or feasts that move, does not look
// at a calendar other than the Gregorian, and knows no today: the same text and Reference give the same answer on any day. It
// does not know what a date is the date of: see extract.
package when
