// Package faultdisk makes a disk fail under SQLite, for tests: the n-th write, sync, cut or removal of a file. It stands between
// SQLite and the operating system, and counts in order whatever the goroutine, so that each point of failure can be had. It is for
// tests alone, and does nothing to files that the program writes by itself.
package faultdisk

import (
	"fmt"
	"strings"
	"sync"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// Disk stands under all databases of this process.
type Disk struct {
	mu      sync.Mutex
	real    sqlite3.Tsqlite3_vfs
	methods sqlite3.Tsqlite3_io_methods // of real files
	names   map[uintptr]string          // of open files
	own     functions
	fault   Fault
	done    int // operations under the fault's folder
	failed  int
}

// Fault is what fails.
type Fault struct {
	Folder string // of the files that fail
	N      int    // the operation that fails, from 1; none if 0
	On     bool   // and all that follow
	Full   bool   // the disk is full; else it fails
}

// installed keeps disks from the garbage collector, which does not see that SQLite holds them for as long as the process lives.
var installed sync.Map

// Install puts a disk under the databases of this process that are opened from now on. It can be done once.
func Install() (*Disk, error) {
	tls := libc.NewTLS() // for as long as the process lives
	d := &Disk{names: map[uintptr]string{}}
	installed.Store(d, true)
	d.own = functions{d.open, d.remove, d.write, d.sync, d.cut}
	found := sqlite3.Xsqlite3_vfs_find(tls, 0)
	if found == 0 {
		return nil, fmt.Errorf("no file system")
	}
	d.real = *at[sqlite3.Tsqlite3_vfs](found)
	name, err := libc.CString("faultdisk")
	if err != nil {
		return nil, err
	}
	own := libc.Xcalloc(tls, 1, libc.Tsize_t(unsafe.Sizeof(d.real)))
	v := at[sqlite3.Tsqlite3_vfs](own)
	*v = d.real
	v.FzName, v.FpNext = name, 0
	*at[open](uintptr(unsafe.Pointer(&v.FxOpen))) = d.own.open
	*at[remove](uintptr(unsafe.Pointer(&v.FxDelete))) = d.own.remove
	if rc := sqlite3.Xsqlite3_vfs_register(tls, own, 1); rc != sqlite3.SQLITE_OK {
		return nil, fmt.Errorf("file system: code %d", rc)
	}
	return d, nil
}

// The functions of a file system, and of a file.
type (
	open   = func(tls *libc.TLS, vfs, name, file uintptr, flags int32, out uintptr) int32
	remove = func(tls *libc.TLS, vfs, name uintptr, sync int32) int32
	write  = func(tls *libc.TLS, file, data uintptr, n int32, offset int64) int32
	sync_  = func(tls *libc.TLS, file uintptr, flags int32) int32
	cut    = func(tls *libc.TLS, file uintptr, size int64) int32
)

// functions are those of a disk.
type functions struct {
	open   open
	remove remove
	write  write
	sync   sync_
	cut    cut
}

// at is what lies at an address that is not Go's.
func at[T any](p uintptr) *T { return *(**T)(unsafe.Pointer(&p)) }

// function is the function that a field holds.
func function[F any](field uintptr) F { return *at[F](uintptr(unsafe.Pointer(&field))) }

// Set makes a fault the one there is, and counts from 0.
func (d *Disk) Set(f Fault) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fault, d.done, d.failed = f, 0, 0
}

// Counts are how many operations there were since Set, and how many of them failed.
func (d *Disk) Counts() (done, failed int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.done, d.failed
}

// fails counts an operation on a file and reports whether it fails; code is the one to fail with if the disk is not full.
func (d *Disk) fails(name string, code int32) (int32, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fault.N == 0 || name == "" || !strings.HasPrefix(name, d.fault.Folder) {
		return 0, false
	}
	d.done++
	if d.done != d.fault.N && (!d.fault.On || d.done < d.fault.N) {
		return 0, false
	}
	d.failed++
	if d.fault.Full {
		code = sqlite3.SQLITE_FULL
	}
	return code, true
}

func (d *Disk) nameOf(file uintptr) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.names[file]
}

func (d *Disk) open(tls *libc.TLS, vfs, name, file uintptr, flags int32, out uintptr) int32 {
	if code := function[open](d.real.FxOpen)(tls, vfs, name, file, flags, out); code != sqlite3.SQLITE_OK {
		return code
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.names[file] = ""
	if name != 0 {
		d.names[file] = libc.GoString(name)
	}
	f := at[sqlite3.Tsqlite3_file](file)
	methods := *at[sqlite3.Tsqlite3_io_methods](f.FpMethods)
	if d.methods == (sqlite3.Tsqlite3_io_methods{}) { // those that are replaced are the same for all files
		d.methods = methods
	}
	own := libc.Xcalloc(tls, 1, libc.Tsize_t(unsafe.Sizeof(methods)))
	m := at[sqlite3.Tsqlite3_io_methods](own)
	*m = methods
	*at[write](uintptr(unsafe.Pointer(&m.FxWrite))) = d.own.write
	*at[sync_](uintptr(unsafe.Pointer(&m.FxSync))) = d.own.sync
	*at[cut](uintptr(unsafe.Pointer(&m.FxTruncate))) = d.own.cut
	f.FpMethods = own
	return sqlite3.SQLITE_OK
}

func (d *Disk) remove(tls *libc.TLS, vfs, name uintptr, sync int32) int32 {
	if code, fails := d.fails(libc.GoString(name), sqlite3.SQLITE_IOERR|10<<8); fails { // SQLITE_IOERR_DELETE
		return code
	}
	return function[remove](d.real.FxDelete)(tls, vfs, name, sync)
}

func (d *Disk) write(tls *libc.TLS, file, data uintptr, n int32, offset int64) int32 {
	if code, fails := d.fails(d.nameOf(file), sqlite3.SQLITE_IOERR|3<<8); fails { // SQLITE_IOERR_WRITE
		return code
	}
	return function[write](d.methods.FxWrite)(tls, file, data, n, offset)
}

func (d *Disk) sync(tls *libc.TLS, file uintptr, flags int32) int32 {
	if code, fails := d.fails(d.nameOf(file), sqlite3.SQLITE_IOERR|4<<8); fails { // SQLITE_IOERR_FSYNC
		return code
	}
	return function[sync_](d.methods.FxSync)(tls, file, flags)
}

func (d *Disk) cut(tls *libc.TLS, file uintptr, size int64) int32 {
	if code, fails := d.fails(d.nameOf(file), sqlite3.SQLITE_IOERR|6<<8); fails { // SQLITE_IOERR_TRUNCATE
		return code
	}
	return function[cut](d.methods.FxTruncate)(tls, file, size)
}
