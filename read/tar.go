package read

import (
	"archive/tar"
	"context"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"dixit"
)

// maxMembers is how many members of an archive are read.
const maxMembers = 1_000_000

// tarBlock is how many bytes the header of a member has.
const tarBlock = 512

// looksLikeTar reports whether head begins with the header of a member: its checksum is right.
func looksLikeTar(head []byte) bool {
	const at, length = 148, 8 // of the checksum, which counts as blanks
	if len(head) < tarBlock || head[0] == 0 {
		return false
	}
	want, err := strconv.ParseInt(strings.Trim(string(head[at:at+length]), " \x00"), 8, 64)
	if err != nil {
		return false
	}
	sum := int64(length * ' ')
	for i, b := range head[:tarBlock] {
		if i < at || i >= at+length {
			sum += int64(b)
		}
	}
	return sum == want
}

// tar reads the members of a tar archive that are files, each as a file of its own. What is no file is refused in a line of
// its own, and so is a sparse one, which would be larger than what is there of it.
func (in *input) tar(ctx context.Context, opt Options, yield func(*dixit.Document, error) bool) bool {
	members := tar.NewReader(in.r)
	found := false
	for n := 0; ; n++ {
		if ctx.Err() != nil {
			return yield(nil, ctx.Err())
		}
		h, err := members.Next()
		switch {
		case errors.Is(err, io.EOF):
			return found || yield(nil, dixit.Errorf(dixit.Unreadable, "%s: no documents in the archive", in.name))
		case err != nil && !errors.Is(err, tar.ErrInsecurePath): // names lead nowhere here
			return yield(nil, fileError(in.name, in.damage("tar", err)))
		case n == maxMembers:
			return yield(nil, dixit.Errorf(dixit.TooLarge, "%s: only the first %d members are read", in.name, maxMembers))
		case h.Typeflag == tar.TypeDir, h.Typeflag == tar.TypeXGlobalHeader, ignoredMember(h.Name):
			continue
		}
		found = true
		if kind := notFile(h); kind != "" {
			if !yield(nil, dixit.Errorf(dixit.Unreadable, "%s: %s is not read", in.memberName(h.Name), kind)) {
				return false
			}
			continue
		}
		m := in.newMember(h.Name, members)
		if !m.documents(ctx, opt, yield) {
			return false
		}
		if m.raw.broken() { // and reported by the member
			return true
		}
	}
}

// damage says where an archive is wrong, unless that is said by the compression around it.
func (in *input) damage(kind string, err error) error {
	if dixit.KindOf(err) != dixit.Internal {
		return err
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("cut off")
	}
	return dixit.Errorf(dixit.Unreadable, "%s @%d: %w", kind, in.offset(), err)
}

// notFile is what a member is that is no file, "" if it is one.
func notFile(h *tar.Header) string {
	switch h.Typeflag {
	case tar.TypeReg, tar.TypeCont:
	case tar.TypeLink, tar.TypeSymlink:
		return "a link"
	case tar.TypeChar, tar.TypeBlock, tar.TypeFifo:
		return "a device"
	case tar.TypeGNUSparse:
		return "a sparse file"
	default:
		return "a member of type " + strconv.QuoteRune(rune(h.Typeflag))
	}
	for key := range h.PAXRecords {
		if strings.HasPrefix(key, "GNU.sparse.") {
			return "a sparse file"
		}
	}
	return ""
}

// ignoredMember reports whether a member of an archive is plainly not a document, by the rules for folders: nothing in hidden
// folders, or in those that a Macintosh adds, is.
func ignoredMember(name string) bool {
	name = strings.ReplaceAll(name, `\`, "/")
	for part := range strings.SplitSeq(path.Dir(name), "/") {
		if part == "__MACOSX" || strings.HasPrefix(part, ".") && strings.Trim(part, ".") != "" {
			return true
		}
	}
	return ignored(path.Base(name))
}
