package read

import "strings"

// commonWords are the words that hold sentences together, in languages of the Latin script by their BCP 47 codes: a third to a
// half of all words in running text, and nearly none of them in the text of another language. English comes first, without
// those of its words that others have too (a, do, no). Norwegian is the written language of most, Croatian stands for its neighbours, Indonesian for Malay.
func commonWords() [][2]string {
	return [][2]string{
		{"en", `the of and to in that is was for on with as it his at by be this from are have had not but they which were been their has who
			will would said her she its or an when there can we more about after if you what up out one all also into than other could over
			two them some then only may these any such him now our most because those did how where while before between during under through
			against being both each very just should your us since until does many much even say says told like get back new first people
			shall everyone nothing without whether within upon must`},
		{"de", `der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei
			einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde ich wir ihr wenn kann
			sehr schon hier doch ihre seine kein keine diese dieser sei unter gegen was vom mir mich uns hatte eines ab ins da dann alle wo jeder
			ohne zwischen`},
		{"fr", `le la les de des du et un une en que qui est dans pour pas sur au aux par ce il elle plus ne se sont avec son sa ses mais ou été nous
			vous ont cette ces leur comme tout être fait aussi à l d s n qu je on même sans après entre dont toute ont y très si où`},
		{"es", `el la los las de del y en que a un una por con no para se su es lo al como más o pero sus le ha fue este ya entre cuando todo esta ser
			son dos también era muy años hasta desde está sobre sin me ni si toda`},
		{"it", `il la le i gli di del della dei delle degli e in che un una per con non è si da al alla nel nella sono come più ma anche ha dal lo su ai
			se suo sua questo essere era ed o cui stato tra dopo l dell all ogni`},
		{"pt", `o a os as de do da dos das e em no na nos nas que um uma para com não por se mais como mas foi ao ele ela seu sua é ou ser quando muito
			há já está também pelo pela até isso são tem entre depois sem à toda`},
		{"nl", `de het een en van in is dat op te zijn met voor niet aan er om ook als bij door of maar naar die over uit dan werd hij wordt nog heeft
			worden tot ze deze wat hebben kan meer geen was dit zich zij haar onder ik je we al tegen zonder ieder heeft`},
		{"sv", `och i att en det som på är av för med till den har de inte om ett var men sig så från vi kan när nu han hon eller vid ska efter också än
			ut finns bli blev under mot hade mellan jag skall utan`},
		{"da", `og i at før en det er på til af for med den de der som ikke et har om var men sig så fra vi kan når nu han hun eller ved skal efter også end
			ud blev bliver under mod havde mellem jeg uden enhver blevet igen meget hvad noget lige`},
		{"nb", `og i å at før det er på til av for med den de som ikke et en har om var men seg så fra vi kan når nå han hun eller ved skal etter også enn ut ble
			blir under mot hadde mellom jeg uten enhver blitt igjen mye hva noe like`},
		{"fi", `ja on ei että se oli hän ovat myös kun mutta joka sen mukaan niin kuin ole tai jos nyt olla vain sekä ollut hänen sitä vielä jo mitä siitä
			ne jotka tämä hän minä olen oikeus jokaisella`},
		{"pl", `w i na z się nie do że to jest o jak za od po ale przez dla są jego tym co który która być ma tak już oraz także ich było jej był może
			przed tylko ze lub czy pod każdy prawo bez`},
		{"cs", `a v se na je že to s z do o i ve by k pro jako za po ale jsou podle které který od jeho být při si tak u nebo však bylo byl již ze ke aby
			až jen má každý bez`},
		{"sk", `a v sa na je že to s z do o i vo by k pre ako za po ale sú podľa ktoré ktorý od jeho byť pri si tak u alebo však bolo bol už zo ku aby až
			len má každý bez`},
		{"hu", `a az és hogy nem is egy ez meg de csak már volt el van ha azt mint még ki vagy pedig szerint után lehet kell minden ezt amely joga ha
			sem való`},
		{"ro", `și şi de în a la cu pe din că o nu un este care mai al pentru au sau prin fost ce dar sunt după fi lui ca să se iar despre până are orice
			unei ale`},
		{"hr", `je i u da na se za su od s o kao ne će sa iz to koji što bi te ali koje nije ili do samo kako već biti bio prema koja nakon jer ima svako
			svatko pravo`},
		{"sl", `je in v na se da za so z ki po pa od s o kot tudi bi ne pri bo iz ni še ali ter če že ima do pravico vsakdo njegove`},
		{"tr", `ve bir bu da de için ile olarak çok daha olan gibi en ne kadar sonra var ise o ama her ki değil diye dedi tarafından olduğu göre veya
			hakkı`},
		{"id", `dan yang di untuk dengan dari pada ini tidak itu dalam akan oleh adalah ke juga telah sebagai karena bisa ada atau mereka kami kita saya
			tersebut setiap hak ialah daripada kepada seperti`},
		{"vi", `và của là các có được trong cho không một người với đã những này để khi về tại từ ở đều quyền mọi hay`},
		{"sq", `dhe të e në i për me një nga se që është ka më nuk do janë si por kjo ose çdo së duhet`},
		{"et", `ja on ei et see ta oli kui aga ka mis oma siis või selle nii kes veel pole ning inimesel õigus`},
		{"lv", `un ir no ar uz par ka kas tas to bet arī kā pēc nav tika lai vai tiesības`},
		{"lt", `ir kad yra su iš į apie bet kaip tai buvo dėl po jo nuo jis ar bus turi teisę arba`},
		{"ca", `el la els les de i que a en un una per amb no es del al són és més com va però aquest aquesta seva ha té o als dels`},
		{"eu", `eta da ez bat dira du ere izan zen baina egin dute den duen edo dituen`},
		{"gl", `o a os as de do da e que en un unha por para con non se máis como na no pola polo é foi ó ten dereito`},
		{"cy", `y yr yn a ar i o mae wedi ei bod gan hefyd oedd fod ac am nad hawl neu`},
		{"ga", `an na agus ar i go a le sé ag is bhí tá ní de nó aige`},
		{"is", `og í að er á sem til en það við ekki fyrir með var af um hann eða skal`},
		{"tl", `ang ng sa na mga ay at si ni hindi para ito kung may siya niya kay o bawat`},
		{"sw", `ya na wa kwa ni katika za la kuwa hii cha yake pia kama huo haki kila au`},
		{"af", `die en van in is het dat op te nie vir met om sy was deur aan wat as ook hulle of reg`},
		{"lb", `de den an vun ass op fir mat ze dat net eng en déi och sech huet ginn si keen`},
		{"fy", `yn de it fan en is op te dat in net foar mei oan hat troch sil wurde syn of`},
		{"ht", `nan ak yo pou ki li sa se pa yon gen moun tout ou tou epi`},
		{"so", `iyo ka ku oo u ah in waxa soo ay uu lagu ama xaq`},
		{"ha", `da na ta ya a ba ga don ne wani ko yana cikin wannan`},
	}
}

// wordVotes are the languages of each common word, a bit each by its place in commonWords.
func wordVotes() map[string]uint64 {
	votes := map[string]uint64{}
	for i, language := range commonWords() {
		for word := range strings.FieldsSeq(language[1]) {
			votes[word] |= 1 << i
		}
	}
	return votes
}
