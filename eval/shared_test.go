package eval_test

import (
	"testing"

	"dixit/internal/casetest"
)

// shared is the folder of corpora and gold beside the repository; the test is skipped where there is none.
func shared(t *testing.T) string {
	t.Helper()
	return casetest.Shared(t, "..", "")
}
