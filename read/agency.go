package read

import "strings"

// agencyOf is the news agency that a name is of, by the name it is best known by in English: "AP" and "The Associated Press" are
// the Associated Press. It is "" if the name is none of one. Initials count only as capitals, as they are names and words else.
func agencyOf(name string) string {
	name = strings.Trim(strings.Join(strings.Fields(name), " "), " .,;:()[]-–—")
	if len(name) > 60 {
		return ""
	}
	if agency := agencyByInitials(strings.ReplaceAll(name, ".", "")); agency != "" {
		return agency
	}
	name = strings.TrimPrefix(strings.ToLower(name), "the ")
	if agency := agencyByName(name); agency != "" {
		return agency
	}
	for _, end := range []string{" news agency", " press agency", " newswire", " newswires", " news service", " news", " agency"} {
		if short, ok := strings.CutSuffix(name, end); ok {
			if agency := agencyByName(short); agency != "" {
				return agency
			}
			return agencyByInitials(strings.ToUpper(short))
		}
	}
	return ""
}

// agencyByInitials knows agencies by what stands in datelines.
func agencyByInitials(s string) string {
	switch s {
	case "AP":
		return "Associated Press"
	case "AFP":
		return "Agence France-Presse"
	case "DPA", "dpa":
		return "dpa"
	case "UPI":
		return "United Press International"
	case "TASS", "ITAR-TASS":
		return "TASS"
	case "RIA":
		return "RIA Novosti"
	case "EFE":
		return "EFE"
	case "ANSA":
		return "ANSA"
	case "PA":
		return "PA Media"
	case "PTI":
		return "Press Trust of India"
	case "ANI":
		return "Asian News International"
	case "IANS":
		return "Indo-Asian News Service"
	case "AAP":
		return "Australian Associated Press"
	case "CP":
		return "Canadian Press"
	case "AA":
		return "Anadolu Agency"
	case "CNA":
		return "Central News Agency"
	case "TT":
		return "TT"
	case "NTB":
		return "NTB"
	case "STT":
		return "STT"
	case "APA":
		return "APA"
	case "SDA", "ATS", "Keystone-SDA", "Keystone-ATS":
		return "Keystone-SDA"
	case "ANP":
		return "ANP"
	case "MTI":
		return "MTI"
	case "PAP":
		return "PAP"
	case "CTK", "ČTK":
		return "ČTK"
	case "SITA":
		return "SITA"
	case "TASR":
		return "TASR"
	case "BTA":
		return "BTA"
	case "HINA":
		return "Hina"
	case "SRNA":
		return "SRNA"
	case "STA":
		return "STA"
	case "IRNA":
		return "IRNA"
	case "ISNA":
		return "ISNA"
	case "KUNA":
		return "KUNA"
	case "WAM":
		return "WAM"
	case "SPA":
		return "Saudi Press Agency"
	case "QNA":
		return "Qatar News Agency"
	case "MENA":
		return "MENA"
	case "SANA":
		return "SANA"
	case "NNA":
		return "National News Agency"
	case "VNA":
		return "Vietnam News Agency"
	case "KCNA":
		return "KCNA"
	case "APP":
		return "Associated Press of Pakistan"
	case "BSS":
		return "BSS"
	case "NAN":
		return "News Agency of Nigeria"
	case "PNA":
		return "Philippine News Agency"
	}
	return ""
}

// agencyByName knows agencies by their names in lower case, without "the".
func agencyByName(s string) string {
	switch s {
	case "associated press":
		return "Associated Press"
	case "reuters", "thomson reuters", "reuter", "reuters staff":
		return "Reuters"
	case "agence france-presse", "agence france presse", "agence-france presse", "agence-france-presse":
		return "Agence France-Presse"
	case "deutsche presse-agentur", "deutsche presse agentur":
		return "dpa"
	case "united press international":
		return "United Press International"
	case "tass", "itar-tass", "russian news agency tass":
		return "TASS"
	case "interfax":
		return "Interfax"
	case "interfax-ukraine", "interfax ukraine":
		return "Interfax-Ukraine"
	case "ria novosti":
		return "RIA Novosti"
	case "xinhua", "new china news agency":
		return "Xinhua"
	case "kyodo":
		return "Kyodo"
	case "jiji", "jiji press":
		return "Jiji Press"
	case "yonhap":
		return "Yonhap"
	case "agencia efe", "efe":
		return "EFE"
	case "ansa":
		return "ANSA"
	case "pa media", "press association":
		return "PA Media"
	case "press trust of india":
		return "Press Trust of India"
	case "asian news international":
		return "Asian News International"
	case "indo-asian news service":
		return "Indo-Asian News Service"
	case "australian associated press":
		return "Australian Associated Press"
	case "canadian press", "la presse canadienne", "presse canadienne":
		return "Canadian Press"
	case "bloomberg news":
		return "Bloomberg News"
	case "dow jones", "dow jones newswires":
		return "Dow Jones Newswires"
	case "anadolu", "anadolu agency", "anadolu ajansı", "anadolu ajansi":
		return "Anadolu Agency"
	case "ukrinform":
		return "Ukrinform"
	case "unian":
		return "UNIAN"
	case "central news agency":
		return "Central News Agency"
	case "tidningarnas telegrambyrå":
		return "TT"
	case "norsk telegrambyrå":
		return "NTB"
	case "ritzau":
		return "Ritzau"
	case "austria presse agentur":
		return "APA"
	case "keystone-sda", "keystone-ats":
		return "Keystone-SDA"
	case "belga":
		return "Belga"
	case "algemeen nederlands persbureau":
		return "ANP"
	case "lusa":
		return "Lusa"
	case "polska agencja prasowa", "polish press agency":
		return "PAP"
	case "agerpres":
		return "Agerpres"
	case "hina":
		return "Hina"
	case "tanjug":
		return "Tanjug"
	case "islamic republic news agency":
		return "IRNA"
	case "fars":
		return "Fars"
	case "tasnim":
		return "Tasnim"
	case "mehr news agency":
		return "Mehr"
	case "emirates news agency":
		return "WAM"
	case "saudi press agency":
		return "Saudi Press Agency"
	case "middle east news agency":
		return "MENA"
	case "petra", "jordan news agency":
		return "Petra"
	case "antara":
		return "Antara"
	case "bernama":
		return "Bernama"
	case "vietnam news agency":
		return "Vietnam News Agency"
	case "korean central news agency":
		return "KCNA"
	case "associated press of pakistan":
		return "Associated Press of Pakistan"
	}
	return ""
}
