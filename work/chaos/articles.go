//go:build linux

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// writeArticles writes files of articles that are all different, the same ones for the same seed. A file has so many, and is a unit of
// work; an article has so many paragraphs, with a statement in each.
func writeArticles(dir string, count, perFile, paragraphs int, random *rand.Rand) (files []string, err error) {
	for first := 0; first < count; first += perFile {
		path := filepath.Join(dir, fmt.Sprintf("articles-%05d.ndjson", first/perFile))
		if err := writeFile(path, first, min(count, first+perFile), paragraphs, random); err != nil {
			return nil, err
		}
		files = append(files, path)
	}
	return files, nil
}

func writeFile(path string, from, to, paragraphs int, random *rand.Rand) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	lines := json.NewEncoder(w)
	for i := from; i < to; i++ {
		title, text := article(i, random)
		for n := 1; n < paragraphs; n++ {
			_, more := article(i+n*1000003, random)
			text += "\n\n" + more
		}
		if err := lines.Encode(map[string]string{
			"id": fmt.Sprintf("chaos-%07d", i), "title": title, "text": text, "outlet": "The Daily Chaos",
			"url": fmt.Sprintf("https://chaos.example/%d", i), "published": fmt.Sprintf("2025-%02d-%02d", 1+i%12, 1+i%28),
		}); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// article is one of a kind: numbers and a name made of syllables keep it from being a copy of another.
func article(i int, random *rand.Rand) (title, text string) {
	pick := func(words string) string {
		list := strings.Split(words, ",")
		return list[random.IntN(len(list))]
	}
	name := pick("Ana,Bo,Carla,Dmitri,Elif,Femi,Greta,Hugo,Ines,Jonas") + " " + surname(i)
	office := pick("the mayor,a spokeswoman,the finance minister,a union leader,the head of the port authority")
	place := strings.ToUpper(surname(i * 7)[:1]) + surname(i * 7)[1:]
	claim := fmt.Sprintf("%s %d %s in %s %s", pick("the city will close,we need to repair,nobody has paid for,they promised to reopen"), i+2,
		pick("bridges,schools,clinics,ferries,bakeries"), place, pick("before winter,this year,within weeks,after the vote,whatever it costs"))
	switch random.IntN(3) {
	case 0:
		text = fmt.Sprintf("“%s%s,” said %s, %s.", strings.ToUpper(claim[:1]), claim[1:], name, office)
	case 1:
		text = fmt.Sprintf("%s, %s, said on Monday that %s.", name, office, claim)
	default:
		text = fmt.Sprintf("According to %s, %s, %s.", name, office, claim)
	}
	return fmt.Sprintf("%s speaks of %s", surname(i), place), text
}

// surname is a name for a number.
func surname(i int) string {
	syllables := strings.Split("ba,ce,di,fo,gu,ka,le,mi,no,pu,ra,se,ti,vo,zu,da", ",")
	var b strings.Builder
	for n := i + 4096; n > 0; n /= len(syllables) {
		b.WriteString(syllables[n%len(syllables)])
	}
	s := b.String()
	return strings.ToUpper(s[:1]) + s[1:]
}
