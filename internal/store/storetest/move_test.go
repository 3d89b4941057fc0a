package storetest

import (
	"reflect"
	"testing"
	"time"

	"reformboard/internal/reform"
)

// TestMovingBringsEverything holds a unit, and the chain of what happened, of one store
// against those of the other.
func TestMovingBringsEverything(t *testing.T) {
	first, move := Moving(t)
	at := time.Date(2026, 11, 30, 8, 0, 0, 123456000, time.UTC)
	if err := first.SaveUnits(t.Context(), "test", at, []reform.Unit{{ID: "bo", NameVI: "Bộ", NameEN: "Ministry", Simulated: true}}, nil); err != nil {
		t.Fatal(err)
	}
	if err := first.SaveUser(t.Context(), "test", at, reform.User{ID: "an", Name: "An", Role: reform.Officer, Unit: "bo", Password: "x", PasswordSince: at}); err != nil {
		t.Fatal(err)
	}
	second := move()
	units, err := second.Units(t.Context())
	if err != nil || len(units) != 1 || !units[0].Simulated || units[0].NameVI != "Bộ" {
		t.Errorf("got %+v, %v", units, err)
	}
	want, err := first.Events(t.Context(), 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	got, err := second.Events(t.Context(), 0, 10)
	if err != nil || len(got) != 2 || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v, %v", got, want, err)
	}
	if err := second.VerifyEvents(t.Context(), func(reform.Event) {}); err != nil {
		t.Errorf("the chain was broken on the way: %v", err)
	}
}
