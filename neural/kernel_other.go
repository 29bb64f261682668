//go:build !amd64

package neural

// fast is false: there are no kernels for this processor, and the plain forms run.
const fast = false

func applyPanel(_, _, _, _ *float32, _, _ int) {}
func geluLanes(_ *float32, _ int)              {}
func mulAddLanes(_, _, _ *float32, _ int)      {}
