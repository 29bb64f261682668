// Package who tells who speaks: from the words that name a source at one place of a document to a speaker.
//
// First it reads the document for its cast (cast.go): names are runs of words with capitals (name.go, inside.go), parted from the titles
// before them (title.go), told apart as people, organisations, places and groups (nature.go, evidence.go), brought together with
// their short forms (acronym.go, link.go, namesake.go), and given the roles that stand beside them (role.go). Then it resolves
// sources in the order of their places (speakers.go): pronouns (pronoun.go, antecedent.go, group.go, relative.go), "I" and "we"
// in quotations (self.go), names (mention.go), several together (joint.go), labels of transcripts (label.go, label_office.go) and descriptions (description.go, lawmaker.go, sort.go, phrase.go).
// Where nobody or more than one fits it says so and keeps the words as they stand: it never guesses between equals.
//
// The lists it uses (data/README.md) help and are not needed to find names. The package does not find statements, does not
// look names up anywhere, and does not bring the speakers of several documents together: folder across does, and gives each
// name its id.
package who
