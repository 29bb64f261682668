package read

import (
	"strings"
	"testing"
)

func TestOpening(t *testing.T) {
	for _, c := range []struct{ line, place, day, agency string }{
		{"KYIV, Sept. 24 (Reuters) — The bridge", "KYIV", "XXXX-09-24", "Reuters"},
		{"KYIV (Reuters) - The bridge", "KYIV", "", "Reuters"},
		{"WASHINGTON (AP) — The bridge", "WASHINGTON", "", "AP"},
		{"LONDON — The bridge", "LONDON", "", ""},
		{"PARIS, 3 May 2022 (AFP) – The bridge", "PARIS", "2022-05-03", "AFP"},
		{"MOSCOW. Sept 24 (Interfax) - The bridge", "MOSCOW", "XXXX-09-24", "Interfax"},
		{"Beijing, (Xinhua) -- The bridge", "Beijing", "", "Xinhua"},
		{"KYIV, Ukraine (AP) — The bridge", "KYIV, Ukraine", "", "AP"},
		{"CHARLOTTE, N.C. — The bridge", "CHARLOTTE, N.C.", "", ""},
		{"WASHINGTON, May 3, 2022 — The bridge", "WASHINGTON", "2022-05-03", ""},
		{"SEOUL/UNITED NATIONS, Aug. 30 (Reuters) - The bridge", "SEOUL/UNITED NATIONS", "XXXX-08-30", "Reuters"},
		{"WASHINGTON, Tuesday, May 3 (UPI) -- The bridge", "WASHINGTON", "XXXX-05-03", "UPI"},
		{"(Reuters) - The bridge", "", "", "Reuters"},
		{"(CNN) The bridge", "", "", "CNN"},
		{"NEW DELHI: The bridge", "NEW DELHI", "", ""},
	} {
		place, day, agency, end := opening(c.line)
		if place != c.place || day != c.day || agency != c.agency || end == 0 || !strings.HasPrefix(c.line[end:], "The bridge") {
			t.Errorf("%q: %q, %q, %q, %d", c.line, place, day, agency, end)
		}
	}
	for _, line := range []string{
		"Lind — who built it — said", "The Coast Guard (USCG) said", "The bridge is closed", "BREAKING — The bridge", "The mayor, Ada Lind (left), said - no",
		"", "(", "KYIV", "KYIV —", "“No” — that is what", "I — we — said", "Sen. Ada Lind (D-N.Y.) said", "Lind: The bridge", "UPDATE: The bridge",
	} {
		if place, day, agency, end := opening(line); end != 0 {
			t.Errorf("%q: %q, %q, %q, %d", line, place, day, agency, end)
		}
	}
}

func TestCredit(t *testing.T) {
	for line, want := range map[string]string{
		"(Reporting by Ada Lind; Editing by Bo Moss)": "", "— Reuters": "Reuters", "© 2022 AFP": "Agence France-Presse", "AP": "Associated Press",
		"This article was provided by The Associated Press.": "Associated Press", "With reporting by AFP": "Agence France-Presse", "With inputs from PTI and ANI": "Press Trust of India",
		"Copyright 2016 The Associated Press. All rights reserved.": "Associated Press", "Ada Lind contributed to this report.": "", "Source: Xinhua": "Xinhua",
		"Reporting by Reuters; writing by Ada Lind": "Reuters",
	} {
		if agency, line2 := credit(line); agency != want || !line2 {
			t.Errorf("%q: %q, %v", line, agency, line2)
		}
	}
	for _, line := range []string{"The mayor told Reuters that it was late.", "With that, she left.", "Reports of rain.", "Apart from that, no", "This article is long."} {
		if agency, is := credit(line); is {
			t.Errorf("%q: %q", line, agency)
		}
	}
}
