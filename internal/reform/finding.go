package reform

// Finding is something wrong or doubtful that a person should look at. It holds
// facts; the sentence is made from them in the reader's language.
type Finding struct {
	Origin
	Figure   string // empty when it concerns the file
	Label    Words  // the figure's title
	Found    string // what stands there
	Problem  Problem
	Severity Severity
	Wanted   string // what was expected: a limit, a unit, another cell
	Other    Words  // the figure it disagrees with
}

// Severity is how much a Finding stands in the way.
type Severity string

const (
	Refused Severity = "refused" // the file could not be read at all
	Error   Severity = "error"   // this value was not taken
	Warning Severity = "warning" // taken; please look again
	Note    Severity = "note"    // taken; this is how it was understood
)

// Problem is the kind of thing found. Every kind has its sentence and its remedy
// in both languages.
type Problem string

const (
	// Of the file: nothing was read.
	EmptyFile      Problem = "empty_file"
	TooLarge       Problem = "too_large"     // Wanted: the limit
	NotWorkbook    Problem = "not_workbook"  // Found: what it seems to be
	OldWorkbook    Problem = "old_workbook"  // .xls
	OpenDocument   Problem = "open_document" // .ods
	Encrypted      Problem = "encrypted"
	Damaged        Problem = "damaged"         // truncated, or a part that cannot be read
	Unsafe         Problem = "unsafe"          // Found: macros, links, declared entities, …
	TooMuchInside  Problem = "too_much_inside" // Found, Wanted: a limit passed when unpacked
	NotOurForm     Problem = "not_our_form"
	OtherUnit      Problem = "other_unit"      // Found, Wanted
	OtherCycle     Problem = "other_cycle"     // Found, Wanted
	OtherFramework Problem = "other_framework" // Found, Wanted
	OtherSource    Problem = "other_source"    // Found, Wanted
	RepeatedFigure Problem = "repeated_figure" // Wanted: the first cell
	// Of a cell.
	NotNumber       Problem = "not_number"
	AmbiguousNumber Problem = "ambiguous_number" // Wanted: both readings
	NotWhole        Problem = "not_whole"
	TooManyDecimals Problem = "too_many_decimals" // Wanted: how many
	TooManyDigits   Problem = "too_many_digits"
	TooSmall        Problem = "too_small" // Wanted: the limit
	TooGreat        Problem = "too_great" // Wanted: the limit
	NotDate         Problem = "not_date"
	NotOption       Problem = "not_option"   // Wanted: the answers
	MustApply       Problem = "must_apply"   // "not applicable" is no answer here
	FormulaCell     Problem = "formula_cell" // the last computed value was taken
	FormulaNoValue  Problem = "formula_no_value"
	ErrorCell       Problem = "error_cell"      // #DIV/0! and its kin
	PartOverWhole   Problem = "part_over_whole" // Other, Wanted: the whole and its value
	PartsNotWhole   Problem = "parts_not_whole" // Found: the sum; Other, Wanted: the whole and its value
	MissingRow      Problem = "missing_row"     // the figure's row is gone
	Blank           Problem = "blank"           // nothing reported
	UnderstoodAs    Problem = "understood_as"   // Wanted: the number or day a text was read as
	NotPractised    Problem = "not_practised"   // "none" beside a number was read as NoPractice
	// Of a list of units.
	MissingColumn  Problem = "missing_column"   // Wanted: its heading
	MissingCell    Problem = "missing_cell"     // Wanted: the column's heading
	RepeatedUnit   Problem = "repeated_unit"    // Wanted: the first cell
	UnknownParent  Problem = "unknown_parent"   // no unit of the list has this id
	UnitLoop       Problem = "unit_loop"        // a unit that stands above itself
	OtherGroupName Problem = "other_group_name" // Found, Wanted: one group, two names
	// Of a table of values.
	UnknownFigure  Problem = "unknown_figure"  // Wanted: the nearest known, if any is near
	UnknownUnit    Problem = "unknown_unit"    // the same, of units
	RepeatedValue  Problem = "repeated_value"  // Label: the unit; Found: the figure; Wanted: the first cell
	RepeatedColumn Problem = "repeated_column" // Found: the heading; Wanted: the first cell
	MarkedNumber   Problem = "marked_number"   // a comma in it, or marks between thousands
	NotISODate     Problem = "not_iso_date"
	NotUTF8        Problem = "not_utf8"      // neither a workbook nor text in UTF-8
	UnheadedCell   Problem = "unheaded_cell" // a row with more cells than there are headings
)

// Problems lists every Problem.
var Problems = []Problem{
	EmptyFile, TooLarge, NotWorkbook, OldWorkbook, OpenDocument, Encrypted, Damaged, Unsafe, TooMuchInside,
	NotOurForm, OtherUnit, OtherCycle, OtherFramework, OtherSource, RepeatedFigure,
	NotNumber, AmbiguousNumber, NotWhole, TooManyDecimals, TooManyDigits, TooSmall, TooGreat, NotDate, NotOption,
	MustApply, FormulaCell, FormulaNoValue, ErrorCell, PartOverWhole, PartsNotWhole, MissingRow, Blank, UnderstoodAs, NotPractised,
	MissingColumn, MissingCell, RepeatedUnit, UnknownParent, UnitLoop, OtherGroupName,
	UnknownFigure, UnknownUnit, RepeatedValue, RepeatedColumn, MarkedNumber, NotISODate, NotUTF8, UnheadedCell,
}
