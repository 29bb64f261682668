package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// connector makes connections for database/sql that speak as ledger/relational does: parameters are ? and ?1, what is true or false is
// a number, and text may hold any bytes. They know the few types that a ledger has, which spares the program those of all others.
type connector struct{ config *pgconn.Config }

// Connect implements driver.Connector. A server that acknowledges a commit before it is on disk is told not to.
func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	pg, err := pgconn.ConnectConfig(ctx, c.config)
	if err != nil {
		return nil, oneLine{err}
	}
	const onDisk = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
	if err := pg.Exec(ctx, onDisk).Close(); err != nil {
		return nil, errors.Join(err, pg.Close(ctx))
	}
	return &conn{pg: pg, prepared: map[string]*pgconn.StatementDescription{}}, nil
}

// Driver implements driver.Connector.
func (c connector) Driver() driver.Driver { return c }

// Open implements driver.Driver.
func (c connector) Open(string) (driver.Conn, error) { return c.Connect(context.Background()) }

// oneLine is an error of several lines in one.
type oneLine struct{ error }

func (e oneLine) Error() string { return strings.Join(strings.Fields(e.error.Error()), " ") }
func (e oneLine) Unwrap() error { return e.error }

// Bounds on what a connection keeps.
const (
	mostPrepared = 256     // queries
	mostWaiting  = 512     // commands
	mostBytes    = 1 << 20 // of their arguments
)

// restart is how long a server takes to be restarted at least: a connection that was idle for longer may be none any more.
const restart = 10 * time.Millisecond

// conn is a connection. In a transaction, what yields nothing waits until something is asked or the transaction ends, and is sent all at
// once: a document is some hundred rows, and the way to the server may be long. Its errors come then.
type conn struct {
	pg       *pgconn.PgConn
	prepared map[string]*pgconn.StatementDescription
	inTx     bool
	waiting  []command
	bytes    int // of waiting
	used     time.Time
}

// command is a prepared query with its arguments.
type command struct {
	name    string
	args    [][]byte
	formats []int16
}

// BeginTx implements driver.ConnBeginTx.
func (c *conn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	begin := "BEGIN"
	switch sql.IsolationLevel(opts.Isolation) {
	case sql.LevelDefault:
	case sql.LevelRepeatableRead:
		begin += " ISOLATION LEVEL REPEATABLE READ"
	default:
		return nil, fmt.Errorf("isolation level %d: not used here", opts.Isolation)
	}
	if opts.ReadOnly {
		begin += " READ ONLY"
	}
	if err := c.simple(ctx, begin); err != nil {
		if pgconn.SafeToRetry(err) {
			err = driver.ErrBadConn
		}
		return nil, err
	}
	c.inTx = true
	return tx{c, ctx}, nil
}

// Begin implements driver.Conn.
func (c *conn) Begin() (driver.Tx, error) { return c.BeginTx(context.Background(), driver.TxOptions{}) }

// simple runs a query without arguments.
func (c *conn) simple(ctx context.Context, query string) error {
	defer func() { c.used = time.Now() }()
	return c.pg.Exec(ctx, query).Close()
}

// Close implements driver.Conn.
func (c *conn) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	return c.pg.Close(ctx)
}

// IsValid implements driver.Validator.
func (c *conn) IsValid() bool { return !c.pg.IsClosed() }

// ResetSession implements driver.SessionResetter.
func (c *conn) ResetSession(ctx context.Context) error {
	if c.pg.IsClosed() || c.pg.TxStatus() != 'I' || time.Since(c.used) > restart && c.pg.Ping(ctx) != nil {
		return driver.ErrBadConn
	}
	return nil
}

// prepare has the server prepare a query, if it has not.
func (c *conn) prepare(ctx context.Context, query string) (*pgconn.StatementDescription, error) {
	if c.pg.IsClosed() {
		return nil, driver.ErrBadConn
	}
	if known, ok := c.prepared[query]; ok {
		return known, nil
	}
	if err := c.send(ctx); err != nil { // it may be about what waits
		return nil, err
	}
	if len(c.prepared) == mostPrepared {
		if err := c.simple(ctx, "DEALLOCATE ALL"); err != nil {
			return nil, err
		}
		clear(c.prepared)
	}
	made, err := c.pg.Prepare(ctx, fmt.Sprint("q", len(c.prepared)), numbered(query), nil)
	if err != nil {
		return nil, err
	}
	c.prepared[query] = made
	return made, nil
}

