package ledgertest

import (
	"testing"

	"dixit"
	"dixit/ledger"
)

// batchTests put several documents at once, and how far a file was read.
func batchTests() []test {
	entry := func(t *testing.T, a Article) ledger.Entry {
		doc, ex := build(t, a)
		return ledger.Entry{Doc: doc, Extraction: ex}
	}
	added := func(statements int) ledger.Fate {
		return ledger.Fate{Receipt: ledger.Receipt{Added: true, Counted: statements}}
	}
	return []test{
		{"AsOneByOne", func(t *testing.T, l ledger.Ledger) {
			a, b := entry(t, harbour()), entry(t, one("b", "2025-01-02", "Bo", "This too"))
			fates, err := l.PutAll(t.Context(), []ledger.Entry{a, b, a})
			if err != nil {
				t.Fatal(err)
			}
			expect(t, "fates", fates, []ledger.Fate{added(5), added(1), {}})
			expect(t, "records", find(t, l, ledger.Filter{}), append(Records(a.Doc, a.Extraction), Records(b.Doc, b.Extraction)...))
			again, err := l.PutAll(t.Context(), []ledger.Entry{b, a})
			if err != nil {
				t.Fatal(err)
			}
			expect(t, "fates of a second time", again, []ledger.Fate{{}, {}})
		}},
		{"None", func(t *testing.T, l ledger.Ledger) {
			if fates, err := l.PutAll(t.Context(), nil); err != nil || len(fates) > 0 {
				t.Errorf("%v, %v", fates, err)
			}
		}},
		{"RefusedCostsNoOther", func(t *testing.T, l ledger.Ledger) {
			a, bad, b := entry(t, harbour()), entry(t, one("bad", "", "Bo", "No")), entry(t, one("b", "2025-01-02", "Bo", "This too"))
			bad.Doc.SHA256 = "none"
			fates, err := l.PutAll(t.Context(), []ledger.Entry{a, bad, b}, ledger.Progress{Path: "/x", Offset: 1})
			if err != nil {
				t.Fatal(err)
			}
			refused(t, "the bad one", fates[1].Err, dixit.Invalid)
			fates[1].Err = nil
			expect(t, "fates", fates, []ledger.Fate{added(5), {}, added(1)})
			counts(t, l, ledger.Counts{Documents: 2, Statements: 6, Speakers: 4})
			p, err := l.Progress(t.Context(), "/x")
			if err != nil {
				t.Fatal(err)
			}
			expect(t, "progress", p, ledger.Progress{Path: "/x", Offset: 1})
		}},
		{"Progress", func(t *testing.T, l ledger.Ledger) {
			for _, want := range []ledger.Progress{
				{},
				{Path: "/news/one.warc.gz", Digest: "d", Offset: 1 << 40, Within: 7},
				{Path: "/news/one.warc.gz", Digest: "e", Offset: 5, Done: true},
			} {
				if want.Path != "" {
					if _, err := l.PutAll(t.Context(), nil, want, ledger.Progress{Path: "/news/two"}); err != nil {
						t.Fatal(err)
					}
				}
				got, err := l.Progress(t.Context(), "/news/one.warc.gz")
				if err != nil {
					t.Fatal(err)
				}
				expect(t, "progress", got, want)
			}
		}},
	}
}
