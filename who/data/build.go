//go:build ignore

// Build writes the data of package who from public lists (README.md names them):
//
//	go run who/data/build.go LISTS
//
// LISTS is a folder with first-names-gender.tsv.gz, first-names.txt.gz, countries-factbook.json and us-officials.jsonl.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dixit/who/fold"
)

func main() {
	lists, out := os.Args[1], filepath.Join("who", "data")
	write(filepath.Join(out, "firstnames.txt.gz"), firstNames(lists))
	write(filepath.Join(out, "world.tsv.gz"), world(lists))
}

func write(path string, lines []string) {
	slices.Sort(lines)
	lines = slices.Compact(lines)
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	for _, l := range lines {
		fmt.Fprintln(z, l)
	}
	check(z.Close())
	check(os.WriteFile(path, b.Bytes(), 0o644))
	fmt.Println(path, len(lines), "lines", b.Len(), "bytes")
}

// firstNames makes lines "name g": g is m, f, or u where the name is borne by both or nobody counted.
func firstNames(dir string) []string {
	gender := map[string]string{}
	each(filepath.Join(dir, "first-names.txt.gz"), func(l string) {
		if n := fold.String(strings.TrimSpace(l)); len(n) > 1 && !strings.ContainsAny(n, " .\t") {
			gender[n] = "u"
		}
	})
	counts := map[string][2]int{}
	each(filepath.Join(dir, "first-names-gender.tsv.gz"), func(l string) {
		f := strings.Split(l, "\t")
		n := fold.String(f[0])
		if len(f) < 4 || f[0] == "name" || len(n) < 2 || strings.ContainsAny(n, " .") {
			return
		}
		male, _ := strconv.Atoi(f[1])
		female, _ := strconv.Atoi(f[2])
		c := counts[n]
		counts[n] = [2]int{c[0] + male, c[1] + female}
	})
	for n, c := range counts {
		switch all := c[0] + c[1]; {
		case all < 4:
			continue
		case c[0]*10 >= all*9:
			gender[n] = "m"
		case c[1]*10 >= all*9:
			gender[n] = "f"
		default:
			gender[n] = "u"
		}
	}
	var out []string
	for n, g := range gender {
		out = append(out, n+" "+g)
	}
	return out
}

// world makes two sorts of lines, with tabs: "c, country, word for it, …", where a tilde marks adjectives, and "h, name,
// office, country, first year, last year", where the last is empty for those in office when the lists were made.
func world(dir string) []string {
	var countries []map[string]any
	data, err := os.ReadFile(filepath.Join(dir, "countries-factbook.json"))
	check(err)
	check(json.Unmarshal(data, &countries))
	var out []string
	for _, c := range countries {
		get := func(k string) string { s, _ := c[k].(string); return s }
		name := countryName(get("name"))
		if name == "" || get("capital") == "" || dependent.MatchString(get("government_type")+get("dependency_status")) {
			continue
		}
		words := []string{"c", name}
		for _, w := range separator.Split(get("demonym_adjective"), -1) {
			if w = strings.TrimSpace(plural.ReplaceAllString(w, "")); isName(w) && w != name {
				words = append(words, "~"+w)
			}
		}
		if w := capital(get("capital")); isName(w) {
			words = append(words, w)
		}
		words = append(words, more[name]...)
		out = append(out, strings.Join(words, "\t"))
		for _, k := range []string{"chief_of_state", "head_of_government"} {
			if h := holder(get(k)); h != nil && name != "United States" {
				out = append(out, strings.Join([]string{"h", h[1], h[0], name, h[2], ""}, "\t"))
			}
		}
	}
	return append(out, executives(dir)...)
}

