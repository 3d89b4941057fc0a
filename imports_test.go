package main_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// architecture is the house: who may import whom. One row a package; what it may
// import of ours (without "reformboard/") and which foreign libraries. The
// standard library is open to all, but for what forbidden says below.
//
// A room of dashboards imports frame and no other room.
//
// Read from the bottom up: reform knows nothing, a stage knows reform, its one
// library and the pieces it is made of, flow alone joins stages with the store, web
// alone knows HTTP, cmd wires.
var architecture = map[string]string{
	"cmd/reformboard": "anchor bundle container dashboards dashboards/assets exchange export export/sheet factor files flow flow/accounts flow/batches flow/inspect flow/record flow/upkeep framework indexfile keyfile locale marking password provider ranking receipt recipe reform revision robust score seed store unitlist valuelist web + kong",

	"internal/web":             "access bundle container dashboards dashboards/account dashboards/agreement dashboards/appraisals dashboards/assets dashboards/batches dashboards/board dashboards/calendar dashboards/editions dashboards/exhibit dashboards/frame dashboards/indicators dashboards/journal dashboards/locker dashboards/people dashboards/radar dashboards/receipts dashboards/recipes dashboards/reports dashboards/standings dashboards/turnout dashboards/units drawing export flow flow/accounts flow/agreement flow/appraisals flow/batches flow/duties flow/record flow/replay keyfile locale password proof provider recipe reform userlist + gin scs ratelimit",
	"seed":                     "flow framework password reform unitlist workbook",
	"internal/flow":            "answer container files marking ranking recipe reform robust score scrutiny spreadsheet store weakness workbook",
	"internal/flow/accounts":   "access factor password provider reform store userlist",
	"internal/flow/agreement":  "access flow reform",
	"internal/flow/appraisals": "access flow reform",
	"internal/flow/batches":    "bundle container flow reform workbook",
	"internal/flow/duties":     "access agenda flow flow/agreement flow/appraisals reform",
	"internal/flow/record":     "access anchor edition files flow reform score",
	"internal/flow/upkeep":     "flow reform",
	"internal/flow/replay":     "edition flow flow/record reform score weakness",
	"internal/flow/inspect":    "answer container flow keyfile locale recipe reform scrutiny spreadsheet workbook",

	"dashboards":            "dashboards/account dashboards/agreement dashboards/appraisals dashboards/assets dashboards/batches dashboards/board dashboards/calendar dashboards/editions dashboards/frame dashboards/indicators dashboards/journal dashboards/locker dashboards/people dashboards/radar dashboards/receipts dashboards/recipes dashboards/reports dashboards/standings dashboards/turnout dashboards/units reform",
	"dashboards/board":      "agenda dashboards/beside dashboards/chart dashboards/frame dashboards/spread locale reform",
	"dashboards/calendar":   "dashboards/frame reform",
	"dashboards/locker":     "dashboards/exhibit dashboards/frame locale reform",
	"dashboards/exhibit":    "dashboards/frame locale reform",
	"dashboards/turnout":    "dashboards/chart dashboards/frame locale reform",
	"dashboards/standings":  "dashboards/chart dashboards/frame locale reform",
	"dashboards/radar":      "dashboards/chart dashboards/frame dashboards/spread locale reform",
	"dashboards/indicators": "dashboards/chart dashboards/frame dashboards/spread locale reform",
	"dashboards/beside":     "dashboards/chart dashboards/frame reform",
	"dashboards/spread":     "dashboards/chart dashboards/frame reform",
	"dashboards/units":      "dashboards/beside dashboards/chart dashboards/frame receipt reform",
	"dashboards/receipts":   "dashboards/chart dashboards/frame locale receipt reform",
	"dashboards/reports":    "dashboards/frame locale reform",
	"dashboards/batches":    "dashboards/frame locale reform",
	"dashboards/account":    "dashboards/frame reform",
	"dashboards/agreement":  "dashboards/frame reform",
	"dashboards/appraisals": "dashboards/exhibit dashboards/frame dashboards/spread locale reform",
	"dashboards/people":     "dashboards/frame locale reform",
	"dashboards/recipes":    "dashboards/frame heading keyfile locale recipe reform",
	"dashboards/editions":   "dashboards/frame reform",
	"dashboards/journal":    "dashboards/frame reform",
	"dashboards/frame":      "dashboards/assets locale reform",
	"dashboards/assets":     "",
	"dashboards/chart":      "reform + echarts",
	"internal/access":       "reform",
	"internal/agenda":       "reform",
	"internal/anchor":       "reform",
	"internal/answer":       "locale oldfont recompute reform spreadsheet",
	"internal/composite":    "reform",
	"internal/edition":      "reform",
	"internal/exchange":     "container keyfile reform spreadsheet + excelize yaml",
	"internal/export":       "export/sheet locale receipt reform",
	"internal/factor":       "+ otp",
	"internal/files":        "",
	"internal/formula":      "reform spelling + expr",
	"internal/framework":    "formula keyfile reform score",
	"internal/grid":         "reform",
	"internal/indexfile":    "keyfile locale reform",
	"internal/expected":     "formula reform",
	"internal/locale":       "reform + i18n",
	"internal/marking":      "container locale patch reform spreadsheet",
	"internal/password":     "+ argon2 text zxcvbn",
	"internal/proof":        "reform",
	"internal/provider":     "+ oidc",
	"internal/ranking":      "reform",
	"internal/receipt":      "formula locale reform",
	"internal/recipe":       "equation heading keyfile locale oldfont reform register spreadsheet",
	"internal/revision":     "reform",
	"internal/robust":       "reform",
	"internal/score":        "composite formula reform",
	"internal/scrutiny":     "reform",
	"internal/store":        "migrations reform + gorm goose sqlite postgres",
	"internal/unitlist":     "container locale reform table",
	"internal/userlist":     "container locale reform table",
	"internal/valuelist":    "container formula reform spelling table",
	"internal/weakness":     "reform",
	"internal/workbook":     "answer container expected formula locale oldfont recompute reform spreadsheet + excelize text",

	// No stages: how a chart is drawn without a browser; how a sheet is drawn; the gate
	// that an uploaded spreadsheet passes before a stage sees it, and what reads its
	// cells; how keys and rows are read, each with its place; and which word was probably
	// meant. What others send is read by our own three rooms: no library of spreadsheets
	// sees it.
	"internal/drawing":      "+ goja",
	"internal/markup":       "",
	"internal/container":    "markup reform",
	"internal/bundle":       "container reform",
	"internal/spreadsheet":  "container markup reform",
	"internal/export/sheet": "+ excelize",
	"internal/keyfile":      "reform spelling + yaml",
	"internal/spelling":     "",
	"internal/oldfont":      "",
	"internal/recompute":    "reform spreadsheet",
	"internal/patch":        "markup",
	"internal/heading":      "locale spreadsheet",
	"internal/register":     "heading locale reform spelling",
	"internal/equation":     "reform",
	"internal/table":        "container locale reform spreadsheet",

	"internal/reform": "",
	"migrations":      "",

	"dashboards/gallery":       "agenda dashboards dashboards/account dashboards/agreement dashboards/appraisals dashboards/batches dashboards/board dashboards/calendar dashboards/editions dashboards/exhibit dashboards/frame dashboards/indicators dashboards/journal dashboards/locker dashboards/people dashboards/radar dashboards/receipts dashboards/recipes dashboards/reports dashboards/sample dashboards/standings dashboards/turnout dashboards/units flow htmltest keyfile ranking recipe reform",
	"dashboards/sample":        "dashboards/frame heading ranking recipe reform score weakness",
	"internal/published":       "",
	"internal/store/storetest": "store + postgres",
	"internal/flow/flowtest":   "files flow framework reform store workbook + excelize",
	"internal/htmltest":        "+ goquery",
	"internal/officetest":      "",
	"internal/corpus":          "corpus/forge reform + excelize",
	"internal/corpus/forge":    "",
	"internal/faults":          "",
}

