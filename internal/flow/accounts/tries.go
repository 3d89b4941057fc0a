package accounts

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"reformboard/internal/reform"
)

// counted are the keys under which one try is counted.
type counted struct {
	own     string // waits, and stops
	account string // stops as well; empty: own is all
}

// passwordKeys has a person's own browsers counted apart from strangers, and strangers by
// their address: nobody can keep the owner out of an account from somewhere else. All
// strangers together have only so many tries at one account.
func (d *Door) passwordKeys(ctx context.Context, a Attempt) counted {
	if browser, ok := d.recognise(ctx, a.Browser, a.Name); ok {
		return counted{own: key("browser", a.Name, browser)}
	}
	return counted{own: key("stranger", a.Name, a.Address), account: key("account", a.Name)}
}

// count counts a try before it is known how it ends: of two hundred at once none is a
// try for nothing. Stopped tries end as wrong ones do and are counted at their address
// only.
func (d *Door) count(ctx context.Context, a Attempt, account string, keys counted) (stopped bool, err error) {
	from := key("address", a.Address)
	err = d.store.CountTries(ctx, a.At, []string{from, keys.own, keys.account}, func(held map[string]reform.Tries) ([]reform.Tries, error) {
		address, ok := d.Pace.Again(held[from], a.At)
		if !ok {
			return nil, TooSoon{d.Pace.Every}
		}
		address.Key = from
		own, all := held[keys.own], held[keys.account]
		if stopped = own.Stopped() || all.Stopped(); stopped {
			return []reform.Tries{address}, nil
		}
		if wait := own.Wait(a.At); wait > 0 {
			return nil, TooSoon{wait}
		}
		own, all = own.Again(a.At), all.Again(a.At)
		own.Key, own.Account, all.Key, all.Account = keys.own, account, keys.account, account
		if keys.account == "" {
			return []reform.Tries{address, own}, nil
		}
		return []reform.Tries{address, own, all}, nil
	})
	return stopped, err
}

// forget takes back what was counted of a try that was right.
func (d *Door) forget(ctx context.Context, a Attempt, own string) error {
	from := key("address", a.Address)
	return d.store.CountTries(ctx, a.At, []string{from, own}, func(held map[string]reform.Tries) ([]reform.Tries, error) {
		address, tries := held[from], held[own]
		address.Key, address.Failed = from, max(0, address.Failed-1)
		tries.Key, tries.Failed = own, 0
		return []reform.Tries{address, tries}, nil
	})
}

// key is a hash of what is counted: what was typed as a name may be a password.
func key(parts ...string) string {
	var text strings.Builder
	for _, part := range parts {
		fmt.Fprintf(&text, "%d:%s", len(part), part)
	}
	sum := sha256.Sum256([]byte(text.String()))
	return hex.EncodeToString(sum[:])
}
