package relational

import (
	"fmt"
	"slices"
)

// speakers finds names that nobody has.
func (in *inspector) speakers() {
	in.w.Each("SELECT id, name FROM speakers p WHERE NOT EXISTS (SELECT 1 FROM statements WHERE speaker = p.id)", func(scan func(...any) error) error {
		var id int64
		var name string
		err := scan(&id, &name)
		where := fmt.Sprintf("speaker %.80q", name)
		in.found("orphans", where, func(r *repairs) { r.names[id] = mend("name", where, "nobody is called so") }, "nobody is called so")
		return err
	})
}

// speakerWords compares the words of names.
func (in *inspector) speakerWords() {
	words := map[int64][]string{}
	in.w.Each("SELECT speaker, word FROM speaker_words ORDER BY word", func(scan func(...any) error) error {
		var id int64
		var word string
		err := scan(&id, &word)
		words[id] = append(words[id], word)
		return err
	})
	in.w.Each("SELECT id, name FROM speakers", func(scan func(...any) error) error {
		var id int64
		var name string
		err := scan(&id, &name)
		if where := fmt.Sprintf("speaker %.80q", name); !slices.Equal(words[id], nameWords(name)) {
			in.found("speakers", where, func(r *repairs) { r.names[id] = mend("name", where, "it is found by other words than its own") },
				"it is found by %.200q", words[id])
		}
		return err
	})
}

// namesakes finds ids of speakers that no statement has.
func (in *inspector) namesakes() {
	in.w.Each("SELECT e.entity, e.speaker, p.name FROM entities e JOIN speakers p ON p.id = e.speaker", func(scan func(...any) error) error {
		var n namesake
		var name string
		err := scan(&n.entity, &n.speaker, &name)
		if where := fmt.Sprintf("speaker %.80q", name); !in.entities[n] {
			in.found("orphans", where, func(r *repairs) { r.entities[n] = mend("name", where, "nobody has its id %.80q", n.entity) }, "nobody has its id %.80q", n.entity)
		}
		return err
	})
}

// progress finds places in files that cannot be.
func (in *inspector) progress() {
	in.w.Each("SELECT path FROM progress WHERE at < 0 OR within < 0 OR done NOT IN (0, 1) OR path = '' OR digest = ''", func(scan func(...any) error) error {
		var path string
		err := scan(&path)
		where := fmt.Sprintf("file %.200q", path)
		in.found("progress", where, func(r *repairs) { r.forget[path] = mend("forget", where, "how far it was read cannot be") }, "how far it was read cannot be")
		return err
	})
}
