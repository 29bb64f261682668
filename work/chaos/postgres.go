//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"dixit/ledger/postgres"
)

// database is a server of PostgreSQL on a host of its own.
type database struct {
	host
	bin, data string
	who       *syscall.Credential // the server refuses to be root's
}

// newDatabase makes a cluster in a folder of a name and starts its server. Its writes are not synced: processes end here, not machines.
func newDatabase(h host, dir, name string) (*database, error) {
	d := &database{host: h, data: filepath.Join(dir, name)}
	list, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil || len(list) == 0 {
		return nil, fmt.Errorf("initdb: %w", exec.ErrNotFound)
	}
	d.bin = list[len(list)-1]
	if err := os.Mkdir(d.data, 0o700); err != nil {
		return nil, err
	}
	if os.Geteuid() == 0 {
		u, err := user.Lookup("postgres")
		if err != nil {
			return nil, err
		}
		uid, _ := strconv.Atoi(u.Uid) // digits on this system
		gid, _ := strconv.Atoi(u.Gid)
		d.who = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		if err := os.Chown(d.data, uid, gid); err != nil {
			return nil, err
		}
	}
	if err := d.run("initdb", "-D", d.data, "-U", "postgres", "-E", "UTF8", "--locale=C", "-A", "trust", "-N"); err != nil {
		return nil, err
	}
	hba := filepath.Join(d.data, "pg_hba.conf")
	if err := os.WriteFile(hba, []byte("local all all trust\nhost all all 0.0.0.0/0 trust\n"), 0o600); err != nil {
		return nil, err
	}
	return d, d.start()
}

// url is that of the ledger in it.
func (d *database) url() string {
	return "postgres://postgres@" + d.address + ":" + databasePort + "/postgres?connect_timeout=5"
}

// local is its URL for who is on its host, by a socket: also if that is cut off.
func (d *database) local() string {
	return "postgres://postgres@/postgres?connect_timeout=5&port=" + databasePort + "&host=" + d.data
}

const databasePort = "25432"

// start starts the server, again and again while what is left of a killed one is in its way, and waits until it answers.
func (d *database) start() (err error) {
	options := fmt.Sprintf("-c listen_addresses=%s -p %s -c fsync=off -c max_connections=100 -c unix_socket_directories=%s", d.address, databasePort, d.data)
	for range 60 {
		starting := d.run("pg_ctl", "-D", d.data, "-s", "-w", "-l", filepath.Join(d.data, "log"), "-o", options, "start")
		if _, err = postgres.Exists(context.Background(), d.local()); err == nil {
			return nil // also if it ran already
		}
		err = errors.Join(err, starting)
		time.Sleep(500 * time.Millisecond)
	}
	return err
}

// stop ends the server as it is asked to, which breaks its connections.
func (d *database) stop() error {
	return d.run("pg_ctl", "-D", d.data, "-s", "-w", "-m", "fast", "stop")
}

// kill kills its first process; the others see that and end.
func (d *database) kill() error {
	pid, err := d.pid()
	if err != nil {
		return err
	}
	return syscall.Kill(pid, syscall.SIGKILL)
}

// pid is that of its first process.
func (d *database) pid() (int, error) {
	data, err := os.ReadFile(filepath.Join(d.data, "postmaster.pid"))
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(strings.SplitN(string(data), "\n", 2)[0])
}

// run runs one of its programs. What it prints goes to a file: a pipe would be held open by the server.
func (d *database) run(name string, args ...string) error {
	c := d.command(filepath.Join(d.bin, name), args...)
	if d.who != nil {
		c = d.command("setpriv", append([]string{fmt.Sprint("--reuid=", d.who.Uid), fmt.Sprint("--regid=", d.who.Gid), "--clear-groups", filepath.Join(d.bin, name)}, args...)...)
	}
	c.Dir = "/"
	out, err := os.CreateTemp("", "chaos")
	if err != nil {
		return err
	}
	defer os.Remove(out.Name())
	defer out.Close()
	c.Stdout, c.Stderr = out, out
	if err := c.Run(); err != nil {
		said, _ := os.ReadFile(out.Name()) // err alone must do else
		return fmt.Errorf("%s: %w: %.300s", name, err, said)
	}
	return nil
}

// processor is how much processor time the server has taken so far: its first process, those that live, and those that have ended.
func (d *database) processor() time.Duration {
	if d == nil {
		return 0
	}
	first, err := d.pid()
	if err != nil {
		return 0
	}
	ticks := 0
	stats, _ := filepath.Glob("/proc/[0-9]*/stat") // the pattern is right
	for _, path := range stats {
		data, err := os.ReadFile(path)
		_, rest, ok := strings.Cut(string(data), ") ") // after a name that may hold anything
		f := strings.Fields(rest)
		if err != nil || !ok || len(f) < 15 {
			continue // it has ended
		}
		mine := filepath.Base(filepath.Dir(path)) == strconv.Itoa(first)
		if !mine && f[1] != strconv.Itoa(first) {
			continue
		}
		times := f[11:13] // its own
		if mine {
			times = f[11:15] // and those of its children that have ended
		}
		for _, t := range times {
			n, _ := strconv.Atoi(t) // digits
			ticks += n
		}
	}
	return time.Duration(ticks) * time.Second / 100 // USER_HZ
}
