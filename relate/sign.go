package relate

import "dixit"

// SignKind is what sets two statements against each other.
type SignKind string

// The kinds of sign.
const (
	Acts      SignKind = "acts"      // what is done by saying them: support and reject, praise and criticise
	Negation  SignKind = "negation"  // one says of a thing what the other says is not so
	Opposites SignKind = "opposites" // words of contrary meaning about the same thing: raise and cut
	Numbers   SignKind = "numbers"   // different numbers or amounts of the same thing
	Modality  SignKind = "modality"  // will and never, must and need not
)

// Sign is something that sets a statement a against a statement b.
type Sign struct {
	Kind   SignKind
	A, B   []dixit.Fragment // the words of each that show it, in order: of its cue, its content or its mention; never none
	Why    string           // in words, a's first: “support” against “reject”
	Weight float64          // 0 to 1: how sure it is that a reader would say so
}
