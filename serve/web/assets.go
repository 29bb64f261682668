package web

import (
	"crypto/sha256"
	"crypto/sha512"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"

	"dixit"
)

// What others have made stands in foreign, unchanged: foreign.json has the version, licence, source and hash of each file.
//
//go:embed static foreign/*.js foreign/*.css foreign/NOTICE.txt
var static embed.FS

// assets are the files that pages need, each under a name with its hash in it, so that a browser keeps it for good.
type assets struct {
	names map[string]string // by the file's own name
	sums  map[string]string // by the file's own name, as a page says what it wants (Subresource Integrity)
	files map[string][]byte // by the name with the hash
}

// readAssets hashes the files.
func readAssets() (assets, error) {
	a := assets{map[string]string{}, map[string]string{}, map[string][]byte{}}
	err := fs.WalkDir(static, ".", func(at string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := static.ReadFile(at)
		if err != nil {
			return err
		}
		own := path.Base(at)
		sum, long, ext := sha256.Sum256(data), sha512.Sum384(data), path.Ext(own)
		name := own[:len(own)-len(ext)] + "-" + hex.EncodeToString(sum[:6]) + ext
		a.names[own], a.sums[own], a.files[name] = name, "sha384-"+base64.StdEncoding.EncodeToString(long[:]), data
		return nil
	})
	if err != nil {
		return a, dixit.Errorf(dixit.Internal, "static files: %w", err)
	}
	return a, nil
}

// address is where a file is.
func (a assets) address(name string) (string, error) {
	hashed, ok := a.names[name]
	if !ok {
		return "", dixit.Errorf(dixit.Internal, "static file %s: there is none", name)
	}
	return "/static/" + hashed, nil
}

// integrity is the hash of a file as a page says it.
func (a assets) integrity(name string) (string, error) {
	sum, ok := a.sums[name]
	if !ok {
		return "", dixit.Errorf(dixit.Internal, "static file %s: there is none", name)
	}
	return sum, nil
}

// register puts the files on mux.
func (a assets) register(mux *http.ServeMux) {
	mux.HandleFunc("GET /static/{name}", func(w http.ResponseWriter, r *http.Request) {
		data, ok := a.files[r.PathValue("name")]
		if !ok {
			serve404(w)
			return
		}
		h := w.Header()
		h.Set("Content-Type", mediaTypes(path.Ext(r.PathValue("name"))))
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		_, _ = w.Write(data) // a reader that is gone needs no file
	})
}

// mediaTypes is the type of a file with this ending.
func mediaTypes(ext string) string {
	switch ext {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	}
	return "text/plain; charset=utf-8"
}
