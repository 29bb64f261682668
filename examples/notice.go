// Package examples holds the articles that ship with dixit; NOTICE.md says whose they are. This file is named as notices are, so
// that reading the folder passes over it.
package examples

import "embed"

// Articles are the articles with their side files.
//
//go:embed *.txt *.html *.json *.ndjson NOTICE.md
var Articles embed.FS
