package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestDeploy proves that whatever the files in deploy/ and the pages for operators call is there: every command, with every flag.
func TestDeploy(t *testing.T) {
	root := newRootCommand(&terminal{})
	lines := 0
	for _, path := range operators(t) {
		for _, line := range calls(t, path) {
			lines++
			if why := wrong(root, line); why != "" {
				t.Errorf("%s: dixit %s: %s", path, strings.Join(line, " "), why)
			}
		}
	}
	if lines < 15 {
		t.Errorf("only %d calls were found", lines)
	}
}

// operators are the files that tell people how to run dixit.
func operators(t *testing.T) []string {
	t.Helper()
	base := filepath.Join("..", "..")
	list := []string{filepath.Join(base, "docs", "OPERATE.md"), filepath.Join(base, "docs", "BATCH.md"), filepath.Join(base, "docs", "SCALE.md")}
	err := filepath.WalkDir(filepath.Join(base, "deploy"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && !strings.HasSuffix(path, ".go") {
			list = append(list, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// calls are the command lines of dixit in a file: of a unit, a shell or Markdown ("dixit serve --x"), of compose and a Dockerfile
// (["serve", "--x"]), or of Kubernetes (args, an item a line).
func calls(t *testing.T, path string) [][]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	if strings.HasSuffix(path, ".md") {
		text = strings.Join(regexp.MustCompile("(?s)\n```.*?\n```|`[^`\n]+`").FindAllString(text, -1), "\n") // not its prose
	}
	text = regexp.MustCompile(`(?m)(?:^| )#.*$`).ReplaceAllString(text, "")
	var list [][]string
	add := func(s string) { list = append(list, strings.Fields(s)) }
	shell := regexp.MustCompile("(?m)(?:^[\t ]*|[`|/(] ?|&& )dixit ([a-z]+(?: [^`\n|;&>#]*)?)")
	for _, m := range shell.FindAllStringSubmatch(strings.ReplaceAll(text, "\\\n", " "), -1) {
		add(m[1])
	}
	for _, m := range regexp.MustCompile(`(?s)(?:command: |CMD |CMD \["/dixit", )\[([^\]]*)\]`).FindAllStringSubmatch(text, -1) {
		if items := strings.NewReplacer(`"`, "", ",", " ").Replace(m[1]); !strings.HasPrefix(items, "postgres") {
			add(strings.TrimPrefix(items, "/dixit"))
		}
	}
	for _, m := range regexp.MustCompile(`\n *args:\n((?: +- .*\n)+)`).FindAllStringSubmatch(text, -1) {
		add(regexp.MustCompile(`(?m)^ +- | +#.*$`).ReplaceAllString(m[1], " "))
	}
	return list
}

// wrong says what is wrong with a command line, "" for nothing.
func wrong(root *cobra.Command, line []string) string {
	if len(line) == 0 {
		return ""
	}
	c, _, err := root.Find(line[:1])
	if err != nil || c == root {
		return "there is no such command"
	}
	c.InitDefaultHelpFlag()
	for _, word := range line[1:] {
		name, _, _ := strings.Cut(strings.Trim(word, "`.,:)("), "=")
		if !strings.HasPrefix(name, "--") || name == "--" {
			continue
		}
		if c.Flags().Lookup(name[2:]) == nil {
			return "no flag " + name
		}
	}
	return ""
}
