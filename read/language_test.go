package read

import (
	"encoding/json"
	"strings"
	"testing"

	"dixit"
	"dixit/internal/casetest"

	"github.com/google/go-cmp/cmp"
)

// TestLanguages: a few sentences tell what language they are in.
func TestLanguages(t *testing.T) {
	for want, text := range map[string]string{
		"en": "The mayor said on Monday that the bridge would be open again before the end of the year, and that nobody had been hurt.",
		"de": "Die Bürgermeisterin sagte am Montag, dass die Brücke noch vor dem Ende des Jahres wieder geöffnet werde und niemand verletzt worden sei.",
		"fr": "La maire a dit lundi que le pont serait ouvert avant la fin de l’année et que personne n’avait été blessé dans la rue.",
		"es": "La alcaldesa dijo el lunes que el puente se abrirá antes de que termine el año y que no hay heridos por la caída de las piedras.",
		"it": "La sindaca ha detto lunedì che il ponte sarà aperto prima della fine dell’anno e che non ci sono feriti tra gli abitanti della via.",
		"pt": "A prefeita disse na segunda-feira que a ponte será aberta antes do fim do ano e que não há feridos entre os moradores da rua.",
		"nl": "De burgemeester zei maandag dat de brug voor het einde van het jaar weer open gaat en dat er niemand gewond is geraakt bij de val van de stenen.",
		"sv": "Borgmästaren sade på måndagen att bron ska öppnas före årets slut och att ingen har skadats, men att det kan ta längre tid än man trodde.",
		"da": "Borgmesteren sagde mandag, at broen skal åbnes igen før årets udgang, og at ingen er blevet såret, men at det kan tage længere tid.",
		"nb": "Ordføreren sa mandag at broen skal åpnes igjen før årets slutt, og at ingen har blitt skadet, men at det også kan ta lengre tid.",
		"fi": "Pormestari sanoi maanantaina, että silta avataan ennen vuoden loppua ja että kukaan ei ole loukkaantunut, mutta se voi kestää, kun työ on vielä kesken.",
		"pl": "Burmistrz powiedziała w poniedziałek, że most zostanie otwarty przed końcem roku i że nikt nie jest ranny, ale prace mogą się przedłużyć o kilka tygodni.",
		"cs": "Starostka v pondělí řekla, že most bude otevřen do konce roku a že nikdo není zraněn, ale práce se mohou o několik týdnů protáhnout.",
		"hu": "A polgármester hétfőn azt mondta, hogy a hidat még az év vége előtt megnyitják, és senki nem sérült meg, de a munka egy kicsit tovább is tarthat.",
		"ro": "Primărița a spus luni că podul va fi deschis până la sfârșitul anului și că nu sunt răniți, dar lucrările pot dura mai mult din cauza ploii.",
		"hr": "Gradonačelnica je u ponedjeljak rekla da će most biti otvoren do kraja godine i da nitko nije ozlijeđen, ali da se radovi mogu produljiti za koji tjedan.",
		"tr": "Belediye başkanı pazartesi günü köprünün yıl sonundan önce açılacağını ve hiç kimsenin yaralanmadığını, ama bu iş için daha çok zaman gerektiğini söyledi; her şey hazır değil.",
		"id": "Wali kota mengatakan pada hari Senin bahwa jembatan itu akan dibuka sebelum akhir tahun ini dan tidak ada orang yang terluka dalam kejadian di kota tersebut.",
		"vi": "Thị trưởng nói hôm thứ hai rằng cây cầu sẽ được mở lại trước khi hết năm và không có ai bị thương, những người dân đã được báo về việc này.",
		"ru": "Мэр заявила в понедельник, что мост откроют до конца года и что никто не пострадал.",
		"uk": "Мерка заявила в понеділок, що міст відкриють до кінця року і що ніхто не постраждав.",
		"bg": "Кметицата заяви в понеделник, че мостът ще бъде отворен до края на годината и че няма пострадали.",
		"sr": "Градоначелница је у понедељак рекла да ће мост бити отворен до краја године и да нико није повређен.",
		"el": "Η δήμαρχος είπε τη Δευτέρα ότι η γέφυρα θα ανοίξει πριν από το τέλος του έτους.",
		"ar": "قالت رئيسة البلدية يوم الاثنين إن الجسر سيفتح قبل نهاية العام ولم يصب أحد بأذى.",
		"fa": "شهردار روز دوشنبه گفت که پل تا پایان سال باز می\u200cشود و کسی آسیب ندیده است.",
		"he": "ראשת העיר אמרה ביום שני כי הגשר ייפתח לפני סוף השנה וכי איש לא נפגע.",
		"zh": "市长星期一说，大桥将在年底之前重新开放，没有人受伤。",
		"ja": "市長は月曜日に、橋は年末までに再開され、けが人はいないと述べた。",
		"ko": "시장은 월요일에 다리가 연말 전에 다시 열릴 것이며 다친 사람은 없다고 말했다.",
		"hi": "महापौर ने सोमवार को कहा कि पुल साल के अंत से पहले खुल जाएगा और कोई घायल नहीं हुआ।",
		"th": "นายกเทศมนตรีกล่าวเมื่อวันจันทร์ว่าสะพานจะเปิดก่อนสิ้นปี",
	} {
		if got := listen(text).language(); got != want {
			t.Errorf("%q reads like %q, want %q", text, got, want)
		}
	}
}

