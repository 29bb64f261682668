package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// TestPlatforms: the program's packages are right in type on every platform but this one, which compiles them. It reads their source as
// the go command would have it compiled there; no machine code is made, which takes a minute for each.
func TestPlatforms(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the source of all that is needed, once for each platform")
	}
	t.Chdir(filepath.Join("..", ".."))
	for _, p := range platforms() {
		if p.os != runtime.GOOS {
			t.Run(p.os+"/"+p.arch, func(t *testing.T) {
				t.Parallel()
				for _, err := range mistyped(t, p) {
					t.Error(err)
				}
			})
		}
	}
}

// source is what the go command says of a package.
type source struct {
	Dir, ImportPath, Name string
	GoFiles, SFiles       []string
	ImportMap             map[string]string
	Module                *struct{ Main bool }
}

// mistyped are the errors of type that the program has on p: of its own packages whole, of others in what they declare.
func mistyped(t *testing.T, p platform) (wrong []error) {
	t.Helper()
	c := exec.Command("go", "list", "-deps", "-json=Dir,ImportPath,Name,GoFiles,SFiles,ImportMap,Module", "./cmd/dixit")
	c.Env = append(p.environment(), "GOFLAGS=-trimpath")
	c.Stderr = os.Stderr
	data, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	packages := map[string]*types.Package{"unsafe": types.Unsafe}
	for list := json.NewDecoder(bytes.NewReader(data)); ; { // what is imported comes first
		var l source
		if err := list.Decode(&l); errors.Is(err, io.EOF) {
			return wrong
		} else if err != nil {
			t.Fatal(err)
		}
		if l.ImportPath == "unsafe" {
			continue
		}
		own := l.Module != nil && l.Module.Main
		config := types.Config{
			Importer: importer(func(path string) (*types.Package, error) {
				if to, ok := l.ImportMap[path]; ok {
					path = to
				}
				if packages[path] == nil {
					return nil, errors.New("not listed before: " + path)
				}
				return packages[path], nil
			}),
			Sizes:            types.SizesFor("gc", p.arch),
			IgnoreFuncBodies: !own,
			Error:            func(err error) { wrong = append(wrong, err) },
		}
		set := token.NewFileSet()
		var files []*ast.File
		for _, name := range l.GoFiles {
			f, err := parser.ParseFile(set, filepath.Join(l.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			if own && len(l.SFiles) == 0 {
				wrong = append(wrong, bodiless(set, f)...)
			}
			files = append(files, f)
		}
		packages[l.ImportPath], _ = config.Check(l.ImportPath, set, files, nil) // its errors are taken above
	}
}

// bodiless are the functions that f leaves to assembly.
func bodiless(set *token.FileSet, f *ast.File) (wrong []error) {
	for _, d := range f.Decls {
		if d, ok := d.(*ast.FuncDecl); ok && d.Body == nil {
			wrong = append(wrong, errors.New(set.Position(d.Pos()).String()+": no body, and no assembly beside it"))
		}
	}
	return wrong
}

// importer gives packages that were checked before.
type importer func(path string) (*types.Package, error)

func (i importer) Import(path string) (*types.Package, error) { return i(path) }
