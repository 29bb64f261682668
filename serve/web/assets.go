package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"net/http"
	"path"

	"dixit"
)

//go:embed static
var static embed.FS

// assets are the files that pages need, each under a name with its hash in it, so that a browser keeps it for good.
type assets struct {
	names map[string]string // by the file's own name
	files map[string][]byte // by the name with the hash
}

// readAssets hashes the files.
func readAssets() (assets, error) {
	a := assets{map[string]string{}, map[string][]byte{}}
	list, err := static.ReadDir("static")
	if err != nil {
		return a, dixit.Errorf(dixit.Internal, "static files: %w", err)
	}
	for _, e := range list {
		data, err := static.ReadFile(path.Join("static", e.Name()))
		if err != nil {
			return a, dixit.Errorf(dixit.Internal, "static files: %w", err)
		}
		sum := sha256.Sum256(data)
		ext := path.Ext(e.Name())
		name := e.Name()[:len(e.Name())-len(ext)] + "-" + hex.EncodeToString(sum[:6]) + ext
		a.names[e.Name()], a.files[name] = name, data
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