// libraries gives each foreign library its short name. One library, one home.
var libraries = map[string][]string{
	"argon2":    {"golang.org/x/crypto/argon2"},
	"echarts":   {"github.com/go-echarts/go-echarts/v2/charts", "github.com/go-echarts/go-echarts/v2/opts", "github.com/go-echarts/go-echarts/v2/types"},
	"excelize":  {"github.com/xuri/excelize/v2"},
	"expr":      {"github.com/expr-lang/expr/ast", "github.com/expr-lang/expr/file", "github.com/expr-lang/expr/parser"},
	"gin":       {"github.com/gin-gonic/gin"},
	"goja":      {"github.com/dop251/goja"},
	"goose":     {"github.com/pressly/goose/v3", "github.com/pressly/goose/v3/lock", "github.com/pressly/goose/v3/database"},
	"goquery":   {"github.com/PuerkitoBio/goquery"},
	"gorm":      {"gorm.io/gorm", "gorm.io/gorm/clause", "gorm.io/gorm/logger", "gorm.io/gorm/schema"},
	"i18n":      {"github.com/nicksnyder/go-i18n/v2/i18n", "github.com/BurntSushi/toml", "golang.org/x/text/collate", "golang.org/x/text/language", "golang.org/x/text/unicode/norm"},
	"kong":      {"github.com/alecthomas/kong"},
	"oidc":      {"github.com/coreos/go-oidc/v3/oidc", "golang.org/x/oauth2"},
	"otp":       {"github.com/pquerna/otp", "github.com/pquerna/otp/totp"},
	"postgres":  {"gorm.io/driver/postgres", "github.com/jackc/pgx/v5/stdlib", "github.com/jackc/pgx/v5", "github.com/jackc/pgx/v5/pgconn"},
	"ratelimit": {"golang.org/x/time/rate"},
	"scs":       {"github.com/alexedwards/scs/v2"},
	"sqlite":    {"gorm.io/driver/sqlite", "modernc.org/sqlite", "modernc.org/sqlite/lib"},
	"text":      {"golang.org/x/text/unicode/norm"},
	"zxcvbn":    {"github.com/trustelem/zxcvbn/frequency"},
	"yaml":      {"go.yaml.in/yaml/v3"},
}

