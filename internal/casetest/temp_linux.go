package casetest

import (
	"os"
	"syscall"
)

// FastTemp makes the temporary files of this process, and of those that it starts, files in memory, where there is room for them:
// tests that sync again and again wait for the disk otherwise, and show nothing more by it. A process that is killed leaves such files
// as it leaves others. It is for TestMain.
func FastTemp() {
	const memory, room = "/dev/shm", 2 << 30
	var s syscall.Statfs_t
	if os.Getenv("TMPDIR") != "" || syscall.Statfs(memory, &s) != nil || s.Bavail*uint64(s.Bsize) < room {
		return
	}
	if f, err := os.CreateTemp(memory, "dixit-test"); err == nil { // it may be written to
		f.Close()
		os.Remove(f.Name())
		os.Setenv("TMPDIR", memory)
	}
}
