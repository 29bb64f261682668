package read

// monthOf is the month that a word in lower case names, in full or as it is shortened, 0 if it names none: in English, German,
// French, Spanish, Italian, Dutch, Portuguese, Polish, Russian, Ukrainian, the Scandinavian languages, Czech, Turkish, Hungarian,
// Finnish, Romanian and Greek. No two of these differ about a word.
func monthOf(word string) int {
	switch word {
	case "january", "jan", "januar", "jänner", "jän", "janvier", "janv", "enero", "ene", "gennaio", "gen", "januari", "janeiro",
		"stycznia", "styczeń", "sty", "января", "январь", "янв", "січня", "ledna", "leden", "ocak", "január", "tammikuuta", "ianuarie",
		"ιανουαρίου":
		return 1
	case "february", "feb", "februar", "feber", "février", "févr", "fév", "fevrier", "febrero", "febbraio", "februari", "fevereiro",
		"fev", "lutego", "luty", "lut", "февраля", "февраль", "фев", "лютого", "února", "únor", "şubat", "február", "helmikuuta",
		"februarie", "φεβρουαρίου":
		return 2
	case "march", "mar", "märz", "mär", "mrz", "maerz", "mars", "marzo", "maart", "mrt", "março", "marco", "marca", "marzec", "марта",
		"март", "мар", "березня", "marts", "března", "březen", "mart", "március", "maaliskuuta", "martie", "μαρτίου":
		return 3
	case "april", "apr", "avril", "avr", "abril", "abr", "aprile", "kwietnia", "kwiecień", "kwi", "апреля", "апрель", "апр", "квітня",
		"dubna", "duben", "nisan", "április", "huhtikuuta", "aprilie", "απριλίου":
		return 4
	case "may", "mai", "mayo", "maggio", "mag", "mei", "maio", "maja", "maj", "мая", "май", "травня", "května", "květen", "mayıs",
		"május", "toukokuuta", "μαΐου":
		return 5
	case "june", "jun", "juni", "juin", "junio", "giugno", "giu", "junho", "czerwca", "czerwiec", "cze", "июня", "июнь", "июн", "червня",
		"června", "červen", "haziran", "június", "kesäkuuta", "iunie", "ιουνίου":
		return 6
	case "july", "jul", "juli", "juillet", "juil", "julio", "luglio", "lug", "julho", "lipca", "lipiec", "lip", "июля", "июль", "июл",
		"липня", "července", "červenec", "temmuz", "július", "heinäkuuta", "iulie", "ιουλίου":
		return 7
	case "august", "aug", "août", "aout", "agosto", "ago", "augustus", "sierpnia", "sierpień", "sie", "августа", "август", "авг",
		"серпня", "augusti", "srpna", "srpen", "ağustos", "augusztus", "elokuuta", "αυγούστου":
		return 8
	case "september", "sept", "sep", "septembre", "septiembre", "setiembre", "settembre", "set", "setembro", "września", "wrzesień",
		"wrz", "сентября", "сентябрь", "сен", "вересня", "září", "eylül", "szeptember", "syyskuuta", "septembrie", "σεπτεμβρίου":
		return 9
	case "october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "ott", "outubro", "out", "października", "październik",
		"paź", "октября", "октябрь", "окт", "жовтня", "října", "říjen", "ekim", "október", "lokakuuta", "octombrie", "οκτωβρίου":
		return 10
	case "november", "nov", "novembre", "noviembre", "novembro", "listopada", "listopad", "lis", "ноября", "ноябрь", "ноя", "листопада",
		"listopadu", "kasım", "marraskuuta", "noiembrie", "νοεμβρίου":
		return 11
	case "december", "dec", "dezember", "dez", "décembre", "déc", "decembre", "diciembre", "dic", "dicembre", "dezembro", "grudnia",
		"grudzień", "gru", "декабря", "декабрь", "дек", "грудня", "desember", "des", "prosince", "prosinec", "aralık", "joulukuuta",
		"decembrie", "δεκεμβρίου":
		return 12
	}
	return 0
}

// weekday reports whether a word in lower case names a day of the week, in full or as it is shortened, in the languages of monthOf.
func weekday(word string) bool {
	switch word {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun",
		"montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "mo", "di", "mi", "do", "fr", "sa", "so",
		"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo",
		"lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
		"segunda", "terça", "quarta", "quinta", "sexta", "feira", "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela",
		"понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье", "понеділок", "вівторок", "середа", "п’ятниця", "субота", "неділя",
		"måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag", "mandag", "tirsdag", "lørdag", "søndag":
		return true
	}
	return false
}

// clockWord reports whether a word in lower case stands beside the time of the day.
func clockWord(word string) bool {
	switch word {
	case "uhr", "gmt", "utc", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "cet", "cest", "mez", "mesz", "bst", "ist", "heures", "hrs", "horas", "ore":
		return true
	}
	return false
}
