package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"iter"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"dixit"
)

// Unit is a piece of work by reference: a file, some small files together, a part of a large one, or the address of a feed. It is a
// value that any process can carry out, as often as it likes, with the same outcome. It holds no text, so that it fits any message.
type Unit struct {
	Path string   `json:"path"`           // of a file, absolute, as whoever works sees it; or an http or https address
	More []string `json:"more,omitempty"` // further files, read whole after it; or further addresses

	// Of a file that is parted, the records or lines that begin at or after byte From and before byte To of the file as it lies on
	// disk; To 0 is its end.
	From int64 `json:"from,omitempty"`
	To   int64 `json:"to,omitempty"`

	Digest    string   `json:"digest,omitempty"`    // tells the files from what they were before; "" if that is not known
	Published string   `json:"published,omitempty"` // the day of publication, where a document does not say
	Fields    []string `json:"fields,omitempty"`    // what to read of rows, as pairs name=field
	Engine    string   `json:"engine,omitempty"`    // the version that must read it, or a later one; "" for any
}

// Bounds on a unit.
const (
	MaxUnitPaths = 2000
	MaxUnit      = 512 << 10 // bytes, as JSON: less than a message of NATS holds
)

// ID names the unit: a hash of all that it says, in hex. A file that has changed makes another unit.
func (u Unit) ID() string {
	data, err := json.Marshal(u)
	if err != nil { // strings and numbers always can be
		panic(err)
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// IsAddress reports whether the unit is a feed or page to fetch, not files to read.
func (u Unit) IsAddress() bool { return isWeb(u.Path) }

func isWeb(path string) bool {
	return strings.HasPrefix(path, "http://") || strings.HasPrefix(path, "https://")
}

// Check refuses a unit that says nothing that can be done (Invalid), or too much (TooLarge).
func (u Unit) Check() error {
	if len(u.More) >= MaxUnitPaths {
		return dixit.Errorf(dixit.TooLarge, "unit %.80q: over %d files", u.Path, MaxUnitPaths)
	}
	size := len(u.Digest) + len(u.Published) + len(u.Engine)
	for _, list := range [][]string{{u.Path}, u.More, u.Fields, {u.Digest, u.Published, u.Engine}} {
		for _, s := range list {
			if size += len(s) + len(`"",`); !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
				return dixit.Errorf(dixit.Invalid, "unit %.80q: %.80q is not text", u.Path, s)
			}
		}
	}
	if size > MaxUnit/2 { // of which JSON may make more
		return dixit.Errorf(dixit.TooLarge, "unit %.80q: over %d bytes", u.Path, MaxUnit/2)
	}
	for _, p := range append([]string{u.Path}, u.More...) {
		switch {
		case isWeb(p) != u.IsAddress():
			return dixit.Errorf(dixit.Invalid, "unit %.80q: files and addresses together", p)
		case !u.IsAddress() && !filepath.IsAbs(p):
			return dixit.Errorf(dixit.Invalid, "unit %.80q: not the absolute path of a file", p)
		}
	}
	parted := u.From != 0 || u.To != 0
	if u.From < 0 || u.To < 0 || u.To != 0 && u.To <= u.From || parted && (len(u.More) > 0 || u.IsAddress()) {
		return dixit.Errorf(dixit.Invalid, "unit %.80q: no part from byte %d to %d", u.Path, u.From, u.To)
	}
	return nil
}

// ReadBy reports whether a version of dixit may read the unit; "" may read any.
func (u Unit) ReadBy(engine string) bool {
	return engine == "" || VersionNumber(u.Engine) <= VersionNumber(engine)
}

// VersionNumber is a version such as 1.10.0 as one number, which is greater for a later one; 0 for none. What stands behind its three
// numbers does not count.
func VersionNumber(version string) int64 {
	n := int64(0)
	parts := strings.SplitN(strings.TrimPrefix(version, "v"), ".", 3)
	for i := range 3 {
		part := 0
		if i < len(parts) {
			digits := parts[i][:len(parts[i])-len(strings.TrimLeft(parts[i], "0123456789"))]
			part, _ = strconv.Atoi(digits) // none is 0
		}
		n = n<<20 | int64(min(part, 1<<20-1))
	}
	return n
}

// TaskState says where a unit stands.
type TaskState string

// The states of a unit.
const (
	TaskWaiting TaskState = "waiting" // nobody is at it
	TaskLeased  TaskState = "leased"  // somebody is, or was before the lease ran out
	TaskDone    TaskState = "done"    // its documents are kept
	TaskDead    TaskState = "dead"    // it was given up, for a reason
)

// TaskStates are the states, in the order of a unit's life.
func TaskStates() []TaskState { return []TaskState{TaskWaiting, TaskLeased, TaskDone, TaskDead} }

// Task is a unit as the ledger keeps it.
type Task struct {
	ID     string    `json:"id"` // of the unit
	Unit   Unit      `json:"unit"`
	Number int64     `json:"number"` // greater for one that was added later
	State  TaskState `json:"state"`
	Tries  int       `json:"tries"`            // how often somebody began it
	Owner  string    `json:"owner,omitempty"`  // who holds it, or held it last
	Until  time.Time `json:"until,omitzero"`   // leased: when the lease runs out; waiting: before which it is not taken
	Reason string    `json:"reason,omitempty"` // why the last try failed, or why it is dead
	Tally  Tally     `json:"tally,omitzero"`   // of one that is done; of another, what tries have kept that did not end
	Engine string    `json:"engine,omitempty"` // the version that did it
	Added  time.Time `json:"added"`
	Ended  time.Time `json:"ended,omitzero"` // when it was done, or given up
}

// Tally counts what came of what is in a unit.
type Tally struct {
	Kept       int           `json:"kept"`      // documents that are new
	Unchanged  int           `json:"unchanged"` // that were there
	Copies     int           `json:"copies"`    // documents that are kept, and copies of others; and repeats
	Skipped    int           `json:"skipped"`   // what is no document
	Failed     int           `json:"failed"`
	Statements int           `json:"statements"`
	Failures   []UnitFailure `json:"failures,omitempty"` // the first of each reason, MaxUnitFailures at most
}

// MaxUnitFailures is how many failures of a unit are told singly.
const MaxUnitFailures = 20

// UnitFailure is something in a unit that could not be used.
type UnitFailure struct {
	Place  string `json:"place"`
	Reason string `json:"reason"`
	Count  int    `json:"count"` // of this reason in the unit
}

// Lease is who holds a unit, and for how long. Instants are those of the holder's clock: the clocks of those who share a ledger must
// not differ by more than a small part of a lease.
type Lease struct {
	Owner  string // a name that nobody else has, and that its holder uses for one unit at a time
	Now    time.Time
	Until  time.Time
	Engine string // the holder's version; "" takes any unit
}

// Ending is how a unit ended.
type Ending struct {
	ID     string // of the unit
	Owner  string
	Engine string
	Tally  func(fates []Fate) Tally // of the unit, these documents with their fates included; nil for nothing
	More   bool                     // it has not ended: only what was kept of it is noted, if Owner holds it
	Now    time.Time
}

// TaskFilter says which tasks are wanted.
type TaskFilter struct {
	State TaskState // "" for all
	After int64     // those with a greater number
	Limit int       // 0 for all
}

// WorkCounts says how many units there are in each state, and what came of those that are done.
type WorkCounts struct {
	Waiting, Leased, Done, Dead int
	Expired                     int       // of the leased, those whose lease has run out
	Oldest                      time.Time // when the one was added that waits longest; zero if none waits
	Tally                       Tally     // of all that are done, without failures
}

// Worklist is the list of units in a ledger, and the truth about them: a queue only says that there may be something to do.
type Worklist interface {
	// AddWork adds units that wait, and says how many are new. One that is there already stays as it is.
	AddWork(ctx context.Context, now time.Time, units ...Unit) (added int, err error)
	// ClaimNext leases the unit that was added first of those that wait (and may be taken at lease.Now), or whose lease has run out,
	// and that lease.Engine may read. NotFound if there is none.
	ClaimNext(ctx context.Context, lease Lease) (Task, error)
	// Claim leases a unit, which is added if it is not there; it says how the unit stands then. It is held by the caller if and only
	// if its Owner is lease.Owner and its State is leased: it is not if it is done or dead, if another's lease has not run out, or if
	// a later engine must read it. To claim again what one holds prolongs the lease and is no other try.
	Claim(ctx context.Context, u Unit, lease Lease) (Task, error)
	// Renew prolongs a lease. NotFound if the owner does not hold the unit any more.
	Renew(ctx context.Context, id string, lease Lease) error
	// Release lets a unit wait again, for others to take from an instant on, with the reason if a try failed; without one it was no
	// try. Nothing happens if the owner does not hold the unit any more.
	Release(ctx context.Context, id, owner string, from time.Time, reason string) error
	// Bury gives a unit up that owner holds, for a reason. Nothing happens if the owner does not hold it any more.
	Bury(ctx context.Context, id, owner, reason string, now time.Time) error
	// Retry lets dead units wait again, as if never tried: those of the ids given, or all. It says how many.
	Retry(ctx context.Context, ids ...string) (int, error)
	// Again lets units wait again that are done or dead, as if never begun: those of the ids given. It says how many. What they gave
	// stays. It is for addresses, which may give something else by now.
	Again(ctx context.Context, ids ...string) (int, error)
	// PutUnit is PutAll with the last documents of a unit: they are kept and the unit is done, or neither. Who holds the unit makes no
	// difference, since whoever reads it finds the same; a unit that is done stays as it is. NotFound if there is no such unit. With
	// end.More they are documents amid the unit.
	PutUnit(ctx context.Context, entries []Entry, end Ending) ([]Fate, error)
	// Pending yields the units that wait and may be taken at an instant, or whose lease has run out then, in the order in which they
	// were added: what belongs into a queue. Others may be added meanwhile. Breaking off is free.
	Pending(ctx context.Context, now time.Time) iter.Seq2[Unit, error]
	// Task is the unit of an id, or of the only one that begins so. NotFound, or Invalid if there are several.
	Task(ctx context.Context, id string) (Task, error)
	// Tasks yields the units that f wants in the order in which they were added.
	Tasks(ctx context.Context, f TaskFilter) iter.Seq2[Task, error]
	// WorkCounts counts the units.
	WorkCounts(ctx context.Context, now time.Time) (WorkCounts, error)
}
