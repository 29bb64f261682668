// Package docs holds the schemas of what dixit writes, as they stand beside its documentation, for those who hand them on. It
// checks nothing against them.
package docs

import _ "embed" // the schemas

// RecordSchema is the JSON Schema of records (json.md).
//
//go:embed record.schema.json
var RecordSchema []byte
