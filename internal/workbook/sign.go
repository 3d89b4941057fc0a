package workbook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

// The lines of the identity sheet that no reader compares with its own.
const (
	versionKey   = "version"   // of the report whose values stood in the form; 0: none
	signatureKey = "signature" // the last line
)

// signedKeys are the lines that the signature covers, in the order of the sheet.
var signedKeys = []string{"format", "unit", "cycle", "framework", "source", versionKey}

// sign is the signature of an identity: HMAC-SHA-256, in hexadecimal, over its lines
// of key and value. The words beside them are for people and are not covered.
func sign(key []byte, value func(key string) string) string {
	mac := hmac.New(sha256.New, key)
	for _, line := range signedKeys {
		mac.Write([]byte(line + "\x1f" + value(line) + "\n"))
	}
	return hex.EncodeToString(mac.Sum(nil))
}

// signed reports whether what an identity sheet says was written by whoever holds the
// form's key. A form without a key asks for no signature.
func (f Form) signed(value func(key string) string) bool {
	return f.Key == nil || hmac.Equal([]byte(sign(f.Key, value)), []byte(value(signatureKey)))
}
