package main

import (
	"bytes"
	"database/sql"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"dixit/internal/casetest"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	casetest.FastTemp()
	testscript.Main(m, map[string]func(){"dixit": main, "dixit-next": nextMain, "faulty": faulty})
}

// TestScripts runs the command lines of testdata/script. Besides testscript's own commands there are
//
//	exits N PROGRAM ARG…     runs a program that must exit with N
//	noise FILE BYTES         makes a file of random bytes
//	long FILE BYTES          makes a file that is one long line of words
//	broken FILE              makes a text in UTF-8 with a byte that means nothing
//	shown FILE ARG…          runs dixit show with the first statement's id in FILE
//	explained FILE           runs dixit explain with that id
//	first COMMAND FILE ARG…  runs another command of dixit with that id before ARG
//	damage FILE SQL          runs SQL on a ledger, as another program would
func TestScripts(t *testing.T) { testscript.Run(t, scripts(t)) }

// scripts are testdata/script, on a ledger in a file.
func scripts(t *testing.T) testscript.Params {
	t.Helper()
	examples, err := filepath.Abs(filepath.Join("..", "..", "examples"))
	if err != nil {
		t.Fatal(err)
	}
	return testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(e *testscript.Env) error {
			e.Setenv("EXAMPLES", examples)
			e.Setenv("DIXIT_LEDGER", filepath.Join(e.WorkDir, "ledger.db"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exitsWith, "noise": noise, "long": long, "broken": broken, "shown": withFirst("show"), "explained": withFirst("explain"),
			"first": first, "damage": damage,
		},
	}
}

func exitsWith(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits N PROGRAM ARG…")
	}
	want := number(ts, args[0])
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		failed, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = failed.ExitCode()
	}
	if got != want {
		ts.Fatalf("exits with %d, not %d", got, want)
	}
}

func noise(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: noise FILE BYTES")
	}
	data := make([]byte, number(ts, args[1]))
	_, _ = rand.NewChaCha8([32]byte{}).Read(data) // never fails
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o600))
}

func long(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: long FILE BYTES")
	}
	words := []byte("the mayor said that the bridge is safe and ")
	n := number(ts, args[1])
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat(words, n/len(words)+1)[:n], 0o600))
}

func broken(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: broken FILE")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte("“The tunnel is \xff safe,” Mayor Eve Brown said on Monday.\n"), 0o600))
}

// withFirst runs a command of dixit with the first statement's id in a file.
func withFirst(command string) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		if neg || len(args) == 0 {
			ts.Fatalf("usage: shown FILE ARG…, or explained FILE")
		}
		id := regexp.MustCompile(`\b[a-z2-7]{16}\b`).FindString(ts.ReadFile(args[0]))
		ts.Check(ts.Exec("dixit", append([]string{command, id}, args[1:]...)...))
	}
}

func first(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: first COMMAND FILE ARG…")
	}
	id := regexp.MustCompile(`\b[a-z2-7]{16}\b`).FindString(ts.ReadFile(args[1]))
	if err := ts.Exec("dixit", append([]string{args[0], id}, args[2:]...)...); (err != nil) != neg {
		ts.Fatalf("fails: %t", err != nil)
	}
}

func damage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: damage FILE SQL")
	}
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	_, err = db.Exec(args[1])
	ts.Check(errors.Join(err, db.Close()))
}

func number(ts *testscript.TestScript, s string) int {
	n, err := strconv.Atoi(s)
	ts.Check(err)
	return n
}
