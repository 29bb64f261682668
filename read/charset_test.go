package read

import (
	"strings"
	"testing"

	"dixit"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/transform"
)

// encoded is s in an encoding.
func encoded(t *testing.T, name, s string) string {
	t.Helper()
	e, _ := charset.Lookup(name)
	if e == nil {
		t.Fatalf("no encoding %s", name)
	}
	out, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return out
}

// TestLabels: each page is read in the encoding that its label names, in the words that WHATWG has for it.
func TestLabels(t *testing.T) {
	for label, words := range map[string]string{
		"utf-8": "„Ja“, sagte Müller – 東京", "windows-1252": "“Yes,” said Zoë – €5", "iso-8859-1": "“Yes,” said Zoë – €5", "latin1": "“Yes,” said Zoë",
		"us-ascii": "“Yes,” said Zoë", "iso-8859-2": "Łódź", "iso-8859-15": "5 €", "windows-1250": "„Tak” Łódź", "windows-1251": "«Да», сказал Иванов",
		"koi8-r": "Да, сказал Иванов", "windows-1253": "Ναι", "windows-1254": "İstanbul", "windows-1255": "שלום", "windows-1256": "نعم", "gbk": "“是的”，他说",
		"gb2312": "“是的”，他说", "gb18030": "“是的”，他说 𠀀", "big5": "「是的」，他說", "shift_jis": "「はい」と彼は言った", "euc-jp": "「はい」と彼は言った", "iso-2022-jp": "「はい」と彼は言った",
		"euc-kr": "“네” 하고 말했다", " UTF8 ": "“Yes,” said Zoë",
	} {
		for form, markup := range map[string]string{
			"meta":   `<html><head><meta charset="` + label + `"></head><body><p>` + words + `</p></body></html>`,
			"pragma": `<html><head><meta http-equiv="Content-Type" content="text/html; charset=` + label + `"></head><body><p>` + words + `</p></body></html>`,
			"xml":    `<?xml version="1.0" encoding="` + strings.TrimSpace(label) + `"?><html><body><p>` + words + `</p></body></html>`,
		} {
			d, err := Bytes("x", []byte(encoded(t, strings.TrimSpace(label), markup)), Options{})
			if err != nil {
				t.Errorf("%s %s: %v", label, form, err)
				continue
			}
			check(t, d)
			if got := d.Text.String(); got != words || len(d.Warnings) > 0 {
				t.Errorf("%s %s: %q, want %q; warnings %q", label, form, got, words, d.Warnings)
			}
		}
	}
}

