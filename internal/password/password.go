// Package password says which passwords are good enough, and keeps them as argon2id
// hashes.
//
// Its one rule: a password goes in and never comes out. However it is typed, it is the
// same password: its spelling is made one before it is counted or hashed.
package password

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"

	"golang.org/x/crypto/argon2"
)

// The cost of one hash: 19 MiB and two passes, the lower OWASP setting, about
// 30 ms here. Whoever calls bounds how many run at once.
const (
	memory  = 19 * 1024 // KiB
	passes  = 2
	lanes   = 1
	keySize = 32
)

const format = "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"

// Hash returns a salted hash in PHC string form.
func Hash(password string) string {
	salt := make([]byte, 16)
	rand.Read(salt) // never fails: it would end the program
	return encode(salt, argon2.IDKey([]byte(spelt(password)), salt, passes, memory, lanes, keySize))
}

func encode(salt, key []byte) string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf(format, memory, passes, lanes, b64.EncodeToString(salt), b64.EncodeToString(key))
}

// Matches reports whether the password is the one hashed. It takes its full time
// also for a hash it cannot read, so that no account is told apart by the clock.
func Matches(hash, password string) bool {
	salt, ok := saltOf(hash)
	if !ok {
		salt = make([]byte, 16)
	}
	again := encode(salt, argon2.IDKey([]byte(spelt(password)), salt, passes, memory, lanes, keySize))
	return subtle.ConstantTimeCompare([]byte(hash), []byte(again)) == 1
}

func saltOf(hash string) ([]byte, bool) {
	var m, t, p int
	var rest string
	if _, err := fmt.Sscanf(hash, "$argon2id$v=19$m=%d,t=%d,p=%d$%s", &m, &t, &p, &rest); err != nil || len(rest) < 22 {
		return nil, false
	}
	salt, err := base64.RawStdEncoding.DecodeString(rest[:22])
	return salt, err == nil
}
