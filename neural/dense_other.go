//go:build !amd64

package neural

// fast is false: there is no kernel for this processor yet.
const fast = false

func applyPanel(_, _, _, _ *float32, _, _ int) { panic("neural: no kernel for this processor") }
