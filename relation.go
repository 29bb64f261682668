package dixit

import "slices"

// RelationType is how a statement stands to another one.
type RelationType string

// The types of relation. Each is said of a statement and names its target.
const (
	Answers     RelationType = "answers"     // the target is a question, and this is what was said to it, or a gesture
	Declines    RelationType = "declines"    // the target is a question, and this says that it was not answered
	Denies      RelationType = "denies"      // somebody else denies what the target says
	Disputes    RelationType = "disputes"    // somebody else says that the target is wrong, or will not have it
	Contradicts RelationType = "contradicts" // the same speaker says the contrary, or the document says that the two contradict each other
	Reiterates  RelationType = "reiterates"  // says again what the target says: the same speaker's words, or those of another that are taken up
	Cites       RelationType = "quotes"      // the same words of the same speaker, which the document gives twice
	Praises     RelationType = "praises"     // somebody else thinks well of what the target says
	Criticises  RelationType = "criticises"  // somebody else thinks ill of what the target says
)

// RelationTypes lists the types of relation.
func RelationTypes() []RelationType {
	return []RelationType{Answers, Declines, Denies, Disputes, Contradicts, Reiterates, Cites, Praises, Criticises}
}

// Passive names the relation from its target's side: "denied by".
func (t RelationType) Passive() string {
	switch t {
	case Answers:
		return "answered"
	case Declines:
		return "unanswered"
	case Denies:
		return "denied by"
	case Disputes:
		return "disputed by"
	case Contradicts:
		return "contradicted by"
	case Reiterates:
		return "reiterated by"
	case Cites:
		return "quoted by"
	case Praises:
		return "praised by"
	case Criticises:
		return "criticised by"
	}
	return string(t)
}

// Relation says how a statement stands to another one of its document, and what shows it.
type Relation struct {
	Type     RelationType
	Target   string     // the other statement's id
	Evidence []Fragment // the words of the document that show it, in order of their places; at least one
	Why      string     // what they show, for a person to read
}

// check refuses a relation that the statement with this id cannot have (Invalid).
func (r Relation) check(id string) error {
	switch {
	case !slices.Contains(RelationTypes(), r.Type):
		return Errorf(Invalid, "relation: no type %q", r.Type)
	case r.Target == "" || r.Target == id:
		return Errorf(Invalid, "relation: no target %q", r.Target)
	case len(r.Evidence) == 0:
		return Errorf(Invalid, "relation to %s: no evidence", r.Target)
	}
	return nil
}