// TestClaims: what a document says of its language is believed where its text agrees, or does not tell.
func TestClaims(t *testing.T) {
	const (
		english = "The mayor said on Monday that the bridge would be open again before the end of the year, and that nobody had been hurt."
		german  = "Die Bürgermeisterin sagte am Montag, dass die Brücke noch vor dem Ende des Jahres wieder geöffnet werde und niemand verletzt sei."
		danish  = "Borgmesteren sagde mandag, at broen skal åbnes igen før årets udgang, og at ingen er blevet såret, men at det kan tage længere tid."
		names   = "Ada Lind, Bo Berg, Cem Dal, Eve Brown, Finn Gray, Greta Holm"
		strange = "Mbu dolo kesi lanta firo, gesa mbu tolani rafe dolo; kesi bano ferula mbu dala, toni rafe gesa dolo kesi. Lanta firo gesa mbu, tolani rafe dolo kesi bano ferula, mbu dala toni rafe, gesa mbu tolani rafe dolo, kesi lanta firo."
	)
	for name, c := range map[string]struct{ claim, text, lang, warning string }{
		"none, English":         {"", english, "en", ""},
		"none, German":          {"", german, "de", ""},
		"none, too short":       {"", "Yes.", "", ""},
		"agrees":                {"en-GB", english, "en-GB", ""},
		"written otherwise":     {"EN_us", english, "en-US", ""},
		"three letters":         {"deu", german, "de", ""},
		"no language":           {"{{ lang }}", english, "en", ""},
		"in words":              {"english", names, "", ""},
		"many":                  {"mul", names, "", ""},
		"too short":             {"fr", names, "fr", ""},
		"says German":           {"de-AT", english, "en", "says it is in de-AT, and reads like en"},
		"says English":          {"en", german, "de", "says it is in en, and reads like de"},
		"says French":           {"fr", german, "de", "says it is in fr, and reads like de"},
		"a neighbour":           {"nn", danish, "nn", ""},
		"not known here":        {"kl", german, "kl", ""},
		"none, nor known here":  {"", strange, "und", ""},
		"says so, nor known":    {"en", strange, "und", "says it is in en, and reads like und"},
		"with a foreign saying": {"", english + " “El puente se abrirá antes de que termine el año”, she said to those who had asked in Spanish.", "en", ""},
		"many names":            {"", names + " and all of the others who had been in the race were there, with " + names + ", but not for long.", "en", ""},
		"one word":              {"", strings.Repeat("word ", 200), "", ""},
		"one letter":            {"", strings.Repeat("“a” ", 200), "", ""},
		"of names":              {"", "El presidente de los Estados Unidos Donald Trump y el de la Comisión Ursula von der Leyen se ven en Washington, según la Casa Blanca y The New York Times.", "es", ""},
	} {
		line, err := json.Marshal(map[string]string{"text": c.text, "lang": c.claim})
		if err != nil {
			t.Fatal(err)
		}
		d, err := Bytes("x", line, Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := strings.Join(d.Warnings, "; "); d.Lang != c.lang || got != c.warning {
			t.Errorf("%s: %q, want %q; warnings %q, want %q", name, d.Lang, c.lang, got, c.warning)
		}
	}
	for lang, english := range map[string]bool{"": true, "en": true, "EN-gb": true, "en_US": true, "de": false, "enm": false, "und": false} {
		if d := (&dixit.Document{Lang: lang}); d.English() != english || (d.Unread() == "") != english {
			t.Errorf("%q: %v, %q", lang, d.English(), d.Unread())
		}
	}
}

// TestEnglishCorpora: of thousands of English articles at most one in two thousand is taken for another language.
func TestEnglishCorpora(t *testing.T) {
	path := casetest.Shared(t, "..", "corpora/articles-allsides/allsides.jsonl.gz")
	n := 0
	var wrong []string
	for line := range casetest.Lines(t, path) {
		d, err := Bytes("x", line, Options{})
		if err != nil {
			continue
		}
		if n++; !d.English() {
			wrong = append(wrong, d.ID+" "+d.Lang)
		}
	}
	if diff := cmp.Diff(n/2000, len(wrong)); n < 2000 || len(wrong) > n/2000 {
		t.Errorf("%d articles: %q\n%s", n, wrong, diff)
	}
}

// BenchmarkLanguage against the reading of a text of six thousand bytes.
func BenchmarkLanguage(b *testing.B) {
	data := []byte(strings.Repeat("The mayor said on Monday that the bridge would be open again before the end of the year, and that nobody had been hurt.\n\n", 50))
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			if _, err := Bytes("x", data, Options{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	d, err := Bytes("x", data, Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("language", func(b *testing.B) {
		for b.Loop() {
			setLanguage(d)
		}
	})
}
