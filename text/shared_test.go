package text

import (
	"os"
	"path/filepath"
	"testing"
)

// TestQuotesOfNews reads the news of PolNeAR's dev set: nearly every paragraph must come out even. How many do not is printed.
func TestQuotesOfNews(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(filepath.Dir(root), "shared", "corpora", "polnear", "dev", "text")
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("no shared/corpora/polnear beside the repository")
	}
	var sum tally
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sum.add(string(data))
	}
	t.Logf("%d paragraphs, %d quotations; %d paragraphs do not come out even: %d opening marks missing, %d closing ones, %d wrong",
		sum.paragraphs, sum.quotations, sum.odd, sum.noOpen, sum.noClose, sum.wrong)
	if outside := sum.outside; outside*100 > sum.paragraphs {
		t.Errorf("%d quotations in %d paragraphs reach beyond theirs", outside, sum.paragraphs)
	}
	if sum.odd*100 > sum.paragraphs {
		t.Errorf("%d of %d paragraphs do not come out even", sum.odd, sum.paragraphs)
	}
}

// tally counts paragraphs, and quotations that are not as they should be.
type tally struct{ paragraphs, quotations, outside, odd, noOpen, noClose, wrong int }

func (c *tally) add(s string) {
	blocks := paragraphs(s)
	quotes := Quotes(s, blocks)
	c.paragraphs += len(blocks)
	c.quotations += len(quotes)
	odd := map[int]bool{}
	for i, b := range blockNumbers(blocks, quotes) {
		q := quotes[i]
		switch {
		case b < 0:
			c.outside++
		case q.Open == "" && q.Continues < 0:
			c.noOpen++
		case q.CloseOK:
			continue
		case q.Close == "":
			c.noClose++
		default:
			c.wrong++
		}
		odd[b] = true
	}
	c.odd += len(odd)
}
