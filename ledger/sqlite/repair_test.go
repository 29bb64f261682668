package sqlite

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dixit"
	"dixit/ledger"
	"dixit/ledger/ledgertest"

	"github.com/google/go-cmp/cmp"
)

// sound is a ledger with copies, the same words in several articles, ids of speakers, statements inside others, what people say of some, and documents that were read
// again.
func sound(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sound.db")
	s := openAt(t, path)
	for n := range 6 {
		a := stockOrCopy(n)
		for i := range a.Says {
			a.Says[i].ID, a.Says[i].Inside = "id-of-"+a.Says[i].Speaker, i == 1
		}
		doc, ex := putArticle(t, s, a)
		if n == 1 || n == 2 {
			list := remarks(doc, ex)
			if _, err := s.Annotate(t.Context(), list...); err != nil {
				t.Fatal(err)
			}
		}
		if n == 3 {
			now, err := ledgertest.Reread(doc, ex, next)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.Replace(t.Context(), doc.SHA256, now); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, day := range []string{"2024-12-01", "2024-12-02", "2024-12-03"} {
		putArticle(t, s, ledgertest.Article{ID: day, Note: day, Title: "Cranes", Published: day, Says: []ledgertest.Say{
			{Speaker: "Speaker 3", Cue: "said", Parts: []string{"The ministry paid twelve million crowns for broken harbour things"}},
		}})
	}
	if got := found(t, s); len(got) > 0 {
		t.Fatalf("found %q", got)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// found are the checks that find something, each once.
func found(t *testing.T, s *Store) []string {
	t.Helper()
	var list []string
	for f, err := range s.Check(t.Context(), ledger.CheckOptions{Deep: true}) {
		if err != nil {
			t.Fatal(err)
		}
		if f.Where == "" || f.Why == "" || strings.ContainsAny(f.Why, "\n\x00") {
			t.Errorf("%q", f)
		}
		list = append(list, f.What)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// Everything that is checked is damaged; the damage is found, said, mended, and costs nothing but what it hit.
func TestRepair(t *testing.T) {
	whole := sound(t)
	third := func(change func(lines [][]byte) [][]byte) func(*testing.T, *Store) { return onRecords(change) }
	for n, c := range []struct {
		name   string
		damage func(t *testing.T, s *Store)
		want   string // what is found, among others
		lost   int    // statements
	}{
		{"Column", onTable("UPDATE statements SET act = 'deny' WHERE ordinal = 1"), "columns", 0},
		{"Kind", onTable("UPDATE statements SET kind = 'mixed' WHERE ordinal = 0"), "columns", 0},
		{"SaidOn", onTable("UPDATE statements SET said_first = 1, said_last = 2 WHERE ordinal = 0"), "columns", 0},
		{"SpeakerOfAnother", onTable("UPDATE statements SET speaker = (SELECT max(id) FROM speakers) WHERE ordinal = 0"), "columns", 0},
		{"NoSpeaker", onTable("UPDATE statements SET speaker = NULL WHERE ordinal = 0"), "columns", 0},
		{"SpeakerGone", onTable("PRAGMA foreign_keys = 0; DELETE FROM speakers WHERE id = (SELECT min(speaker) FROM statements); PRAGMA foreign_keys = 1"), "orphans", 0},
		{"Code", onTable("UPDATE statements SET code = 'aaaaaaaaaaaaaaaa' WHERE id = (SELECT min(id) FROM statements)"), "ids", 0},
		{"RowGone", onTable("DELETE FROM statements WHERE ordinal = 1 AND doc <> 4"), "columns", 0},
		{"Day", onTable("UPDATE documents SET day = '2020-01-01' WHERE id = 3"), "days", 0},
		{"Second", onTable("UPDATE documents SET second = 5 WHERE id = 3"), "days", 0},
		{"RowOfAnotherDay", onTable("PRAGMA foreign_keys = 0; UPDATE statements SET id = id + (7 << 28) WHERE doc = 3; PRAGMA foreign_keys = 1"), "days", 0},
		{"Label", onTable("UPDATE documents SET label = 'other' WHERE id = 3"), "columns", 0},
		{"Chain", onTable("UPDATE chain SET name = 'somebody' WHERE position = 0"), "edges", 0},
		{"ChainGone", onTable("DELETE FROM chain"), "edges", 0},
		{"ChainTooLong", onTable("INSERT INTO chain SELECT id, 5, 'one more' FROM statements"), "edges", 0},
		{"ChainOfNobody", onTable("PRAGMA foreign_keys = 0; INSERT INTO chain VALUES (5, 0, 'x'); PRAGMA foreign_keys = 1"), "orphans", 0},
		{"IndexRowGone", onTable("DELETE FROM terms WHERE rowid IN (SELECT id FROM statements WHERE ordinal = 0)"), "index", 0},
		{"IndexRowOfNobody", onTable("INSERT INTO terms (rowid, said) VALUES (77, 'word')"), "orphans", 0},
		{"IndexWord", onTable(`DELETE FROM terms WHERE rowid = (SELECT max(id) FROM statements);
			INSERT INTO terms (rowid, said) SELECT max(id), 'others' FROM statements`), "index", 0},
		{"IndexEmpty", onTable("INSERT INTO terms(terms) VALUES ('delete-all')"), "index", 0},
		{"IndexBroken", onTable("UPDATE terms_data SET block = x'00112233' WHERE id > 10"), "index", 0},
		{"GistGone", onTable("DELETE FROM gists WHERE rowid = 3"), "index", 0},
		{"GistOfNobody", onTable("INSERT INTO gists (rowid, words) VALUES (77, 'word')"), "orphans", 0},
		{"GistWord", onTable("DELETE FROM gists WHERE rowid = 3; INSERT INTO gists (rowid, words) VALUES (3, 'others')"), "index", 0},
		{"GistsEmpty", onTable("INSERT INTO gists(gists) VALUES ('delete-all')"), "index", 0},
		{"GistsBroken", onTable("UPDATE gists_data SET block = x'00112233' WHERE id > 10"), "index", 0},
		{"SpeakerWord", onTable("UPDATE speaker_words SET word = 'words' WHERE word = 'speaker'"), "speakers", 0},
		{"SpeakerWordsGone", onTable("DELETE FROM speaker_words"), "speakers", 0},
		{"SpeakerNobodyIs", onTable("INSERT INTO speakers (name) VALUES ('Nobody'); INSERT INTO speaker_words SELECT 'nobody', id FROM speakers WHERE name = 'Nobody'"), "orphans", 0},
		{"EntityGone", onTable("DELETE FROM entities"), "speakers", 0},
		{"EntityOfNobody", onTable("INSERT INTO entities SELECT 'x', id FROM speakers"), "orphans", 0},
		{"Again", onTable("UPDATE wordings SET again = 1 - again"), "copies", 0},
		{"Wording", onTable("UPDATE wordings SET wording = wording + 1 WHERE again = 0"), "copies", 0},
		{"PhrasesGone", onTable("DELETE FROM phrases"), "echoes", 0},
		{"PhrasesOfNobody", onTable("INSERT INTO phrases VALUES (1, 5)"), "echoes", 0},
		{"EchoesGone", onTable("DELETE FROM echoes WHERE statement = (SELECT min(statement) FROM echoes)"), "echoes", 0},
		{"EchoOfAnother", onTable("UPDATE echoes SET first = (SELECT max(id) FROM statements)"), "echoes", 0},
		{"EchoWording", onTable("UPDATE echoes SET wording = wording + 1"), "echoes", 0},
		{"EchoBundle", onTable("UPDATE echoes SET bundle = 7"), "echoes", 0},
		{"Unheard", onTable("INSERT INTO unheard SELECT min(id) FROM documents"), "echoes", 0},
		{"WordingsGone", onTable("DELETE FROM wordings"), "copies", 0},
		{"ClusterOfOne", onTable("DELETE FROM clusters WHERE doc = cluster"), "copies", 0},
		{"ClusterOfAnother", onTable("UPDATE clusters SET cluster = 999 WHERE cluster = 3"), "copies", 0},
		{"Place", onTable("UPDATE clusters SET place = 'first' WHERE doc = 3"), "copies", 0},
		{"Prints", onTable("DELETE FROM prints WHERE doc = 3"), "copies", 0},
		{"PrintsOfAnother", onTable("INSERT OR IGNORE INTO prints SELECT print + 1, 3, total FROM prints WHERE doc = 3"), "copies", 0},
		{"PrintsOfNobody", onTable("PRAGMA foreign_keys = 0; INSERT INTO prints VALUES (1, 99, 1); PRAGMA foreign_keys = 1"), "orphans", 0},
		{"Progress", onTable("INSERT INTO progress VALUES ('/x', 'd', -1, 0, 0)"), "progress", 0},
		{"Work", onTable("INSERT INTO work VALUES (1, 'x', '{}', 0, 'waiting', 0, '', 0, '', '', 1, 0, 0, 0, 0, 0, 0, 0, '[]')"), "work", 0},
		{"SQLiteIndex", onTable(`PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = replace(sql, '(act)', '(region)')
			WHERE name = 'statements_act'; PRAGMA schema_version = 1000; PRAGMA writable_schema = 0`), "file", 0},

		{"Annotated", onTable("UPDATE statements SET annotated = 1 - annotated WHERE ordinal = 0"), "annotations", 0},
		{"Struck", onTable("UPDATE statements SET struck = 1 WHERE doc = 3"), "columns", 0},
		{"NotInForce", onTable("UPDATE annotations SET statement = NULL"), "annotations", 0},
		{"InForceForAnother", onTable("UPDATE annotations SET statement = (SELECT max(id) FROM statements)"), "annotations", 0},
		{"AnnotationsOfNobody", onTable("PRAGMA foreign_keys = 0; UPDATE annotations SET statement = 7; PRAGMA foreign_keys = 1"), "orphans", 0},
		{"Tag", onTable("UPDATE tags SET tag = 'war'"), "annotations", 0},
		{"TagOfAnother", onTable("INSERT OR IGNORE INTO tags SELECT 'peace', id FROM statements"), "annotations", 0},
		{"NotesGone", onTable("INSERT INTO remarks(remarks) VALUES ('delete-all')"), "index", 0},
		{"NoteOfNobody", onTable("INSERT INTO remarks (rowid, note) VALUES (77, 'word')"), "orphans", 0},
		{"NotesBroken", onTable("UPDATE remarks_data SET block = x'00112233' WHERE id > 10"), "index", 0},
		{"AllRowsOfAnnotated", onTable("DELETE FROM statements WHERE annotated = 1"), "columns", 0},
		{"PagesGone", onTable("DELETE FROM pages"), "pages", 0},

		{"AnnotationNoJSON", onTable("UPDATE annotations SET body = 'x' WHERE body LIKE '%peace%'"), "annotations", 0},
		{"RedirectOfNow", onTable("INSERT OR REPLACE INTO redirects SELECT code, doc, NULL, 'x', 'y' FROM statements WHERE ordinal = 0"), "redirects", 0},
		{"RedirectElsewhere", onTable("UPDATE redirects SET target = (SELECT code FROM statements WHERE doc = 3) WHERE target IS NOT NULL"), "redirects", 0},
		{"RedirectToNobody", onTable("PRAGMA foreign_keys = 0; UPDATE redirects SET target = 'x'; PRAGMA foreign_keys = 1"), "orphans", 0},
		{"RecordElsewhere", third(func(l [][]byte) [][]byte {
			l[1] = bytes.Replace(l[1], []byte(`"start":`), []byte(`"start":1`), 1)
			return l
		}), "spans", 1},
		{"RecordNoJSON", third(func(l [][]byte) [][]byte {
			l[1] = l[1][:100]
			return l
		}), "spans", 1},
		{"RecordOfAnother", third(func(l [][]byte) [][]byte {
			l[0] = l[1]
			return l
		}), "ids", 1},
		{"RecordWithoutCue", third(func(l [][]byte) [][]byte {
			l[0] = bytes.Replace(l[0], []byte(`"cue":[{`), []byte(`"cue":[],"was":[{`), 1)
			return l
		}), "ids", 1},
		{"RecordMissing", third(func(l [][]byte) [][]byte { return l[:1] }), "documents", 1},
		{"Parent", third(func(l [][]byte) [][]byte {
			l[1] = bytes.Replace(l[1], []byte(`"parent":"`), []byte(`"parent":"x`), 1)
			return l
		}), "edges", 0},
		{"RecordsNotPacked", onTable("UPDATE documents SET records = x'00' WHERE id = 3"), "documents", 2},
		{"TextNotPacked", onTable("UPDATE documents SET text = x'00' WHERE id = 3"), "documents", 2},
		{"TextOfAnother", onTable("UPDATE documents SET text = (SELECT source FROM documents WHERE id = 1) WHERE id = 3"), "", 2},
		{"BlocksNotPacked", onTable("UPDATE documents SET blocks = x'00' WHERE id = 3"), "documents", 2},
		{"SourceOfAnother", onTable("UPDATE documents SET source = (SELECT source FROM documents WHERE id = 1) WHERE id = 3"), "hashes", 2},
		{"SourceNotPacked", onTable("UPDATE documents SET source = x'00' WHERE id = 3"), "documents", 2},
		{"Address", onTable("UPDATE documents SET address = replace(address, 'a', 'b') WHERE id = 3"), "hashes", 2},
		{"Authors", onTable("UPDATE documents SET authors = 'x' WHERE id = 3"), "documents", 2},
		{"QuoteOutside", onTable("UPDATE quotes SET past = 100000 WHERE doc = 3"), "spans", 2},
		{"StatementsOfNobody", onTable("PRAGMA foreign_keys = 0; DELETE FROM documents WHERE id = 3; PRAGMA foreign_keys = 1"), "orphans", 2},
	} {
		if testing.Short() && n%8 > 0 {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			damaged(t, whole, c.damage, c.want, c.lost)
		})
	}
}

// damaged damages a copy of a ledger and repairs it. Document 3 has two statements.
func damaged(t *testing.T, whole string, damage func(*testing.T, *Store), want string, lost int) {
	path := copied(t, whole)
	s := closing(t, openAt(t, path))
	before, err := dump(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	all := texts(t, s)
	damage(t, s)
	if got := found(t, s); len(got) == 0 || want != "" && !slices.Contains(got, want) {
		t.Fatalf("found %q, want %q", got, want)
	}
	would, err := s.Repair(t.Context(), false)
	if err != nil || len(would.Mends) == 0 {
		t.Fatalf("%+v, %v", would, err)
	}
	if got := found(t, s); len(got) == 0 {
		t.Fatal("mended without being told to")
	}
	did, err := s.Repair(t.Context(), true)
	if err != nil {
		t.Fatalf("%v: %+v", err, did)
	}
	if got := found(t, s); len(got) > 0 {
		t.Errorf("after the repair: found %q", got)
	}
	after, left := everythingSaid(t, s), 0
	for id, text := range all {
		if after[id] == text {
			left++
		}
	}
	if left != len(all)-lost || len(after) != left {
		t.Errorf("%d of %d statements are left, %d as they were; want %d", len(after), len(all), left, len(all)-lost)
	}
	aside := slices.ContainsFunc(did.Mends, func(m ledger.Mend) bool { return m.Aside })
	if data, err := os.ReadFile(did.Aside); aside != (did.Aside != "") || aside && (err != nil || !bytes.HasPrefix(data, []byte(`{"table":`))) {
		t.Errorf("set aside %t, in %q: %.200q, %v", aside, did.Aside, data, err)
	}
	if lost == 0 && want != "edges" {
		now, err := dump(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(before, "\n"), strings.Split(now, "\n")); diff != "" && !strings.Contains(t.Name(), "Label") && !strings.Contains(t.Name(), "AnnotationNoJSON") {
			t.Errorf("(-before +after)\n%.3000s", diff)
		}
	}
}

// copied is a copy of a ledger that nobody has open.
func copied(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "ledger.db")
	if err := os.WriteFile(to, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}

// everythingSaid are all statements by their ids, found by a word that each has.
func everythingSaid(t *testing.T, s *Store) map[string]string {
	t.Helper()
	all := map[string]string{}
	for r, err := range s.Search(t.Context(), ledger.Filter{All: true, Where: ledger.Term{Field: ledger.Said, Text: "things"}}) {
		if err != nil {
			t.Fatal(err)
		}
		all[r.Statement.ID] = r.Statement.Speaker.Name + ": " + r.Statement.Text()
	}
	return all
}

func texts(t *testing.T, s *Store) map[string]string {
	t.Helper()
	all := everythingSaid(t, s)
	list, err := everything(t.Context(), s)
	if err != nil || len(list) != len(all) || len(all) < 10 {
		t.Fatalf("%d statements, %d found by a word: %v", len(list), len(all), err)
	}
	return all
}

// What cannot be mended in place is said, and nothing is changed.
func TestRepairHelpless(t *testing.T) {
	path := copied(t, sound(t))
	s := openAt(t, path)
	var page int64
	if err := s.read.QueryRow("SELECT rootpage FROM sqlite_schema WHERE name = 'chain'").Scan(&page); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 400 {
		data[(page-1)*4096+int64(i)] ^= 0x5a
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	s = closing(t, openAt(t, path))
	if got := found(t, s); !slices.Contains(got, "file") {
		t.Errorf("found %q", got)
	}
	_, err = s.Repair(t.Context(), true)
	wantError(t, err, dixit.Unavailable, "cannot be mended in place", "backup")
}

// A check that is broken off ends at once, and one of a store that is closed says so.
func TestCheckBrokenOff(t *testing.T) {
	s := closing(t, openAt(t, copied(t, sound(t))))
	onTable("DELETE FROM chain")(t, s)
	n := 0
	for _, err := range s.Check(t.Context(), ledger.CheckOptions{}) {
		if n++; err != nil {
			t.Fatal(err)
		}
		break
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range s.Check(ctx, ledger.CheckOptions{}) {
		wantError(t, err, dixit.Unavailable)
	}
	if n != 1 {
		t.Errorf("%d findings", n)
	}
}
