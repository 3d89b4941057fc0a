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
	NotWorkbook    Problem = "not_workbook"  // Found: what it seems to be; Wanted: "table" where text would do too
	TextTable      Problem = "text_table"    // .csv and its kin
	OldWorkbook    Problem = "old_workbook"  // .xls
	OpenDocument   Problem = "open_document" // .ods
	Encrypted      Problem = "encrypted"
	RightsManaged  Problem = "rights_managed"  // readable only by whom its maker named
	BlankWorkbook  Problem = "blank_workbook"  // no cell says anything
	Damaged        Problem = "damaged"         // truncated, or a part that cannot be read
	Unsafe         Problem = "unsafe"          // Found: macros, links, declared entities, …
	TooMuchInside  Problem = "too_much_inside" // Found, Wanted: a limit passed when unpacked
	NotOurForm     Problem = "not_our_form"
	ForgedForm     Problem = "forged_form"     // the identity was changed after the form was made
	OtherUnit      Problem = "other_unit"      // Found, Wanted
	OtherCycle     Problem = "other_cycle"     // Found, Wanted
	OtherFramework Problem = "other_framework" // Found, Wanted
	OtherSource    Problem = "other_source"    // Found, Wanted
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
	FormulaDiffers  Problem = "formula_differs" // Found: the stored result; Wanted: what the formula gives
	OldTypeface     Problem = "old_typeface"    // Found: text of TCVN3 or VNI; Wanted: the same in Unicode
	ByLabel         Problem = "by_label"        // the row's label and its hidden mark disagree; the label was followed
	OtherLabel      Problem = "other_label"     // Found: a label that is not the form's; the hidden mark was followed
	RepeatedFigure  Problem = "repeated_figure" // Wanted: the first cell
	MergedAnswer    Problem = "merged_answer"   // merged with other rows; Wanted: the cell that holds the value
	HiddenRow       Problem = "hidden_row"
	OwnRecord       Problem = "own_record"   // a figure that the board reads from its own record
	StrayAnswer     Problem = "stray_answer" // a number among the answers, in a row that is no figure's
	// Of a value beside others.
	Fell         Problem = "fell"           // less than before, and counted from the start of the year; Wanted: the value before
	NotCarried   Problem = "not_carried"    // Found: the sum; Other, Wanted: what the period before left and its value
	FarFromLast  Problem = "far_from_last"  // Wanted: the value before
	FarFromPeers Problem = "far_from_peers" // Wanted: from which to which value the peers lie
	// Of a form that others made.
	NotTheSum     Problem = "not_the_sum"    // a printed total or share; Wanted: what its parts come to
	OtherForm     Problem = "other_form"     // no sheet has its header; Label: the form
	TwoSheets     Problem = "two_sheets"     // Found: the sheets that both have it
	UnreadColumn  Problem = "unread_column"  // Found: the heading of a column that the recipe does not name
	AmbiguousUnit Problem = "ambiguous_unit" // Wanted: the units it may be
	// Of a file among many.
	NoUnit Problem = "no_unit" // Found: the unit that it names and that does not report here, if it names any
	// Of a file that is to prove something.
	ProofEmpty     Problem = "proof_empty"
	ProofLarge     Problem = "proof_large"   // Wanted: megabytes
	ProofKind      Problem = "proof_kind"    // what it is, is not taken
	ProofDamaged   Problem = "proof_damaged" // cut off, or a part that cannot be read
	ProofEncrypted Problem = "proof_encrypted"
	ProofUnsafe    Problem = "proof_unsafe"   // Found: macros, embedded files, links, what follows its end, …
	ProofTooMuch   Problem = "proof_too_much" // in it when unpacked or drawn
	// Of a list of units.
	MissingColumn  Problem = "missing_column"   // Wanted: its heading
	MissingCell    Problem = "missing_cell"     // Wanted: the column's heading
	RepeatedUnit   Problem = "repeated_unit"    // Wanted: the first cell
	UnknownParent  Problem = "unknown_parent"   // no unit of the list has this id
	UnitLoop       Problem = "unit_loop"        // a unit that stands above itself
	OtherGroupName Problem = "other_group_name" // Found, Wanted: one group, two names
	// Of a list of people.
	NotSignInName  Problem = "not_sign_in_name" // what nobody can sign in by
	RepeatedPerson Problem = "repeated_person"  // Wanted: the first cell
	BeyondReach    Problem = "beyond_reach"     // Found: the unit of a person whom whoever hands the list in may not admit
	SecondPerson   Problem = "second_person"    // Found: whom it would make administrator, or of more: that takes two persons
	Oneself        Problem = "oneself"          // the list would take from its sender what lets them send it
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
	EmptyFile, TooLarge, NotWorkbook, TextTable, OldWorkbook, OpenDocument, Encrypted, RightsManaged, BlankWorkbook, Damaged, Unsafe, TooMuchInside,
	NotOurForm, ForgedForm, OtherUnit, OtherCycle, OtherFramework, OtherSource,
	NotNumber, AmbiguousNumber, NotWhole, TooManyDecimals, TooManyDigits, TooSmall, TooGreat, NotDate, NotOption,
	MustApply, FormulaCell, FormulaNoValue, ErrorCell, PartOverWhole, PartsNotWhole, MissingRow, Blank, UnderstoodAs, NotPractised,
	FormulaDiffers, OldTypeface, ByLabel, OtherLabel, RepeatedFigure, MergedAnswer, HiddenRow, StrayAnswer, OwnRecord,
	Fell, NotCarried, FarFromLast, FarFromPeers, NotTheSum, OtherForm, TwoSheets, UnreadColumn, AmbiguousUnit, NoUnit,
	ProofEmpty, ProofLarge, ProofKind, ProofDamaged, ProofEncrypted, ProofUnsafe, ProofTooMuch,
	MissingColumn, MissingCell, RepeatedUnit, UnknownParent, UnitLoop, OtherGroupName,
	NotSignInName, RepeatedPerson, BeyondReach, Oneself, SecondPerson,
	UnknownFigure, UnknownUnit, RepeatedValue, RepeatedColumn, MarkedNumber, NotISODate, NotUTF8, UnheadedCell,
}

// Justified reports whether who hands the value in has to say why it stands.
func (p Problem) Justified() bool {
	switch p {
	case PartsNotWhole, Fell, NotCarried, FarFromLast, FarFromPeers:
		return true
	default:
		return false
	}
}

// LeftOut reports whether a paper of a report is what was found wanting: it was not kept,
// and what it came with was.
func (f Finding) LeftOut() bool { return f.Problem == ProofEmpty || f.Problem == ProofLarge }
