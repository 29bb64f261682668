// Package postgres keeps a ledger in a database of PostgreSQL, of version 15 or later.
//
// Of all processes that write one holds a lock at a time, from the first to the last word of its transaction; whoever reads, reads a
// snapshot and waits for nobody. A Put that returns has been synced to the server's disk, unless its administrator has told the
// server not to (fsync = off).
//
// What the rows mean is in ledger/relational; here is how a database is reached and brought up to date, and how PostgreSQL keeps
// and finds words. The package makes no database, no users and no backups: those are the administrator's (docs/postgres.md).
package postgres

import (
	"context"
	"database/sql"
	"strings"

	"dixit"
	"dixit/ledger"
	"dixit/ledger/relational"

	"github.com/jackc/pgx/v5/pgconn"
)

// Store is a ledger in a database. It is safe for use by several goroutines.
type Store struct{ *relational.Store }

var (
	_ ledger.Ledger  = (*Store)(nil)
	_ ledger.Checker = (*Store)(nil)
)

// Open opens the ledger in the database at a URL, postgres://…, or one that PostgreSQL's own programs take. What the URL leaves open is
// as in them: the environment (PGHOST, PGUSER, …) and ~/.pgpass say it. It makes the tables if there are none, in the first schema of
// the search path, and brings older ones up to date. Errors are Unavailable (no server, no such database, wrong password, the
// tables are another program's or a newer dixit's) or Invalid (no such URL); none says a password.
func Open(ctx context.Context, url string) (*Store, error) {
	d, err := parse(url)
	if err != nil {
		return nil, err
	}
	s, err := d.open(ctx)
	return s, relational.Failure(ctx, d, err)
}

func (d dialect) open(ctx context.Context) (*Store, error) {
	write, read := d.writing().pool(), d.reading().pool()
	write.SetMaxOpenConns(1)
	read.SetMaxIdleConns(idle)
	inner, err := relational.New(d, write, read)
	if err != nil {
		return nil, err
	}
	s := &Store{inner}
	if err = prepare(ctx, read); err == nil {
		err = s.CatchUp(ctx)
	}
	if err != nil {
		s.Close() // what failed first is what matters
		return nil, err
	}
	return s, nil
}

// idle is how many connections are kept that nobody uses now.
const idle = 4

// Exists reports whether there is a ledger in the database at a URL. Errors are those of Open.
func Exists(ctx context.Context, url string) (is bool, err error) {
	d, err := parse(url)
	if err != nil {
		return false, err
	}
	db := d.pool()
	defer db.Close() // nothing was written
	err = db.QueryRowContext(ctx, "SELECT to_regclass('"+versions+"') IS NOT NULL").Scan(&is)
	return is, relational.Failure(ctx, d, err)
}

// Name is what the ledger at a URL is called, without anything secret.
func Name(url string) string {
	d, err := parse(url)
	if err != nil {
		return secretless(url)
	}
	return d.Place()
}

// Backup implements ledger.Checker: it refuses (Invalid). PostgreSQL's own program copies a database while it is in use.
func (s *Store) Backup(context.Context, string) error {
	return dixit.Errorf(dixit.Invalid, "backup: a ledger in PostgreSQL is copied by pg_dump: pg_dump --format=custom --file=FILE URL, and back by pg_restore")
}

// parse is what is to be known of the database at a URL.
func parse(url string) (dialect, error) {
	config, err := pgconn.ParseConfig(url)
	if err != nil || strings.Contains(config.Host, "@") { // an @ in a password that should be %40
		return dialect{}, dixit.Errorf(dixit.Invalid, "ledger: %s is no URL of a PostgreSQL database: postgres://USER@HOST/DATABASE", secretless(url))
	}
	for name, value := range map[string]string{
		"application_name":                    "dixit",
		"default_transaction_isolation":       "read committed", // of what another writer has left, a writer sees all
		"statement_timeout":                   "0",              // a search may be long
		"idle_in_transaction_session_timeout": "0",              // and so may be what is done with what it finds
		"lock_timeout":                        patience,
		"jit":                                 "off", // what is asked is short
		"gin_pending_list_limit":              waiting,
	} {
		if _, set := config.RuntimeParams[name]; !set {
			config.RuntimeParams[name] = value
		}
	}
	return dialect{config: config}, nil
}

// reading is d for connections that only read: each search is planned by the words it is for. To merge the statements there are with
// those that hold a word is to read them all, for a page.
func (d dialect) reading() dialect {
	config := d.config.Copy()
	config.RuntimeParams["plan_cache_mode"] = "force_custom_plan"
	config.RuntimeParams["enable_mergejoin"] = "off"
	return dialect{config: config}
}

// writing is d for the connection that writes. All it asks is for rows by their keys, mostly by lists of them, of which the server does
// not know how long they are; it thinks them long, and a table that grows small, so that it would read the table.
func (d dialect) writing() dialect {
	config := d.config.Copy()
	for _, way := range []string{"enable_seqscan", "enable_hashjoin", "enable_mergejoin"} {
		config.RuntimeParams[way] = "off"
	}
	return dialect{config: config}
}

// patience is how long a transaction waits while others write.
const patience = "60s"

// pool makes a pool of connections; none is opened yet.
func (d dialect) pool() *sql.DB { return sql.OpenDB(connector{d.config}) }
