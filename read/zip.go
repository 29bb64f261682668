package read

import (
	"archive/zip"
	"cmp"
	"context"
	"errors"
	"io"
	"slices"

	"dixit"
)

// zip reads the members of a zip archive that are files, each as a file of its own, in the order of the archive. One that is
// damaged, encrypted, lies across another, or grows out of proportion is refused in a line of its own.
func (in *input) zip(ctx context.Context, opt Options, yield func(*dixit.Document, error) bool) bool {
	whole, size, done, err := in.anywhere()
	if err != nil {
		return yield(nil, fileError(in.name, err))
	}
	defer done()
	z, err := openZip(whole, size)
	if err != nil {
		return yield(nil, fileError(in.name, err))
	}
	if ofParts(z) {
		data, err := io.ReadAll(io.NewSectionReader(whole, 0, min(size, opt.maxBytes()+1)))
		if err != nil {
			return yield(nil, fileError(in.name, err))
		}
		return yield(wholeForm(in.name, in.path, data, formOffice, opt))
	}
	across := overlapping(z.File)
	found := false
	for n, f := range z.File {
		switch {
		case ctx.Err() != nil:
			return yield(nil, ctx.Err())
		case n == maxMembers:
			return yield(nil, dixit.Errorf(dixit.TooLarge, "%s: only the first %d members are read", in.name, maxMembers))
		case f.Mode().IsDir(), ignoredMember(f.Name):
			continue
		}
		found = true
		if !in.zipped(ctx, f, across[f], opt, yield) {
			return false
		}
	}
	return found || yield(nil, dixit.Errorf(dixit.Unreadable, "%s: no documents in the archive", in.name))
}

// zipped reads one member.
func (in *input) zipped(ctx context.Context, f *zip.File, across bool, opt Options, yield func(*dixit.Document, error) bool) bool {
	var err error
	switch {
	case !f.Mode().IsRegular():
		err = dixit.Errorf(dixit.Unreadable, "not a regular file")
	case f.Flags&1 != 0:
		err = dixit.Errorf(dixit.Unreadable, "an encrypted file is not read")
	case across:
		err = dixit.Errorf(dixit.Unreadable, "it lies across another member")
	case f.UncompressedSize64 > freeOutput && f.UncompressedSize64/maxGrowth > f.CompressedSize64:
		err = dixit.Errorf(dixit.TooLarge, "%d bytes out of %d", f.UncompressedSize64, f.CompressedSize64)
	}
	if err != nil {
		return yield(nil, fileError(in.memberName(f.Name), err))
	}
	r, err := f.Open() // gives no more than the size checked above
	if err != nil {
		return yield(nil, fileError(in.memberName(f.Name), zipError(err)))
	}
	defer r.Close()
	return in.newMember(f.Name, r).documents(ctx, opt, yield)
}

// directoryBytes is how many bytes the list of members of an archive, or of columns of a table, may have whatever the size of the
// file. That of a real file is far below an eighth of it.
const directoryBytes = 16 << 20

// openZip reads the list of members, and no more of it than a real archive has.
func openZip(whole io.ReaderAt, size int64) (*zip.Reader, error) {
	listed := &allowance{r: whole, left: directoryBytes + size/8}
	z, err := zip.NewReader(listed, size)
	if listed.left < 0 {
		return nil, dixit.Errorf(dixit.TooLarge, "zip: a list of members of over %d bytes", directoryBytes+size/8)
	}
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // names lead nowhere here
		return nil, zipError(err)
	}
	listed.done = true
	return z, nil
}

// zipError is what is wrong with an archive.
func zipError(err error) error {
	if errors.Is(err, zip.ErrFormat) {
		err = errors.New("damaged")
	}
	return dixit.Errorf(dixit.Unreadable, "zip: %w", err)
}

// allowance lets a number of bytes be read, until it is done.
type allowance struct {
	r    io.ReaderAt
	left int64
	done bool
}

// ReadAt reads what is allowed.
func (a *allowance) ReadAt(p []byte, off int64) (int, error) {
	if !a.done {
		if a.left -= int64(len(p)); a.left < 0 {
			return 0, io.ErrUnexpectedEOF
		}
	}
	return a.r.ReadAt(p, off)
}

// overlapping are the members whose bytes lie across those of another that begins before, as they do in archives made to grow.
func overlapping(files []*zip.File) map[*zip.File]bool {
	type place struct {
		f          *zip.File
		start, end int64
	}
	var places []place
	for _, f := range files {
		if start, err := f.DataOffset(); err == nil && f.CompressedSize64 > 0 {
			places = append(places, place{f, start, start + int64(min(f.CompressedSize64, 1<<60))})
		}
	}
	slices.SortFunc(places, func(a, b place) int { return cmp.Compare(a.start, b.start) })
	across := map[*zip.File]bool{}
	end := int64(0)
	for _, p := range places {
		if p.start < end {
			across[p.f] = true
			continue
		}
		end = p.end
	}
	return across
}
