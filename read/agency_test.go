package read

import "testing"

// TestAgencyOf: which names are an agency's.
func TestAgencyOf(t *testing.T) {
	for name, want := range map[string]string{
		"Reuters": "Reuters", "(Reuters)": "Reuters", "REUTERS": "Reuters", "Reuters News Agency": "Reuters", "Reuters Staff": "Reuters",
		"AP": "Associated Press", "A.P.": "Associated Press", "The Associated Press": "Associated Press", "the  associated\npress": "Associated Press",
		"AP News": "Associated Press", "AFP": "Agence France-Presse", "Agence France-Presse": "Agence France-Presse", "dpa": "dpa", "DPA": "dpa",
		"Xinhua News Agency": "Xinhua", "Kyodo News": "Kyodo", "Interfax-Ukraine": "Interfax-Ukraine", "Press Association": "PA Media",
		"Bloomberg News": "Bloomberg News", "Central News Agency": "Central News Agency", "Saudi Press Agency": "Saudi Press Agency",
		"Polish Press Agency": "PAP", "Deutsche Presse-Agentur": "dpa", "Anadolu": "Anadolu Agency",
		"ap": "", "pa": "", "Petra Lind": "", "Ada Lind": "", "Central": "", "Example News": "", "Jordan": "", "Ap": "", "": "", "Bloomberg": "",
	} {
		if got := agencyOf(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
