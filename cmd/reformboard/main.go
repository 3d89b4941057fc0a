// Command reformboard is the board: one program that serves it, and the commands
// that look after it.
//
//	reformboard serve --demo       the board with demonstration figures
//	reformboard migrate            bring the database to this program's schema
//	reformboard seed               play the demonstration in by the front door
//	reformboard score F VALUES     score a table of values by a framework, without a board
//	reformboard check WORKBOOK…    say what is wrong with reports, without a board
//	reformboard recipe …           check or propose how a form of others is read
//	reformboard framework …        check, import, export, compare or store a framework
//	reformboard units FILE         store a tree of units from a CSV or workbook
//	reformboard cycle …            store a cycle
//	reformboard user …             store a user
//	reformboard mandate [ID]       list what waits for a second administrator, or approve it
//	reformboard forms CYCLE        write the forms of all units into one .zip
//	reformboard receive PATH…      take in the workbooks of many units
//	reformboard rank CYCLE         print a ranking, or why a unit stands where it does
//	reformboard export CYCLE FILE  write a ranking or scorecard as .xlsx or .csv
//	reformboard publish …          propose, approve and list editions
//	reformboard verify EDITION     hold an edition against what it was made from
//	reformboard audit …            check the log, or print its head
//	reformboard health             ask a running server whether it is well
//
// Package main's one rule: it alone reads the environment, the flags and the
// clock, and hands them down.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/alecthomas/kong"
)

// commands are the flags shared by all and one field a command; each stands in a
// file of its own.
type commands struct {
	settings

	Serve     serve     `cmd:"" help:"Serve the board."`
	Migrate   migrate   `cmd:"" help:"Bring the database to this program's schema."`
	Seed      seedDemo  `cmd:"" help:"Play the demonstration in by the front door."`
	Score     score     `cmd:"" help:"Score a table of values by a framework, without a board."`
	Check     check     `cmd:"" help:"Say what is wrong with reports and how to mend it, without a board."`
	Recipe    recipes   `cmd:"" help:"Check or propose how a form is read that is not the board's own."`
	Framework framework `cmd:"" help:"Check, import, export, compare or store a framework."`
	Units     units     `cmd:"" help:"Store a tree of units from a CSV or workbook."`
	Cycle     cycle     `cmd:"" help:"Store a cycle."`
	Forms     forms     `cmd:"" help:"Write the forms of all units of a cycle into one .zip."`
	Receive   receive   `cmd:"" help:"Take in the report workbooks of many units: files, folders, .zip archives."`
	User      user      `cmd:"" help:"Store a user; the password is read from standard input."`
	Mandate   mandate   `cmd:"" help:"List what waits for a second administrator, or approve it."`
	Rank      rank      `cmd:"" help:"Print a ranking, or why a unit stands where it does."`
	Export    export    `cmd:"" help:"Write a ranking or a scorecard as .xlsx or .csv."`
	Publish   publish   `cmd:"" help:"Propose, approve and list editions; it takes two persons."`
	Verify    verify    `cmd:"" help:"Hold an edition against itself, this program and the database."`
	Audit     audit     `cmd:"" help:"Check the log, or print its head."`
	Health    health    `cmd:"" help:"Ask a running server whether it is well."`

	Version kong.VersionFlag `help:"Print the version and stop."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// run is the program: 0 done, 1 failed or something was found, 2 called wrongly or, of
// check and receive, a file that could not be read.
func run(ctx context.Context, args []string) int {
	var c commands
	parser, err := kong.New(&c,
		kong.Name("reformboard"),
		kong.Description("A board on which public bodies report, are scored and ranked."),
		kong.UsageOnError(), kong.Vars{"version": version()},
		kong.BindTo(ctx, (*context.Context)(nil)),
	)
	if err != nil {
		panic(err) // the commands above are well formed
	}
	chosen, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintln(os.Stderr, "reformboard:", err)
		return 2
	}
	return ended(chosen.Run(&c.settings))
}

// outcome is how a command ends that tells more apart than done and failed. Without an
// error all was said.
type outcome struct {
	status int
	error
}

func ended(err error) int {
	status := 1
	if end, ok := errors.AsType[outcome](err); ok {
		status, err = end.status, end.error
	} else if err == nil {
		return 0
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "reformboard:", err)
	}
	return status
}

func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	return info.Main.Version + " " + info.GoVersion
}
