package oldfont

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestOldTextIsTurned(t *testing.T) {
	for _, c := range []struct {
		text, want string
		from       Encoding
	}{
		{"Kh«ng ¸p dông", "Không áp dụng", TCVN3},
		{"Kh«ng", "Không", TCVN3},
		{"Sè l\u00adîng v¨n b¶n ®Õn n¨m 2026", "Số lượng văn bản đến năm 2026", TCVN3},
		{"Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam", TCVN3},
		{"Uû ban nh©n d©n tØnh Hµ Giang (UBND)", "Uỷ ban nhân dân tỉnh Hà Giang (UBND)", TCVN3},
		{"QUYÕT §ÞNH", "QUYẾT ĐỊNH", TCVN3},
		{"KÕT QU¶ – tØ lÖ: 97,5 % (m²)", "KẾT QUẢ – tỉ lệ: 97,5 % (m²)", TCVN3},
		{"Lµ ®¬n vÞ", "Là đơn vị", TCVN3},
		{"Trung b×nh", "Trung bình", TCVN3},
		{"Khoâng aùp duïng", "Không áp dụng", VNI},
		{"Khoâng", "Không", VNI},
		{"KHOÂNG AÙP DUÏNG", "KHÔNG ÁP DỤNG", VNI},
		{"Ñaït", "Đạt", VNI},
		{"Soá löôïng vaên baûn ñeán naêm 2026", "Số lượng văn bản đến năm 2026", VNI},
		{"Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam – «tænh Thöøa Thieân» × 2", "Cộng hòa xã hội chủ nghĩa Việt Nam – «tỉnh Thừa Thiên» × 2", VNI},
		{"UÛy ban nhaân daân tænh Baø Ròa – Vuõng Taøu", "Ủy ban nhân dân tỉnh Bà Rịa – Vũng Tàu", VNI},
	} {
		got, from, ok := Unicode(c.text)
		if got != c.want || from != c.from || !ok {
			t.Errorf("%q: got %q, %q, %v, want %q", c.text, got, from, ok, c.want)
		}
	}
}

// TestOtherTextIsLeftAlone holds what old fonts' codes also stand in: the languages that
// share them, signs, and words that are right in Vietnamese as they are.
func TestOtherTextIsLeftAlone(t *testing.T) {
	for text := range strings.SplitSeq(`größe, für, schön, Tür, Maß, hören, Öl, nö, Böö
déjà vu, où, été, né, naïf, laïc, Loïc, Caïn, haï, Thaï, coït, goût, août, tôt, prêt, île, Noël, Raphaël, être, garçon, à, l’été où Loïc naît
sí, él, aún, más, año, ñu, ñandú, niño, baúl, país, ¿Qué?, ¡Hola!, Mª José, 1ª, nº 5
não, são, João, leão, até, coração, três
så, nå, må, på, två, vår, blå, få, gå så må, ø, dø, Åse, smörgås, på gården, sileä, töö
più, perché, città, oàsi, col·lecció, suïcidi, nÓg, Tír na nÓg
µm, µg, 5 µl, m×n, n×m, 3 × 4, a·b, x·y, m·n, KH¹, TH¹, Gia¹, m², m³, 25 °C, ½, 1½ giờ, ¼, ±5, §5, § 5, §a, © 2026, Excel®, An®, ¥100, £5, «an», «ngang», ¶ 3, a¬b
Không áp dụng, hoà, hoá, toà, cô, có, né, nó, số, vô, cũng, cã, tê, êm, í, ông, phòng, thuê, đúng, là, và, quý, hoàn toàn, toàn xã
Uû ban, huû, UBND, N/A, n.a., abc, 97,5, Kh«ng được, Khoâng được, größe Kh«ng`+"\nSonder\u00adzug, Ha\u00adnoi, Số l\u00adîng, caf\xe9", "\n") {
		for word := range strings.SplitSeq(text, ", ") {
			leftAlone(t, word)
		}
		leftAlone(t, text)
	}
}

func leftAlone(t rapid.TB, text string) {
	t.Helper()
	for _, form := range []string{text, norm.NFC.String(text), norm.NFD.String(text)} {
		if got, from, ok := Unicode(form); ok || got != form || from != "" {
			t.Errorf("%q was turned into %q (%s)", form, got, from)
		}
	}
}

