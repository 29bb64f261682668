package jetstream

import (
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"strconv"
	"time"

	"dixit"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
)

// NodeOptions say how a node is set up.
type NodeOptions struct {
	Name   string   // that no other node of the cluster has, and that it keeps
	Store  string   // folder of what it stores
	Listen string   // HOST:PORT where other nodes reach it; "" alone
	Client string   // HOST:PORT where programs reach it; "" for none but this process
	Join   []string // HOST:PORT of the nodes of the cluster; the same list for each node; none for a node that is alone
	Secret string   // file with the secret that all share; needed where there is an address
	Log    *slog.Logger

	MaxStore int64 // bytes that it may store; 0 for DefaultMaxStore
}

// DefaultMaxStore is how many bytes a node stores at most.
const DefaultMaxStore = 4 << 30

// Node is a server of NATS inside this process, alone or together with others.
type Node struct {
	server *server.Server
	opts   NodeOptions
}

// Start starts a node. It does not wait for others: Open does. Errors are of kind Invalid, or Unavailable if an address or the folder
// cannot be used.
func Start(opts NodeOptions) (*Node, error) {
	config, err := opts.server()
	if err != nil {
		return nil, err
	}
	s, err := server.NewServer(config)
	if err != nil {
		return nil, dixit.Errorf(dixit.Unavailable, "node %s: %w", opts.Name, err)
	}
	n := &Node{server: s, opts: opts}
	s.SetLoggerV2(&logger{log: opts.Log, stop: s.Shutdown}, false, false, false)
	go s.Start()
	if !s.ReadyForConnections(10 * time.Second) {
		n.Stop()
		return nil, dixit.Errorf(dixit.Unavailable, "node %s: its server does not start: is another node at work in %s, or at its addresses?", opts.Name, opts.Store)
	}
	return n, nil
}

// server is how the server is to be.
func (o NodeOptions) server() (*server.Options, error) {
	config := &server.Options{
		ServerName: o.Name, DontListen: true, NoSigs: true, DisableJetStreamBanner: true,
		JetStream: true, StoreDir: o.Store, SyncAlways: true, JetStreamMaxStore: o.MaxStore, JetStreamMaxMemory: 64 << 20,
		MaxPayload: 1 << 20, PingInterval: 5 * time.Second, MaxPingsOut: 2, WriteDeadline: 10 * time.Second, TLSTimeout: 5,
		LameDuckDuration: 2 * time.Second, LameDuckGracePeriod: 100 * time.Millisecond,
	}
	if o.MaxStore == 0 {
		config.JetStreamMaxStore = DefaultMaxStore
	}
	if o.Client == "" && len(o.Join) == 0 {
		return config, nil
	}
	secret, err := readSecret(o.Secret)
	if err != nil {
		return nil, err
	}
	secure, err := secureConfig(secret)
	if err != nil {
		return nil, dixit.Errorf(dixit.Invalid, "secret %s: %w", o.Secret, err)
	}
	config.TLS, config.TLSVerify, config.TLSConfig = true, true, secure
	config.DontListen = false // a server that has no clients has no routes either
	config.Host, config.Port = "127.0.0.1", server.RANDOM_PORT
	if o.Client != "" {
		if config.Host, config.Port, err = address(o.Client); err != nil {
			return nil, err
		}
	}
	if len(o.Join) == 0 {
		return config, nil
	}
	return config, o.cluster(config, secure)
}

// cluster says in config who else there is. How many names the list has is how many nodes a new cluster waits for half of.
func (o NodeOptions) cluster(config *server.Options, secure *tls.Config) (err error) {
	c := server.ClusterOpts{Name: "dixit", TLSConfig: secure, TLSTimeout: 5, NoAdvertise: true, PoolSize: -1, PingInterval: 2 * time.Second, MaxPingsOut: 2, WriteDeadline: 10 * time.Second}
	if c.Host, c.Port, err = address(o.Listen); err != nil {
		return err
	}
	for _, a := range o.Join {
		if _, _, err := address(a); err != nil {
			return err
		}
		config.Routes = append(config.Routes, &url.URL{Scheme: "tls", Host: a})
	}
	config.Cluster = c
	return nil
}

// address is a host and a port.
func address(s string) (host string, port int, err error) {
	host, digits, err := net.SplitHostPort(s)
	if err != nil {
		return "", 0, dixit.Errorf(dixit.Invalid, "address: %w", err)
	}
	if port, err = strconv.Atoi(digits); err != nil || port < 1 || port > 65535 {
		return "", 0, dixit.Errorf(dixit.Invalid, "address %s: no port", s)
	}
	return host, port, nil
}

// Replicas is how many nodes are to keep the queue: three, where there are so many.
func (n *Node) Replicas() int { return min(max(len(n.opts.Join), 1), 3) }

// Open opens the queue that the node holds, alone or with others, within this process. It waits for the cluster as long as
// opts.Patience.
func (n *Node) Open(ctx context.Context, opts Options) (*Queue, error) {
	opts.Name, opts.Replicas = n.opts.Name, n.Replicas()
	return connect(ctx, "", opts.filled(), nats.InProcessServer(n.server))
}

// Ready says why the node is of no use now: nil if it is of use. A node that is part of a majority is.
func (n *Node) Ready() error {
	switch {
	case !n.server.Running():
		return fmt.Errorf("node %s: its server is down", n.opts.Name)
	case !n.server.JetStreamEnabled():
		return fmt.Errorf("node %s: its store is out of use", n.opts.Name)
	case len(n.opts.Join) > 1 && n.server.NumRoutes() == 0:
		return fmt.Errorf("node %s: it reaches no other node", n.opts.Name)
	case !n.server.JetStreamIsCurrent():
		return fmt.Errorf("node %s: the cluster has no majority, or this node is behind", n.opts.Name)
	}
	return nil
}

// Leads reports whether the node leads the queue's stream now.
func (n *Node) Leads() bool {
	return n.server.JetStreamIsStreamLeader(server.DEFAULT_GLOBAL_ACCOUNT, streamName)
}

// Stop lets another node lead what this one leads, and ends the server.
func (n *Node) Stop() {
	n.server.Shutdown()
	n.server.WaitForShutdown()
}
