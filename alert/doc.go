// Package alert tells others when a search gains statements: a web address (a webhook) or people (e-mail). It can also tell when there
// are suddenly more statements than usual.
//
// How far an alert has come is kept in the ledger, as ledger.Progress under a name that no file has, and only after what it tells has
// been taken. So nothing is left out, and what was told shortly before the program ended may be told again, under the same id.
//
// Documents count from when they are put into the ledger. The package does not tell of statements that another engine finds in a
// document which was there already, nor of those that a correction makes the search want. It opens no connections itself: Transports
// does, which its user makes.
package alert
