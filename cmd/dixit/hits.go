package main

import (
	"dixit/ledger"
)

// hitsIn marks the words of s that e asks for.
func hitsIn(s string, e ledger.Expr) []mark {
	var out []mark
	for _, span := range ledger.Hits(e, s) {
		out = append(out, mark{span, found})
	}
	return out
}