var (
	plural    = regexp.MustCompile(`\(.*?\)`)
	separator = regexp.MustCompile(`[,;]| or `)
	dependent = regexp.MustCompile(`(?i)territor|dependen|overseas|self-govern|constituent|part of the kingdom|commonwealth in political union|states of jersey|guernsey|faroe|inatsisartut`)
	more      = map[string][]string{
		"United States": {"US", "U.S", "USA", "U.S.A", "America"}, "United Kingdom": {"UK", "U.K", "Britain"},
		"Russia": {"Kremlin"}, "Ukraine": {"Kiev"}, "China": {"PRC"},
		"United Arab Emirates": {"UAE"}, "Turkey": {"Türkiye"}, "Netherlands": {"Holland"}, "Taiwan": {"~Taiwanese"}, "Burma": {"Myanmar"},
	}
	titles  = []string{"President", "Prime Minister", "Chancellor", "Premier"}
	initial = regexp.MustCompile(`^\pL\.$`)
)

func isName(w string) bool {
	return w != "" && unicode.IsUpper([]rune(w)[0]) && len(strings.Fields(w)) <= 3
}

// countryName turns "Korea, South" into "South Korea" and cuts what stands in brackets.
func countryName(s string) string {
	s = strings.TrimSpace(plural.ReplaceAllString(s, ""))
	if a, b, ok := strings.Cut(s, ", "); ok {
		return strings.TrimSuffix(b, " the") + " " + a
	}
	return s
}

func capital(s string) string {
	s = plural.ReplaceAllString(s, "")
	s, _, _ = strings.Cut(s, ";")
	s, _, _ = strings.Cut(s, ",")
	return strings.TrimSpace(s)
}

// holder reads "President Volodymyr ZELENSKYY (since 20 May 2019)" as office, name and year.
func holder(s string) []string {
	s, _, _ = strings.Cut(s, ";")
	i := strings.Index(s, " (since ")
	if i < 0 {
		return nil
	}
	year := regexp.MustCompile(`\d{4}`).FindString(s[i:])
	name := s[:i]
	for _, t := range titles {
		if at := strings.Index(name, t+" "); at >= 0 && at < 12 {
			name = name[at+len(t)+1:]
			words := slices.DeleteFunc(strings.Fields(name), initial.MatchString)
			for k, w := range words {
				if head, tail, _ := strings.Cut(w, "-"); head == strings.ToUpper(head) || tail != "" && tail == strings.ToUpper(tail) {
					words[k] = capitals(w)
				}
			}
			if len(words) == 3 && strings.HasSuffix(words[1], "ovich") { // a father's name, which news leaves out
				words = []string{words[0], words[2]}
			}
			if len(words) < 2 || len(words) > 3 || year == "" || strings.ContainsAny(name, "().,") || words[0] == "Sir" {
				return nil
			}
			return []string{strings.ToLower(t), strings.Join(words, " "), year}
		}
	}
	return nil
}

// capitals turns "HOSEINI-KHAMENEI" into "Hoseini-Khamenei".
func capitals(w string) string {
	up := true
	return strings.Map(func(r rune) rune {
		if !up {
			r = unicode.ToLower(r)
		}
		up = !unicode.IsLetter(r)
		return r
	}, w)
}

// executives lists the presidents and vice presidents of the United States since 1981.
func executives(dir string) []string {
	f, err := os.Open(filepath.Join(dir, "us-officials.jsonl"))
	check(err)
	defer f.Close()
	office := map[string]string{"prez": "president", "viceprez": "vice president"}
	var out []string
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		var p struct {
			Kind, First, Last, Nickname string
			Terms                       []struct{ Type, Start, End string }
		}
		check(json.Unmarshal(in.Bytes(), &p))
		if p.Kind != "executive" {
			continue
		}
		first := p.First
		if p.Nickname != "" {
			first = p.Nickname
		}
		for _, t := range p.Terms {
			if t.Start >= "1981" {
				out = append(out, strings.Join([]string{"h", first + " " + p.Last, office[t.Type], "United States", t.Start[:4], t.End[:4]}, "\t"))
			}
		}
	}
	return out
}

func each(path string, line func(string)) {
	f, err := os.Open(path)
	check(err)
	defer f.Close()
	z, err := gzip.NewReader(f)
	check(err)
	data, err := io.ReadAll(z)
	check(err)
	for _, l := range strings.Split(string(data), "\n") {
		line(l)
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
