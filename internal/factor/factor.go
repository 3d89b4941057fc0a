// Package factor makes and checks what is asked for beside a password: one-time codes of
// a device (TOTP, RFC 6238: six digits, thirty seconds, SHA-1) and recovery codes.
//
// Its one rule: a seed leaves it only sealed, or on the one page that shows it to its
// owner. The key that seals is never kept where the seeds are.
package factor

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"net/url"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"
)

// KeySize is the length of a Key in bytes: AES-256.
const KeySize = 32

// ErrOtherKey says that a seed was sealed with another key, or is not whole.
var ErrOtherKey = errors.New("the second factor was sealed with another key")

// Key seals seeds.
type Key struct{ sealer cipher.AEAD }

// NewKey makes a Key of KeySize random bytes.
func NewKey(secret []byte) (Key, error) {
	if len(secret) != KeySize {
		return Key{}, fmt.Errorf("a key has %d bytes, and not %d", KeySize, len(secret))
	}
	block, err := aes.NewCipher(secret)
	if err != nil {
		return Key{}, err
	}
	sealer, err := cipher.NewGCMWithRandomNonce(block)
	return Key{sealer}, err
}

// Seal seals a seed for an account: put under another account it cannot be opened.
func (k Key) Seal(account string, seed Seed) string {
	return base64.StdEncoding.EncodeToString(k.sealer.Seal(nil, nil, seed, []byte(account))) //nolint:gosec // it makes its own nonce
}

// Open opens what Seal has sealed.
func (k Key) Open(account, sealed string) (Seed, error) {
	content, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil {
		return nil, ErrOtherKey
	}
	seed, err := k.sealer.Open(nil, nil, content, []byte(account))
	if err != nil {
		return nil, ErrOtherKey
	}
	return seed, nil
}

// Seed is what a device and the board make the same codes from.
type Seed []byte

// seedSize is that of the hash, as RFC 4226 wants.
const seedSize = 20

// NewSeed returns a random seed.
func NewSeed() Seed {
	seed := make(Seed, seedSize)
	rand.Read(seed) // never fails: it would end the program
	return seed
}

var letters = base32.StdEncoding.WithPadding(base32.NoPadding)

// Text is the seed as a person types it into a device: letters and digits in fours.
func (s Seed) Text() string { return inFours(letters.EncodeToString(s)) }

// Step is the number of the thirty seconds in which a moment lies.
func Step(at time.Time) int64 { return at.Unix() / stepSeconds }

const stepSeconds = 30

// look is how many steps a device's clock may be fast or slow.
const look = 1

var codes = totp.ValidateOpts{Period: stepSeconds, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1}

// Match finds the step, later than the one used last, whose code this is.
func (s Seed) Match(code string, used int64, now time.Time) (step int64, ok bool) {
	code = strings.Map(digit, code)
	for step := Step(now) - look; step <= Step(now)+look; step++ {
		want, err := totp.GenerateCodeCustom(letters.EncodeToString(s), time.Unix(step*stepSeconds, 0), codes)
		if err == nil && step > used && subtle.ConstantTimeCompare([]byte(code), []byte(want)) == 1 {
			return step, true
		}
	}
	return 0, false
}

// digit drops the spaces with which devices show a code.
func digit(r rune) rune {
	if r == ' ' || r == '\u00a0' {
		return -1
	}
	return r
}

// Picture draws the seed as a QR code for a device to read, as PNG.
func (s Seed) Picture(board, account string) ([]byte, error) {
	key, err := otp.NewKeyFromURL(s.address(board, account))
	if err != nil {
		return nil, fmt.Errorf("draw the code: %w", err)
	}
	code, err := key.Image(pictureSize-2*margin, pictureSize-2*margin)
	if err != nil {
		return nil, fmt.Errorf("draw the code: %w", err)
	}
	picture := image.NewGray(image.Rect(0, 0, pictureSize, pictureSize))
	draw.Draw(picture, picture.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(picture, code.Bounds().Add(image.Pt(margin, margin)), code, code.Bounds().Min, draw.Src)
	var content bytes.Buffer
	err = png.Encode(&content, picture)
	return content.Bytes(), err
}

func (s Seed) address(board, account string) string {
	address := url.URL{
		Scheme: "otpauth", Host: "totp", Path: "/" + board + ":" + account,
		RawQuery: "secret=" + letters.EncodeToString(s) + "&issuer=" + url.PathEscape(board),
	}
	return address.String()
}

// The size of a picture in pixels, and of the white around its code, without which no
// device finds it on a dark page.
const (
	pictureSize = 280
	margin      = 20
)

// Recovery codes: how many an account has, and how many random bytes are in one: enough
// for a quick hash.
const (
	recoveryCodes = 10
	recoverySize  = 15
)

// NewRecovery returns new recovery codes, to be shown once.
func NewRecovery() []string {
	codes := make([]string, recoveryCodes)
	for i := range codes {
		codes[i] = inFours(random(recoverySize))
	}
	return codes
}

// HashRecovery is what is kept of a recovery code, however it is typed.
func HashRecovery(code string) string {
	sum := sha256.Sum256([]byte(bare(code)))
	return hex.EncodeToString(sum[:])
}

// letter drops what only groups the letters of a code.
func letter(r rune) rune {
	if r == '-' {
		return -1
	}
	return digit(r)
}

// onceSize is the number of random bytes in a password that is good for one sign-in.
const onceSize = 10

// NewOnce returns a random password or code for one use: sixteen letters and digits.
func NewOnce() string { return strings.ToLower(inFours(random(onceSize))) }

// SameOnce reports whether a code is one of NewOnce, however it is typed.
func SameOnce(typed, code string) bool {
	return subtle.ConstantTimeCompare([]byte(bare(typed)), []byte(bare(code))) == 1
}

func bare(code string) string { return strings.ToUpper(strings.Map(letter, code)) }

func random(size int) string {
	content := make([]byte, size)
	rand.Read(content) // never fails: it would end the program
	return letters.EncodeToString(content)
}

func inFours(text string) string {
	var groups []string
	for len(text) > 4 {
		groups, text = append(groups, text[:4]), text[4:]
	}
	return strings.Join(append(groups, text), "-")
}
