//go:build unix

package testpg

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
)

// start makes a cluster in a folder of its own and starts its server on a socket there. The server goes, and the folder with it, when
// this program ends: a shell waits for that on a pipe whose other end nobody else holds.
func start() (*Server, error) {
	bin, err := programs()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "testpg")
	if err != nil {
		return nil, err
	}
	s := &Server{URL: "postgres:///postgres?user=postgres&host=" + dir, bin: bin, data: filepath.Join(dir, "data")}
	if err := owned(dir); err != nil {
		return nil, err
	}
	if err := s.run("initdb", "-D", s.data, "-U", "postgres", "-E", "UTF8", "--locale=C", "-A", "trust", "-N"); err != nil {
		return nil, err
	}
	if err := s.serve(); err != nil {
		return nil, err
	}
	guard := exec.Command("sh", "-c", `cat >/dev/null; "$0" -D "$1" -m immediate stop >/dev/null 2>&1; rm -rf "$2"`, filepath.Join(bin, "pg_ctl"), s.data, dir)
	guard.Dir = "/"
	if guard.SysProcAttr, err = as(); err != nil {
		return nil, err
	}
	guard.SysProcAttr.Setsid = true // whoever kills this program and its group does not kill it
	if s.life, err = guard.StdinPipe(); err != nil {
		return nil, err
	}
	return s, guard.Start()
}

// serve starts the server. What it writes is not synced: tests end processes, not machines.
func (s *Server) serve() error {
	options := "-c listen_addresses= -c fsync=off -c max_connections=200 -c unix_socket_directories=" + filepath.Dir(s.data)
	if err := s.run("pg_ctl", "-D", s.data, "-s", "-W", "-l", s.data+".log", "-o", options, "start"); err != nil {
		return err
	}
	return s.ready()
}

// Stop stops the server at once, as a crash would.
func (s *Server) Stop(t testing.TB) {
	t.Helper()
	if err := s.run("pg_ctl", "-D", s.data, "-s", "-w", "-m", "immediate", "stop"); err != nil {
		t.Fatal(err)
	}
}

// Start starts it again.
func (s *Server) Start(t testing.TB) {
	t.Helper()
	if err := s.serve(); err != nil {
		t.Fatal(err)
	}
}

// run runs one of PostgreSQL's programs.
func (s *Server) run(name string, args ...string) (err error) {
	c := exec.Command(filepath.Join(s.bin, name), args...)
	c.Dir = "/"
	if c.SysProcAttr, err = as(); err != nil {
		return err
	}
	log, err := os.CreateTemp("", "testpg")
	if err != nil {
		return err
	}
	defer os.Remove(log.Name())
	defer log.Close()
	c.Stdout, c.Stderr = log, log // a pipe would be held open by the server
	if err := c.Run(); err != nil {
		out, _ := os.ReadFile(log.Name()) // if it cannot be read, err alone must do
		return fmt.Errorf("%s: %w: %.500s", name, err, out)
	}
	return nil
}

// as says as whom the server runs: it refuses to be root's.
func as() (*syscall.SysProcAttr, error) {
	if os.Geteuid() != 0 {
		return &syscall.SysProcAttr{}, nil
	}
	uid, gid, err := postgres()
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, err
}

// owned gives a folder to whom the server runs as.
func owned(dir string) error {
	if os.Geteuid() != 0 {
		return nil
	}
	uid, gid, err := postgres()
	if err != nil {
		return err
	}
	return os.Chown(dir, uid, gid)
}

// postgres is the user that PostgreSQL's packages make.
func postgres() (uid, gid int, err error) {
	u, err := user.Lookup("postgres")
	if err != nil {
		return 0, 0, err
	}
	if uid, err = strconv.Atoi(u.Uid); err == nil {
		gid, err = strconv.Atoi(u.Gid)
	}
	return uid, gid, err
}