// TestEncodings: byte order marks, no label, wrong labels, and bytes that mean nothing, which are counted.
func TestEncodings(t *testing.T) {
	const (
		meta  = `<html><head><meta charset=`
		body  = `></head><p>`
		quote = "“Yes,” said Zoë"
	)
	long := strings.Repeat("Nothing but plain letters in it. ", 100)
	for name, c := range map[string]struct{ data, text, warning string }{
		"utf-16le mark":           {"\xff\xfe" + encoded(t, "utf-16le", quote), quote, ""},
		"utf-16be mark":           {"\xfe\xff" + encoded(t, "utf-16be", quote), quote, ""},
		"utf-16le no mark":        {encoded(t, "utf-16le", "He said: "+quote), "He said: " + quote, ""},
		"utf-16be no mark":        {encoded(t, "utf-16be", "He said: "+quote), "He said: " + quote, ""},
		"utf-16le page":           {"\xff\xfe" + encoded(t, "utf-16le", "<html><p>"+quote), quote, ""},
		"utf-16be page, no mark":  {encoded(t, "utf-16be", "<html><body><p>"+quote), quote, ""},
		"utf-16 half character":   {"\xff\xfe" + encoded(t, "utf-16le", quote) + "\x00\xd8x\x00", quote + "\ufffdx", "places without meaning in utf-16le, read as U+FFFD: 1, the first at byte 32"},
		"utf-16 odd":              {"\xff\xfeY\x00e\x00s\x00x", "Yes\ufffd", "places without meaning in utf-16le, read as U+FFFD: 1, the first at byte 8"},
		"mark against label":      {"\xef\xbb\xbf" + meta + "gbk" + body + quote, quote, ""},
		"windows-1252 text":       {encoded(t, "windows-1252", quote), quote, ""},
		"windows-1252 late":       {long + encoded(t, "windows-1252", quote), long + quote, ""},
		"windows-1252 page":       {"<html><p>" + encoded(t, "windows-1252", quote), quote, ""},
		"utf-8 page, no label":    {"<html><p>" + long + quote, long + quote, ""},
		"utf-8 called latin1":     {meta + "iso-8859-1" + body + quote, quote, ""},
		"utf-8 called gbk":        {meta + "gbk" + body + quote, quote, ""},
		"windows-1252, not utf-8": {meta + "utf-8" + body + encoded(t, "windows-1252", quote), quote, ""},
		"called utf-16":           {meta + "utf-16" + body + quote, quote, ""},
		"no such label":           {meta + "x-nothing" + body + encoded(t, "windows-1252", quote), quote, ""},
		"label in a text":         {"Write " + meta + "gbk" + body + encoded(t, "windows-1252", quote), "Write " + meta + "gbk" + body + quote, ""},
		"utf-8 torn":              {quote + "\xe2\x80 and \xff\xfe.", quote + "\ufffd and \ufffd\ufffd.", "places without meaning in utf-8, read as U+FFFD: 3, the first at byte 20"},
		"utf-8 with U+FFFD":       {quote + "\ufffd", quote + "\ufffd", ""},
		"utf-8 torn, with U+FFFD": {quote + "\ufffd\xff", quote + "\ufffd\ufffd", "places without meaning in utf-8, read as U+FFFD: 1, the first at byte 23"},
		"torn page":               {meta + "shift_jis" + body + encoded(t, "shift_jis", "はい") + "\xff!", "はい\ufffd!", "places without meaning in shift_jis, read as U+FFFD: 1, the first at byte 50"},
		"html in json":            {`{"html":"` + strings.ReplaceAll(meta, `"`, ``) + `iso-2022-jp` + body + quote + `"}`, quote, ""},
	} {
		d, err := Bytes("x", []byte(c.data), Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		check(t, d)
		if got := d.Text.String(); got != c.text || strings.Join(d.Warnings, "; ") != c.warning {
			t.Errorf("%s: %q, want %q; warnings %q, want %q", name, got, c.text, d.Warnings, c.warning)
		}
	}
	if _, err := Bytes("x", []byte(meta+"hz-gb-2312"+body+"x"), Options{}); err == nil || !strings.Contains(err.Error(), "charset replacement is not read") {
		t.Errorf("an encoding that browsers refuse: %v", err)
	}
}

// TestGivenLabels: what HTTP says of a page's encoding goes before what the page says, unless the bytes refute it.
func TestGivenLabels(t *testing.T) {
	page := func(label, words string) string {
		return `<html><head><meta charset="` + label + `"></head><body><p>` + words + `</p></body></html>`
	}
	for name, c := range map[string]struct{ label, data, text string }{
		"against the page":    {"windows-1251", page("koi8-r", encoded(t, "windows-1251", "Да")), "Да"},
		"none there is":       {"x-nothing", page("koi8-r", encoded(t, "koi8-r", "Да")), "Да"},
		"mark against it":     {"koi8-r", "\ufeff" + page("koi8-r", "Да"), "Да"},
		"utf-16, no mark":     {"utf-16le", encoded(t, "utf-16le", "Да, сказал Иванов"), "Да, сказал Иванов"},
		"utf-16 that is not":  {"utf-16", page("utf-8", "plain"), "plain"},
		"utf-8 that is not":   {"utf-8", page("koi8-r", encoded(t, "koi8-r", "Да, сказал Иванов")), "Да, сказал Иванов"},
		"user-defined":        {"x-user-defined", page("utf-8", "a\x80"), "a\uf780"},
		"user-defined, meta":  {"", page("x-user-defined", "a\x80"), "a€"},
		"declared with space": {"", "<?xml version='1.0'\tencoding = 'koi8-r' ?>" + "<html><p>" + encoded(t, "koi8-r", "Да"), "Да"},
		"declared, no end":    {"", "<?xml encoding='koi8-r'<html><p>" + encoded(t, "windows-1252", "é"), "é"},
		"after 1024 bytes":    {"", "<html><!--" + strings.Repeat(" ", 1024) + "-->" + page("koi8-r", encoded(t, "koi8-r", "Да")), "Да"},
		"in the body":         {"", "<html><body><meta charset=koi8-r><p>" + encoded(t, "windows-1252", "“é”"), "“é”"},
		"in a script":         {"", "<html><script>'<meta charset=koi8-r>'</script><p>" + encoded(t, "windows-1252", "“é”"), "“é”"},
		"not of a pragma":     {"", "<html><meta name=x content='charset=koi8-r'><p>" + encoded(t, "windows-1252", "“é”"), "“é”"},
		"pragma, quoted":      {"", "<html><meta content='a charset ; charset = \"koi8-r\"' http-equiv=CONTENT-TYPE><p>" + encoded(t, "koi8-r", "Да"), "Да"},
		"pragma, not closed":  {"", "<html><meta http-equiv=content-type content='charset=\"koi8-r'><p>" + encoded(t, "windows-1252", "“é”"), "“é”"},
		"latin1 by habit":     {"", page("latin1", "“é” is torn: \xff"), "“é” is torn: \ufffd"},
		"the second":          {"", "<html><meta charset=x-nothing><meta charset=koi8-r><p>" + encoded(t, "koi8-r", "Да"), "Да"},
		"in a comment":        {"", "<html><!-- <meta charset=koi8-r> --><p>" + encoded(t, "windows-1252", "“é”"), "“é”"},
		"gbk, four bytes":     {"gbk", page("", encoded(t, "gb18030", "是𠀀")), "是𠀀"},
	} {
		d := &dixit.Document{Source: []byte(c.data)}
		if err := webPage(d, d.Source, c.label); err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got := d.Text.String(); got != c.text {
			t.Errorf("%s: %q, want %q", name, got, c.text)
		}
	}
}

// TestTornCharacters: half a character takes no mark-up with it, in no encoding.
func TestTornCharacters(t *testing.T) {
	for _, name := range []string{"utf-8", "gbk", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "iso-2022-jp"} {
		for lead := 0x80; lead <= 0xff; lead++ {
			for _, next := range []string{"<", ">", "\"", "'", "&", "\n", " "} {
				s, _, err := transform.String(decoderOf(name)(), string([]byte{byte(lead)})+next+"x")
				if err != nil || !strings.HasSuffix(s, next+"x") {
					t.Errorf("%s: %#x before %q: %q, %v", name, lead, next, s, err)
				}
			}
		}
	}
}
