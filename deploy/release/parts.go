package main

import (
	"cmp"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// part is a module that is in a program, or Go's own library.
type part struct {
	path, version string
	sum           string   // of go.sum, "" for Go's own
	needs         []string // paths of parts
	licence       string   // its SPDX identifier
	texts         []file   // what its licence asks to be handed on
}

// standard is the path of Go's own library, as package URLs name it.
const standard = "std"

// listed is a package, as go list prints it.
type listed struct {
	Standard bool
	Imports  []string
	Module   *struct {
		Path, Version, Dir string
		Main               bool
	}
	ImportPath string
}

// partsOf are the parts of a program for p in the order of their paths. The program says which they are; go list, what needs what.
func partsOf(program string, p platform) ([]part, error) {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return nil, err
	}
	packages, err := list(p)
	if err != nil {
		return nil, err
	}
	needs, folders := graph(packages)
	root, err := output("go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	parts := []part{{path: standard, version: strings.TrimPrefix(info.GoVersion, "go")}}
	folders[standard] = root
	for _, m := range info.Deps {
		if m.Replace != nil {
			return nil, fmt.Errorf("%s is replaced", m.Path)
		}
		parts = append(parts, part{path: m.Path, version: m.Version, sum: m.Sum})
	}
	parts = append(parts, part{path: info.Main.Path})
	for i := range parts {
		if parts[i].path == info.Main.Path {
			parts[i].needs = needs[info.Main.Path]
			continue
		}
		if err := parts[i].describe(folders, needs); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(parts, func(a, b part) int { return cmp.Compare(a.path, b.path) })
	return parts, nil
}

// list is what the program is built of.
func list(p platform) ([]listed, error) {
	c := exec.Command("go", "list", "-deps", "-json=ImportPath,Standard,Imports,Module", "./cmd/dixit")
	c.Env, c.Stderr = p.environment(), os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.Start(); err != nil {
		return nil, err
	}
	var all []listed
	for d := json.NewDecoder(out); ; {
		var one listed
		if err := d.Decode(&one); errors.Is(err, io.EOF) {
			return all, c.Wait()
		} else if err != nil {
			return nil, errors.Join(err, c.Wait())
		}
		all = append(all, one)
	}
}

// graph tells which modules the packages of a module import, and where the module is.
func graph(packages []listed) (needs map[string][]string, folders map[string]string) {
	of := map[string]string{}
	folders = map[string]string{}
	for _, p := range packages {
		of[p.ImportPath] = standard
		if p.Module != nil {
			of[p.ImportPath], folders[p.Module.Path] = p.Module.Path, p.Module.Dir
		}
	}
	sets := map[string]map[string]bool{}
	for _, p := range packages {
		from := of[p.ImportPath]
		if sets[from] == nil {
			sets[from] = map[string]bool{}
		}
		for _, i := range p.Imports {
			if to := of[i]; to != "" && to != from && from != standard {
				sets[from][to] = true
			}
		}
	}
	needs = map[string][]string{}
	for from, set := range sets {
		needs[from] = slices.Sorted(maps.Keys(set))
	}
	return needs, folders
}

// describe fills in what is found in the folder of p. A part without a licence that is known is an error: nobody may hand it on.
func (p *part) describe(folders map[string]string, needs map[string][]string) error {
	dir, ok := folders[p.path]
	if !ok {
		return fmt.Errorf("%s is in the program, but go list does not know it", p.path)
	}
	p.needs = needs[p.path]
	names, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, n := range names {
		if !n.Type().IsRegular() || !legal().MatchString(n.Name()) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, n.Name()))
		if err != nil {
			return err
		}
		p.texts = append(p.texts, file{n.Name(), 0o644, data})
		if p.licence == "" {
			p.licence = licenceOf(string(data))
		}
	}
	if p.licence == "" {
		return fmt.Errorf("%s@%s: no licence that is known in %s", p.path, p.version, dir)
	}
	return nil
}

// legal matches the names of files that licences ask to be handed on.
func legal() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents|copyright)([-._].*)?$`)
}

// licenceOf is the SPDX identifier of a licence that is known by its words, "" for any other text.
func licenceOf(text string) string {
	words := strings.Join(strings.Fields(strings.ToLower(text)), " ")
	has := func(s string) bool { return strings.Contains(words, s) }
	switch {
	case has("apache license version 2.0"):
		return "Apache-2.0"
	case has("mozilla public license version 2.0") || has("mozilla public license, version 2.0"):
		return "MPL-2.0"
	case has("permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated"):
		return "MIT"
	case has("permission to use, copy, modify, and/or distribute this software for any purpose"),
		has("permission to use, copy, modify, and distribute this software for any purpose"):
		return "ISC"
	case has("redistribution and use in source and binary forms") && has("used to endorse or promote products"):
		return "BSD-3-Clause"
	case has("redistribution and use in source and binary forms"):
		return "BSD-2-Clause"
	case has("this is free and unencumbered software released into the public domain"):
		return "Unlicense"
	}
	return ""
}