// TestNoVietnameseSyllableIsTurned tries all that the spelling allows: each beginning,
// rhyme and tone, in small letters and capitals, composed and not.
func TestNoVietnameseSyllableIsTurned(t *testing.T) {
	all := everySyllable()
	if len(all) < 15_000 {
		t.Fatalf("only %d syllables", len(all))
	}
	for _, syllable := range all {
		leftAlone(t, syllable)
		leftAlone(t, strings.ToUpper(syllable))
	}
}

func everySyllable() []string {
	var all []string
	for _, initial := range append([]string{""}, slices.Sorted(maps.Keys(initials))...) {
		for _, rhyme := range slices.Sorted(maps.Keys(rhymes)) {
			for at := range []rune(rhyme) {
				for tone := range 6 {
					letters := []rune(rhyme)
					for _, vowel := range vowels {
						if tones := []rune(vowel); tones[0] == letters[at] {
							letters[at] = tones[tone]
						}
					}
					if s := initial + string(letters); isSyllable(s) && (tone > 0 || at == 0) {
						all = append(all, s)
					}
				}
			}
		}
	}
	return all
}

// encoders write Unicode as the old fonts had it typed: the tables read backwards.
func encoders() map[Encoding]*strings.Replacer {
	var forTCVN3, forVNI []string
	for code, letter := range tcvn3 {
		forTCVN3 = append(forTCVN3, string(letter), string(code))
	}
	for code, letter := range vni {
		forVNI = append(forVNI, string(letter), code, string(unicode.ToUpper(letter)), strings.ToUpper(code))
	}
	return map[Encoding]*strings.Replacer{TCVN3: strings.NewReplacer(forTCVN3...), VNI: strings.NewReplacer(forVNI...)}
}

// TestTablesAreWhole: every letter of Vietnamese has one code in each encoding, but for
// capitals with a tone in TCVN3.
func TestTablesAreWhole(t *testing.T) {
	letters := strings.Join(vowels, "") + "đ"
	known := map[Encoding]string{}
	for _, letter := range tcvn3 {
		known[TCVN3] += string(letter)
	}
	for _, letter := range vni {
		known[VNI] += string(letter)
	}
	for encoding, those := range known {
		for _, c := range letters {
			if c > unicode.MaxASCII && strings.Count(those, string(c)) != 1 {
				t.Errorf("%s has %c %d times", encoding, c, strings.Count(those, string(c)))
			}
		}
	}
	if len(tcvn3) != 67+7 { // so the standard counts
		t.Errorf("TCVN3 has %d letters", len(tcvn3))
	}
	if len(vni) != 67 {
		t.Errorf("VNI has %d letters", len(vni))
	}
}

// TestSentencesComeBack writes sentences of any syllables in the old encodings. What is
// turned is turned right.
func TestSentencesComeBack(t *testing.T) {
	all, encode := everySyllable(), encoders()
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(all), 1, 12).Draw(t, "words")
		sentence := strings.Join(words, " ")
		leftAlone(t, sentence)
		for encoding, write := range encode {
			old := write.Replace(sentence)
			got, from, ok := Unicode(old)
			if ok && (got != sentence || from != encoding) {
				t.Fatalf("%s %q came back as %s %q, and was %q", encoding, old, from, got, sentence)
			}
		}
	})
}

// TestOurOwnWordsComeBack takes real Vietnamese: what the program itself says.
func TestOurOwnWordsComeBack(t *testing.T) {
	files, err := filepath.Glob("../locale/messages/*.vi.toml")
	if err != nil || len(files) == 0 {
		t.Fatal("no messages", err)
	}
	phrase := regexp.MustCompile(`[\p{L} ,]{12,}`)
	encode := encoders()
	turned, all := map[Encoding]int{}, 0
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, said := range phrase.FindAllString(string(content), -1) {
			said = strings.ToLower(said)
			leftAlone(t, said)
			all++
			for encoding, write := range encode {
				got, _, ok := Unicode(write.Replace(said))
				if ok && got != said {
					t.Errorf("%s: %q came back as %q", encoding, said, got)
				}
				if ok {
					turned[encoding]++
				}
			}
		}
	}
	for encoding := range encode {
		t.Logf("%s: %d of %d", encoding, turned[encoding], all)
		if turned[encoding]*10 < all*8 {
			t.Errorf("%s: only %d of %d phrases came back", encoding, turned[encoding], all)
		}
	}
}

func TestALongTextIsLeftAlone(t *testing.T) {
	text := "Kh«ng ¸p dông "
	leftAlone(t, strings.Repeat(text, mostBytes))
	if _, _, ok := Unicode(strings.Repeat(text, mostBytes/len(text))); !ok {
		t.Error("a text of ordinary length was not turned")
	}
}
