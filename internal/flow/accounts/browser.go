package accounts

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"

	"reformboard/internal/factor"
)

// browsersSecret is the name of what signs that a browser is known.
const browsersSecret = "known browsers"

// Introduce returns what a browser shows the next time to be known as one by which the
// owner of an account has come in.
func (d *Door) Introduce(ctx context.Context, account string) (string, error) {
	browser := factor.NewOnce()
	seal, err := d.sealBrowser(ctx, browser, account)
	return browser + "." + seal, err
}

// recognise tells which of an account's known browsers this is.
func (d *Door) recognise(ctx context.Context, shown, account string) (browser string, ok bool) {
	const codeSize = 19 // sixteen letters in fours
	if len(shown) < codeSize+1 || shown[codeSize] != '.' {
		return "", false
	}
	browser = shown[:codeSize]
	seal, err := d.sealBrowser(ctx, browser, account)
	return browser, err == nil && hmac.Equal([]byte(seal), []byte(shown[codeSize+1:]))
}

func (d *Door) sealBrowser(ctx context.Context, browser, account string) (string, error) {
	secret, err := d.store.Secret(ctx, browsersSecret)
	if err != nil {
		return "", err
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(key(browser, account)))
	return hex.EncodeToString(mac.Sum(nil)), nil
}
