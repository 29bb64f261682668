// Command release builds dixit for everybody: static binaries, in archives with their bills of materials and the licences of all that is
// in them, and the sums of these files. The same commit and the same Go make the same bytes, wherever and whenever it runs: no path,
// day or name of the machine goes in.
//
// It runs git and the go command. It uploads, signs and tags nothing.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"dixit"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("release: ")
	out := flag.String("out", "dist", "the `FOLDER` to make")
	only := flag.String("only", "", "platforms with commas between, such as linux/amd64; all if empty")
	flag.Parse()
	if err := run(*out, *only); err != nil {
		log.Fatal(err)
	}
}

// platform is what a binary is for.
type platform struct{ os, arch string }

// platforms are all that a release is made for.
func platforms() []platform {
	return []platform{
		{"linux", "amd64"},
		{"linux", "arm64"},
		{"darwin", "amd64"},
		{"darwin", "arm64"},
		{"windows", "amd64"},
		{"windows", "arm64"},
	}
}

// release is one version for all platforms.
type release struct {
	version   string
	commit    string
	committed time.Time
}

// run makes the release of the checkout that it runs in. A checkout that is changed is refused: nobody could make it again.
func run(out, only string) error {
	changed, err := output("git", "status", "--porcelain")
	if err != nil {
		return err
	}
	if changed != "" {
		return fmt.Errorf("the checkout is changed:\n%s", changed)
	}
	r := release{version: dixit.Version}
	if r.commit, err = output("git", "rev-parse", "HEAD"); err != nil {
		return err
	}
	when, err := output("git", "show", "--no-patch", "--format=%cI", "HEAD")
	if err != nil {
		return err
	}
	if r.committed, err = time.Parse(time.RFC3339, when); err != nil {
		return err
	}
	r.committed = r.committed.UTC()
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	var made []string
	for _, p := range platforms() {
		if only != "" && !strings.Contains(","+only+",", ","+p.os+"/"+p.arch+",") {
			continue
		}
		files, err := r.make(out, p)
		if err != nil {
			return fmt.Errorf("%s/%s: %w", p.os, p.arch, err)
		}
		made = append(made, files...)
	}
	return writeSums(out, made)
}

// make builds for p and returns the names of the files that it wrote into out.
func (r release) make(out string, p platform) ([]string, error) {
	name := fmt.Sprintf("dixit-%s-%s-%s", r.version, p.os, p.arch)
	program := filepath.Join(out, name, "dixit"+p.suffix())
	defer os.RemoveAll(filepath.Join(out, name))
	if err := r.build(program, p); err != nil {
		return nil, err
	}
	parts, err := partsOf(program, p)
	if err != nil {
		return nil, err
	}
	bill, err := r.bill(name, parts)
	if err != nil {
		return nil, err
	}
	files := []file{{"NOTICES.txt", 0o644, notices(parts)}, {"sbom.cdx.json", 0o644, bill}}
	for _, f := range []struct {
		name, from string
		mode       int64
	}{{"dixit" + p.suffix(), program, 0o755}, {"README.md", "README.md", 0o644}} {
		data, err := os.ReadFile(f.from)
		if err != nil {
			return nil, err
		}
		files = append(files, file{f.name, f.mode, data})
	}
	if p.os == "linux" {
		units, err := folder("deploy/systemd")
		if err != nil {
			return nil, err
		}
		files = append(files, units...)
	}
	archive, data, err := r.pack(name, p, files)
	if err != nil {
		return nil, err
	}
	sbom := name + ".cdx.json"
	if err := os.WriteFile(filepath.Join(out, sbom), bill, 0o644); err != nil {
		return nil, err
	}
	return []string{archive, sbom}, os.WriteFile(filepath.Join(out, archive), data, 0o644)
}

// suffix is what a program's name ends in.
func (p platform) suffix() string {
	if p.os == "windows" {
		return ".exe"
	}
	return ""
}

// environment is that of go commands for p: whatever could change what comes out is said here.
func (p platform) environment() []string {
	return append(os.Environ(), "CGO_ENABLED=0", "GOOS="+p.os, "GOARCH="+p.arch, "GOAMD64=v1", "GOARM64=v8.0", "GOFLAGS=", "GOEXPERIMENT=",
		"GOFIPS140=off", "GOTOOLCHAIN=local", "GOWORK=off")
}

// build builds the program. What git knows is given by hand: the go command would add tags, of which a clone may have none.
func (r release) build(program string, p platform) error {
	flags := fmt.Sprintf("-s -w -buildid= -X main.commit=%s -X main.committed=%s", r.commit, r.committed.Format(time.RFC3339))
	c := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags="+flags, "-o", program, "./cmd/dixit")
	c.Env = p.environment()
	c.Stderr = os.Stderr
	return c.Run()
}

// output is what a command prints, without the line's end.
func output(name string, args ...string) (string, error) {
	c := exec.Command(name, args...)
	c.Stderr = os.Stderr
	data, err := c.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), err)
	}
	return strings.TrimRight(string(data), "\n"), nil
}
