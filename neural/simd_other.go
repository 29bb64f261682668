//go:build !amd64 && !arm64

package neural

// processor returns the kernels that this processor can run, the best first.
func processor() []kernels { return []kernels{plain()} }
