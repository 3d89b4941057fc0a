package factor

import (
	"bytes"
	"errors"
	"image/png"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// The seed and the codes of RFC 6238, appendix B, cut to six digits.
func TestCodesAreThoseOfTheStandard(t *testing.T) {
	seed := Seed("12345678901234567890")
	for second, code := range map[int64]string{
		59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130",
	} {
		now := time.Unix(second, 0)
		if step, ok := seed.Match(code, 0, now); !ok || step != second/30 {
			t.Errorf("at %d: got step %d, %t", second, step, ok)
		}
		if _, ok := seed.Match(code[:3]+" "+code[3:], 0, now); !ok {
			t.Errorf("at %d: not as the device shows it", second)
		}
		for _, c := range []struct {
			after time.Duration
			used  int64
			want  bool
		}{
			{-30 * time.Second, 0, true},
			{30 * time.Second, 0, true},
			{-90 * time.Second, 0, false},
			{90 * time.Second, 0, false},
			{0, second/30 - 1, true},
			{0, second / 30, false}, // used
			{0, second/30 + 1, false},
		} {
			if _, ok := seed.Match(code, c.used, now.Add(c.after)); ok != c.want {
				t.Errorf("at %d, %v later, step %d used: got %t", second, c.after, c.used, ok)
			}
		}
		for _, wrong := range []string{"", code[:5], code + "0", "abcdef", "000000", "٢٨٧٠٨٢"} {
			if _, ok := seed.Match(wrong, 0, now); ok {
				t.Errorf("at %d: %q was taken", second, wrong)
			}
		}
	}
}

func TestSeedIsOpenedOnlyByItsKeyForItsAccount(t *testing.T) {
	key := func(first byte) Key {
		k, err := NewKey(append([]byte{first}, make([]byte, KeySize-1)...))
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	rapid.Check(t, func(t *rapid.T) {
		account, seed := rapid.String().Draw(t, "account"), NewSeed()
		sealed := key(1).Seal(account, seed)
		if got, err := key(1).Open(account, sealed); err != nil || !bytes.Equal(got, seed) {
			t.Fatalf("got %x, %v, want %x", got, err, seed)
		}
		if sealed == key(1).Seal(account, seed) {
			t.Fatal("sealed twice it looks the same")
		}
		at := rapid.IntRange(0, len(sealed)-1).Draw(t, "at")
		spoilt := sealed[:at] + "!" + sealed[at+1:]
		for name, open := range map[string]func() (Seed, error){
			"another key":     func() (Seed, error) { return key(2).Open(account, sealed) },
			"another account": func() (Seed, error) { return key(1).Open(account+"x", sealed) },
			"a spoilt one":    func() (Seed, error) { return key(1).Open(account, spoilt) },
			"half of it":      func() (Seed, error) { return key(1).Open(account, sealed[:at]) },
		} {
			if got, err := open(); !errors.Is(err, ErrOtherKey) || got != nil {
				t.Fatalf("%s: got %x, %v", name, got, err)
			}
		}
	})
	for _, size := range []int{0, KeySize - 1, KeySize + 1} {
		if _, err := NewKey(make([]byte, size)); err == nil {
			t.Errorf("a key of %d bytes was taken", size)
		}
	}
}

func TestRecoveryCodesAreManyAndTypedInAnyWay(t *testing.T) {
	seen := map[string]bool{}
	for _, code := range NewRecovery() {
		if len(strings.ReplaceAll(code, "-", "")) != 24 || seen[code] {
			t.Errorf("got %q", code)
		}
		seen[code] = true
		for _, typed := range []string{strings.ToLower(code), strings.ReplaceAll(code, "-", " "), strings.ReplaceAll(code, "-", "")} {
			if HashRecovery(typed) != HashRecovery(code) {
				t.Errorf("%q is not %q", typed, code)
			}
		}
		if HashRecovery(code[1:]) == HashRecovery(code) {
			t.Errorf("half of %q is as good as it", code)
		}
	}
	if first, second := NewOnce(), NewOnce(); len(seen) != recoveryCodes || first == second {
		t.Error("not all are different")
	}
}

func TestPictureIsOne(t *testing.T) {
	content, err := NewSeed().Picture("Bảng cải cách", "trần bình")
	if err != nil {
		t.Fatal(err)
	}
	if picture, err := png.Decode(bytes.NewReader(content)); err != nil || picture.Bounds().Dx() != pictureSize {
		t.Errorf("got %v", err)
	}
	const want = "otpauth://totp/B%E1%BA%A3ng:tr%E1%BA%A7n%20b%C3%ACnh?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=B%E1%BA%A3ng"
	if got := Seed("12345678901234567890").address("Bảng", "trần bình"); got != want {
		t.Errorf("a device reads %s", got)
	}
}
