package relational

import (
	"context"
	"database/sql"
	"sync"
)

// standing are queries that stay prepared on every connection on which they were asked, until the ledger is closed: to prepare what is
// asked for each quotation of a draft takes as long as to answer it. They are few, and none is made of what somebody asks.
type standing struct {
	db *sql.DB
	mu sync.Mutex
	of map[string]*sql.Stmt
}

// query is a query, prepared. It takes a connection if it is new, and so must not be asked for in a transaction.
func (p *standing) query(ctx context.Context, query string) (*sql.Stmt, error) {
	p.mu.Lock()
	st, ok := p.of[query]
	p.mu.Unlock()
	if ok {
		return st, nil
	}
	st, err := p.db.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if was, ok := p.of[query]; ok { // somebody was faster
		return was, st.Close()
	}
	p.of[query] = st
	return st, nil
}

// viewStanding is view for a function that asks such queries.
func (s *Store) viewStanding(ctx context.Context, queries []string, f func(*Session) error) error {
	list := make([]*sql.Stmt, len(queries))
	for i, q := range queries {
		var err error
		if list[i], err = s.standing.query(ctx, q); err != nil {
			return s.Failure(ctx, err)
		}
	}
	return s.view(ctx, func(w *Session) error {
		for i, q := range queries {
			w.prepared[q] = w.tx.StmtContext(ctx, list[i])
		}
		return f(w)
	})
}
