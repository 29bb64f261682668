package relational

import (
	"dixit"
)

// voices are the speakers that a transaction knows.
type voices struct {
	rows  map[string]int64 // by name
	named map[named]bool   // which entities have which names
}

// named is an entity with the row of a name that it has.
type named struct {
	entity  string
	speaker int64
}

// speaker is the row id of a speaker's name, nil for none; a new name is added with its words, a new id under it is noted.
func (w *Session) speaker(sp dixit.Speaker) any {
	if sp.Name == "" {
		return nil
	}
	w.meet([]dixit.Speaker{sp})
	return w.voices.rows[sp.Name]
}

// meet is speaker for many, of which it remembers the rows.
func (w *Session) meet(list []dixit.Speaker) {
	if w.voices == nil {
		w.voices = &voices{map[string]int64{}, map[named]bool{}}
	}
	v := w.voices
	var names, ids []string
	for _, sp := range list {
		row, known := v.rows[sp.Name]
		if sp.Name == "" || known && (sp.ID == "" || v.named[named{sp.ID, row}]) {
			continue
		}
		if !known {
			names = append(names, sp.Name)
		}
		if sp.ID != "" {
			ids = append(ids, sp.ID)
		}
	}
	w.nameAll(distinct(names))
	w.identify(distinct(ids), list)
}

// nameAll finds the rows of names, and adds those that are not there.
func (w *Session) nameAll(names []string) {
	if len(names) == 0 {
		return
	}
	rows := w.voices.rows
	table, parameter := w.dialect.Texts(names)
	w.Each("SELECT id, name FROM speakers WHERE name IN (SELECT value FROM "+table+" j)", func(scan func(...any) error) error {
		var row int64
		var name string
		err := scan(&row, &name)
		rows[name] = row
		return err
	}, parameter)
	var added []string
	for _, name := range names {
		if rows[name] == 0 {
			added = append(added, name)
		}
	}
	var speakers, words []any
	fresh := w.fresh("speakers", len(added))
	if w.err != nil {
		return
	}
	for i, name := range added {
		rows[name] = fresh[i]
		speakers = append(speakers, fresh[i], name)
		words = wordsOf(words, fresh[i], name)
	}
	w.Load("speakers", []string{"id", "name"}, speakers)
	w.speakerWords(words)
}

// wordsOf appends the cells of the words by which a speaker's name is looked up.
func wordsOf(cells []any, row int64, name string) []any {
	for _, word := range nameWords(name) {
		cells = append(cells, word, row)
	}
	return cells
}

// speakerWords writes what wordsOf has made.
func (w *Session) speakerWords(cells []any) {
	w.Load("speaker_words", []string{"word", "speaker"}, cells)
}

// identify notes which names in list some entities have.
func (w *Session) identify(ids []string, list []dixit.Speaker) {
	if len(ids) == 0 || w.err != nil {
		return
	}
	v := w.voices
	table, parameter := w.dialect.Texts(ids)
	w.Each("SELECT entity, speaker FROM entities WHERE entity IN (SELECT value FROM "+table+" j)", func(scan func(...any) error) error {
		var n named
		err := scan(&n.entity, &n.speaker)
		v.named[n] = true
		return err
	}, parameter)
	var cells []any
	for _, sp := range list {
		if n := (named{sp.ID, v.rows[sp.Name]}); sp.ID != "" && sp.Name != "" && !v.named[n] {
			v.named[n] = true
			cells = append(cells, n.entity, n.speaker)
		}
	}
	w.Load("entities", []string{"entity", "speaker"}, cells)
}
