package store

import (
	"context"
	"slices"
)

// naming are the queries of all that names kept files, each of some SHA-256.
//
// Note: a table that is forgotten here loses its files. TestEveryTableThatNamesFilesIsAsked
// looks for columns that end in sha256.
var naming = []string{
	"SELECT sha256 FROM uploads WHERE sha256 IN ?",
	"SELECT sha256 FROM attachments WHERE sha256 IN ?",
	"SELECT sha256 FROM evidence WHERE sha256 IN ?",
	"SELECT sha256 FROM batches WHERE sha256 IN ?",
	"SELECT sha256 FROM publications WHERE sha256 IN ?",
	"SELECT sha256 FROM reports WHERE sha256 IN ?",
	"SELECT sha256 FROM frameworks WHERE sha256 IN ?",
	"SELECT sample_sha256 FROM recipes WHERE sample_sha256 IN ?",
}

// Unnamed lists those of some files that nothing on the board names.
func (s *Store) Unnamed(ctx context.Context, shas []string) ([]string, error) {
	named := map[string]bool{}
	for some := range slices.Chunk(shas, batchSize) {
		for _, query := range naming {
			var found []string
			if err := s.db.WithContext(ctx).Raw(query, some).Scan(&found).Error; err != nil {
				return nil, wrap(err, "names of %d files", len(shas))
			}
			for _, sha := range found {
				named[sha] = true
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(shas), func(sha string) bool { return named[sha] }), nil
}
