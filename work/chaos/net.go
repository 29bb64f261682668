//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
)

// host is a network namespace with one address, and its cable to a bridge in the namespace that this program runs in. Without
// namespaces it is an address of the loopback, and cannot be cut.
type host struct {
	name    string // of the namespace; "" without
	cable   string // our end
	address string
}

// inNamespace runs this program again in a network namespace of its own. Where that is not allowed ok is false.
func inNamespace() (code int, ok bool) {
	self, err := os.Executable()
	if err == nil {
		_, err = exec.LookPath("ip")
	}
	if err != nil {
		fmt.Println("no network namespace:", err)
		return 0, false
	}
	c := exec.Command(self, os.Args[1:]...)
	c.Env = append(os.Environ(), insideMark+"=1")
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
	c.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNET, Pdeathsig: syscall.SIGKILL}
	if err := c.Start(); err != nil {
		fmt.Println("no network namespace:", err)
		return 0, false
	}
	_ = c.Wait() // its exit status is ours
	return c.ProcessState.ExitCode(), true
}

// insideMark says that the program runs in a namespace of its own already.
const insideMark = "DIXIT_CHAOS_INSIDE"

// ip runs iproute2.
func ip(args string) error {
	out, err := exec.Command("ip", strings.Fields(args)...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("ip %s: %w: %.300s", args, err, out)
	}
	return nil
}

// bridge makes what the cables of all hosts end in.
func bridge() error {
	for _, args := range []string{"link set lo up", "link add hub type bridge", "addr add 10.213.0.1/24 dev hub", "link set hub up"} {
		if err := ip(args); err != nil {
			return err
		}
	}
	return nil
}

// newHost makes a namespace with a cable to the bridge.
func newHost(n int) (host, error) {
	h := host{name: fmt.Sprintf("dixit-chaos-%d-%d", os.Getpid(), n), cable: fmt.Sprint("cable", n), address: fmt.Sprint("10.213.0.", 10+n)}
	for _, args := range []string{
		"netns add " + h.name,
		"link add " + h.cable + " type veth peer name eth0 netns " + h.name,
		"link set " + h.cable + " master hub up",
		"-n " + h.name + " addr add " + h.address + "/24 dev eth0",
		"-n " + h.name + " link set eth0 up",
		"-n " + h.name + " link set lo up",
	} {
		if err := ip(args); err != nil {
			return h, err
		}
	}
	return h, nil
}

// command is a program to be run on the host.
func (h host) command(name string, args ...string) *exec.Cmd {
	if h.name == "" {
		return exec.Command(name, args...)
	}
	return exec.Command("ip", append([]string{"netns", "exec", h.name, name}, args...)...) // which becomes the program
}

// cut takes the host off the network, and mend puts it back.
func (h host) cut() error  { return ip("link set " + h.cable + " down") }
func (h host) mend() error { return ip("link set " + h.cable + " up") }

// deafen lets the host send nothing to another, which still reaches it; hear ends that.
func (h host) deafen(to host) error { return ip("-n " + h.name + " route add blackhole " + to.address) }

func (h host) hear(to host) error { return ip("-n " + h.name + " route del blackhole " + to.address) }

// remove removes the namespace.
func (h host) remove() {
	if h.name != "" {
		_ = ip("netns del " + h.name) // it may never have been made
	}
}
