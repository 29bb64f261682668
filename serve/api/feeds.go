package api

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"dixit/serve"
	"dixit/serve/feed"

	"github.com/danielgtaylor/huma/v2"
)

// formatName is the name of a format of feeds.
type formatName string

// Schema lists the formats.
func (formatName) Schema(huma.Registry) *huma.Schema {
	var list []string
	for _, f := range feed.Formats() {
		list = append(list, f.Name)
	}
	return oneOf(list)
}

// FeedInput asks for a page of a feed.
type FeedInput struct {
	Format formatName `path:"format"`
	After  string     `query:"after" maxLength:"64" doc:"Go on after the statement with this id."`
	Limit  int        `query:"limit" minimum:"1" maximum:"500" default:"50" doc:"How many at most."`
}

func (f *face) feeds() {
	types := map[string]*huma.Schema{}
	for _, format := range feed.Formats() {
		types[format.MediaType] = shapeOf(format.MediaType)
	}
	op := operation(http.MethodGet, "/feeds/{format}", "feedOfSearch", "feeds", "The newest statements that a search finds, to subscribe to", http.StatusNotFound)
	op.RejectUnknownQueryParameters = false // feed readers add their own
	add(f, content(op, types), func(ctx context.Context, in *struct {
		FeedInput
		Search
	},
	) (*raw, error) {
		return f.feed(ctx, in.FeedInput, in.request(), "/feeds/"+string(in.Format), in.values(), feedTitle(in.Search))
	})
	op = operation(http.MethodGet, "/feeds/{format}/{name}", "feedOfSaved", "feeds", "The newest statements that a saved search finds", http.StatusNotFound)
	op.RejectUnknownQueryParameters = false
	add(f, content(op, types), func(ctx context.Context, in *struct {
		FeedInput
		Name string `path:"name" maxLength:"300" doc:"Of the saved search."`
	},
	) (*raw, error) {
		saved, err := f.Saved(ctx, in.Name)
		if err != nil {
			return nil, err
		}
		r := serve.Request{Query: saved.Query}
		return f.feed(ctx, in.FeedInput, r, "/feeds/"+string(in.Format)+"/"+url.PathEscape(saved.Name), url.Values{}, saved.Name)
	})
}

// feed is a page of what r finds as a feed, which is at path with some values.
func (f *face) feed(ctx context.Context, in FeedInput, r serve.Request, path string, values url.Values, title string) (*raw, error) {
	format, err := feed.Named(string(in.Format))
	if err != nil {
		return nil, err
	}
	r.After, r.Limit = in.After, in.Limit
	p, err := f.Page(ctx, r)
	if err != nil {
		return nil, serve.Damaged(err)
	}
	origins, err := f.Origins(ctx, p.Records)
	if err != nil {
		return nil, err
	}
	out := feed.Feed{ID: f.Links.Tag("feed", path+"?"+values.Encode()), Title: title, Home: f.Links.Search(r.Query, values)}
	for _, rec := range p.Records {
		out.Items = append(out.Items, feed.ItemOf(rec, origins[rec.Statement.ID], f.Links))
	}
	address := func(after string) string {
		v := url.Values{}
		for name, list := range values {
			v[name] = list
		}
		if after != "" {
			v.Set("after", after)
		}
		if in.Limit != usualLimit {
			v.Set("limit", strconv.Itoa(in.Limit))
		}
		if len(v) == 0 {
			return f.Links.Base + path
		}
		return f.Links.Base + path + "?" + v.Encode()
	}
	out.Self = address(in.After)
	if p.Next != "" {
		out.Next = address(p.Next)
	}
	return f.writing(func(w http.ResponseWriter, _ *http.Request) error {
		w.Header().Set("Content-Type", format.MediaType)
		return format.Write(w, out)
	}), nil
}

// feedTitle says what a feed is of.
func feedTitle(s Search) string {
	title := "dixit"
	for _, part := range []struct{ name, value string }{
		{"", s.Q},
		{"speaker ", s.Speaker},
		{"outlet ", s.Outlet},
		{"act ", string(s.Act)},
		{"kind ", string(s.Kind)},
		{"since ", s.Since},
		{"until ", s.Until},
	} {
		if part.value != "" {
			title += " · " + part.name + part.value
		}
	}
	return title
}