// testkits may be imported by tests only.
var testkits = []string{"dashboards/gallery", "dashboards/sample", "internal/published", "internal/store/storetest", "internal/flow/flowtest", "internal/htmltest", "internal/officetest", "internal/corpus", "internal/corpus/forge", "internal/faults"}

// TestImports parses the files itself: a test that asks `go list` is answered
// from the test cache and stays green over a broken rule.
func TestImports(t *testing.T) {
	seen := map[string]bool{}
	for dir, imports := range packages(t) {
		row, ok := architecture[dir]
		if !ok {
			t.Errorf("%s stands in no row of the architecture", dir)
			continue
		}
		seen[dir] = true
		ours, foreign, _ := strings.Cut(row, "+")
		allowed := strings.Fields(ours)
		for file, paths := range imports {
			for _, path := range paths {
				if own, ok := strings.CutPrefix(path, "reformboard/"); ok {
					short := strings.TrimPrefix(own, "internal/")
					if !slices.Contains(allowed, short) || slices.Contains(testkits, own) && !slices.Contains(testkits, dir) {
						t.Errorf("%s: %s may not import %s", file, dir, own)
					}
				} else if strings.Contains(strings.Split(path, "/")[0], ".") && !allowsLibrary(foreign, path) {
					t.Errorf("%s: %s may not import the library %s", file, dir, path)
				}
			}
		}
	}
	for dir := range architecture {
		if !seen[dir] {
			t.Errorf("the architecture has a row for %s, which does not exist", dir)
		}
	}
}

func allowsLibrary(row, path string) bool {
	return slices.ContainsFunc(strings.Fields(row), func(short string) bool {
		return slices.Contains(libraries[short], path)
	})
}

// packages returns the imports of every production file: directory, file, paths.
func packages(t *testing.T) map[string]map[string][]string {
	t.Helper()
	found := map[string]map[string][]string{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && path != ".") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		dir := filepath.ToSlash(filepath.Dir(path))
		if found[dir] == nil {
			found[dir] = map[string][]string{}
		}
		found[dir][path] = []string{}
		for _, spec := range file.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			found[dir][path] = append(found[dir][path], name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
