package relational

import (
	"encoding/json"
	"fmt"
	"slices"

	"dixit/ledger"
)

// work finds units that cannot be. They are forgotten: whatever they were, it can be enqueued again.
func (in *inspector) work() {
	in.w.Each("SELECT number, id, unit, least, state, tries, until, failures FROM work ORDER BY number", func(scan func(...any) error) error {
		var number, least, until int64
		var id, unit, state, failures string
		var tries int
		if err := scan(&number, &id, &unit, &least, &state, &tries, &until, &failures); err != nil {
			return err
		}
		if why := wrongUnit(id, unit, least, state, tries, until, failures); why != "" {
			where := fmt.Sprintf("unit %d", number)
			in.found("work", where, func(r *repairs) { r.units[number] = mend("forget", where, "%s", why) }, "%s", why)
		}
		return nil
	})
}

// wrongUnit says why a unit of work cannot be; "" if it can.
func wrongUnit(id, unit string, least int64, state string, tries int, until int64, failures string) string {
	var u ledger.Unit
	var list []ledger.UnitFailure
	if err := json.Unmarshal([]byte(unit), &u); err != nil {
		return "it cannot be read: " + err.Error()
	}
	if err := json.Unmarshal([]byte(failures), &list); err != nil {
		return "its failures cannot be read: " + err.Error()
	}
	if err := u.Check(); err != nil {
		return "it cannot be: " + err.Error()
	}
	switch {
	case u.ID() != id:
		return "its id is not that of what it says"
	case ledger.VersionNumber(u.Engine) != least:
		return "its version is not that of what it says"
	case !slices.Contains(ledger.TaskStates(), ledger.TaskState(state)):
		return fmt.Sprintf("there is no state %.40q", state)
	case tries < 0 || until < 0:
		return "it was tried less than never"
	}
	return ""
}