// ExecContext implements driver.ExecerContext. How many rows were touched nobody asks.
func (c *conn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if strings.HasPrefix(query, copyInto) {
		return driver.ResultNoRows, c.copy(ctx, query, args)
	}
	made, err := c.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	add := command{name: made.Name}
	add.args, add.formats = encoded(args)
	c.waiting = append(c.waiting, add)
	for _, a := range add.args {
		c.bytes += len(a)
	}
	if !c.inTx || len(c.waiting) >= mostWaiting || c.bytes >= mostBytes {
		err = c.send(ctx)
	}
	return driver.ResultNoRows, err
}

// send sends what waits, and reads what became of it. The error is the first.
func (c *conn) send(ctx context.Context) error {
	if len(c.waiting) == 0 {
		return nil
	}
	p := c.pg.StartPipeline(ctx)
	for _, w := range c.waiting {
		p.SendQueryPrepared(w.name, w.args, w.formats, nil)
	}
	c.waiting, c.bytes = nil, 0
	failed := p.Sync()
	for failed == nil {
		result, err := p.GetResults()
		if r, ok := result.(*pgconn.ResultReader); ok {
			_, err = r.Close()
		} else if err == nil { // the end
			break
		}
		failed = err
	}
	if err := p.Close(); failed == nil {
		failed = err
	}
	c.used = time.Now()
	return failed
}

// QueryContext implements driver.QueryerContext.
func (c *conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	made, err := c.prepare(ctx, query)
	if err == nil {
		err = c.send(ctx)
	}
	if err != nil {
		return nil, err
	}
	formats := make([]int16, len(made.Fields))
	for i, f := range made.Fields {
		if f.DataTypeOID == bytea {
			formats[i] = inBytes
		}
	}
	values, kinds := encoded(args)
	return &rows{c, c.pg.ExecPrepared(ctx, made.Name, values, kinds, formats), made.Fields}, nil
}

// PrepareContext implements driver.ConnPrepareContext: the server is asked when the query runs.
func (c *conn) PrepareContext(_ context.Context, query string) (driver.Stmt, error) {
	return stmt{c, query}, nil
}

// Prepare implements driver.Conn.
func (c *conn) Prepare(query string) (driver.Stmt, error) { return stmt{c, query}, nil }

// stmt is a query of a connection.
type stmt struct {
	c     *conn
	query string
}

// Close implements driver.Stmt.
func (s stmt) Close() error { return nil }

// NumInput implements driver.Stmt: the server counts.
func (s stmt) NumInput() int { return -1 }

// Exec implements driver.Stmt.
func (s stmt) Exec([]driver.Value) (driver.Result, error) { return nil, driver.ErrSkip }

// Query implements driver.Stmt.
func (s stmt) Query([]driver.Value) (driver.Rows, error) { return nil, driver.ErrSkip }

// ExecContext implements driver.StmtExecContext.
func (s stmt) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	return s.c.ExecContext(ctx, s.query, args)
}

// QueryContext implements driver.StmtQueryContext.
func (s stmt) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	return s.c.QueryContext(ctx, s.query, args)
}

// tx is a transaction.
type tx struct {
	c   *conn
	ctx context.Context // it ends with it
}

// Commit implements driver.Tx.
func (t tx) Commit() error {
	t.c.inTx = false
	if err := t.c.send(t.ctx); err != nil {
		return errors.Join(err, t.Rollback())
	}
	if t.c.pg.TxStatus() == 'E' {
		return errors.Join(errors.New("the transaction has failed"), t.Rollback())
	}
	return t.c.simple(t.ctx, "COMMIT")
}

// Rollback implements driver.Tx.
func (t tx) Rollback() error {
	t.c.inTx, t.c.waiting, t.c.bytes = false, nil, 0
	if t.c.pg.IsClosed() {
		return nil // the server has done it
	}
	return t.c.simple(context.WithoutCancel(t.ctx), "ROLLBACK")
}

// numbered has parameters written as PostgreSQL wants them: $1 for ?1, and for the first ? of a query.
func numbered(query string) string {
	if !strings.Contains(query, "?") {
		return query
	}
	var b strings.Builder
	inText, n := false, 0
	for i := range len(query) {
		switch c := query[i]; {
		case c == '\'':
			inText = !inText
			b.WriteByte(c)
		case c != '?' || inText:
			b.WriteByte(c)
		case i+1 < len(query) && '1' <= query[i+1] && query[i+1] <= '9':
			b.WriteByte('$')
		default:
			n++
			b.WriteString("$" + strconv.Itoa(n))
		}
	}
	return b.String()
}
