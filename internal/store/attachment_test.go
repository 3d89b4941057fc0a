package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// papers are two attachments of a report.
func papers(r reform.Report) []reform.Attachment {
	paper := reform.Attachment{
		ID: "z", Cycle: r.Cycle, Unit: r.Unit, Source: r.Source, SHA256: "cd34", Name: "công văn.pdf", Size: 1_000_000, At: at, By: "binh",
	}
	another := paper
	another.ID, another.Name, another.SHA256 = "a", "ảnh.jpg", "ef56"
	return []reform.Attachment{paper, another}
}

func TestAttachmentsAreKeptWithTheUploadTheyCameWith(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		r := draft(unit(0), 1, 1)
		sent := papers(r)
		must(t, s.SaveUpload(t.Context(), upload(r), sent...))
		if sent[0].At != at {
			t.Error("the caller's own attachment was changed")
		}
		got, err := s.Attachments(t.Context(), r.Cycle, r.Unit, r.Source)
		must(t, err)
		for i := range sent {
			sent[i].At = stored
		}
		if diff := cmp.Diff(sent, got); diff != "" {
			t.Error(diff)
		}
		one, err := s.Attachment(t.Context(), "a")
		must(t, err)
		if diff := cmp.Diff(sent[1], one); diff != "" {
			t.Error(diff)
		}
		none, err := s.Attachments(t.Context(), r.Cycle, r.Unit, reform.FromSurvey)
		must(t, err)
		if _, err := s.Attachment(t.Context(), "b"); !errors.Is(err, reform.ErrNotFound) || len(none) != 0 {
			t.Errorf("got %v and %d attachments, want not found and none", err, len(none))
		}
		events, err := s.Events(t.Context(), 3, 10)
		must(t, err)
		if len(events) != 1 || events[0].Detail != "source unit, version 0, sha256 ab12, with sha256 cd34, with sha256 ef56" {
			t.Errorf("got %+v", events)
		}
	})
}

func TestAttachmentIsNeverOverwritten(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		r := draft(unit(0), 1, 1)
		must(t, s.SaveUpload(t.Context(), upload(r), papers(r)...))
		second := upload(r)
		second.ID = "second"
		if err := s.SaveUpload(t.Context(), second, papers(r)[0]); !errors.Is(err, reform.ErrConflict) {
			t.Errorf("got %v, want a conflict", err)
		}
		if _, err := s.Upload(t.Context(), "second"); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("the upload was kept without its attachment: %v", err)
		}
	})
}
