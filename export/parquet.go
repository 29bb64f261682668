package export

import (
	"io"
	"strings"
	"time"

	"dixit"

	"github.com/parquet-go/parquet-go"
)

// parquetForm is an Apache Parquet file with the columns of the CSV table, but that content and chain are lists, and that the day
// of the saying is also two dates, the first and the last that it may be. What is unknown is null. Pages are compressed with zstd.
func parquetForm() Form {
	return Form{
		Name: "parquet", MediaType: "application/vnd.apache.parquet", Ext: ".parquet",
		About: "the same table with lists and dates, for data frames",
		open: func(w io.Writer, opt Options) (Writer, error) {
			return &parquetWriter{parquet.NewGenericWriter[parquetRow](w, parquet.Compression(&parquet.Zstd),
				parquet.MaxRowsPerRowGroup(rowGroup), parquet.CreatedBy("dixit", dixit.Version, "")), links{opt: opt}}, nil
		},
	}
}

// rowGroup is how many rows are held in memory before they are written.
const rowGroup = 20_000

type parquetRow struct {
	ID         string            `parquet:"id"`
	DocID      string            `parquet:"doc_id,dict"`
	URL        string            `parquet:"url,optional,dict"`
	Outlet     string            `parquet:"outlet,optional,dict"`
	Published  string            `parquet:"published,optional,dict"`
	Region     string            `parquet:"region,dict"`
	Speaker    string            `parquet:"speaker,optional,dict"`
	SpeakerQID string            `parquet:"speaker_qid,optional,dict"`
	Role       string            `parquet:"role,optional,dict"`
	Cue        string            `parquet:"cue,optional"`
	Content    []parquetFragment `parquet:"content,list"`
	Kind       string            `parquet:"kind,dict"`
	Act        string            `parquet:"act,dict"`
	Addressee  string            `parquet:"addressee,optional"`
	When       string            `parquet:"when,optional"`
	WhenBasis  string            `parquet:"when_basis,dict"`
	WhenStart  *int32            `parquet:"when_start,optional,date"`
	WhenEnd    *int32            `parquet:"when_end,optional,date"`
	Chain      []parquetLink     `parquet:"chain,list"`
	About      string            `parquet:"about,optional"`
	Start      int32             `parquet:"start"`
	End        int32             `parquet:"end"`
	Cluster    string            `parquet:"cluster,optional"`
	Permalink  string            `parquet:"permalink,optional"`
}

type parquetFragment struct {
	Start int32  `parquet:"start"`
	End   int32  `parquet:"end"`
	Text  string `parquet:"text"`
}

type parquetLink struct {
	Name string `parquet:"name"`
}

type parquetWriter struct {
	table *parquet.GenericWriter[parquetRow]
	links links
}

func (p *parquetWriter) Write(r dixit.Record, doc *dixit.Document) error {
	s := r.Statement
	span := s.Span()
	row := parquetRow{
		ID: s.ID, DocID: r.Doc.ID, URL: r.Doc.URL, Outlet: r.Doc.Outlet, Published: r.Doc.Published, Region: string(s.Region),
		Speaker: s.Speaker.Name, Role: s.Speaker.Role, Cue: dixit.TextOf(s.Cue), Kind: string(s.Kind), Act: string(s.Act),
		Addressee: strings.Join(dixit.Names(s.Addressee), "; "), When: s.When.EDTF, WhenBasis: s.When.Basis, About: labels(s.About),
		Start: int32(doc.Text.CodePoint(span.Start)), End: int32(doc.Text.CodePoint(span.End)), Cluster: r.Cluster, Permalink: p.links.of(s, doc),
	}
	for _, f := range s.Content {
		row.Content = append(row.Content, parquetFragment{int32(f.Start()), int32(f.End()), f.Text()})
	}
	for _, l := range s.Chain {
		row.Chain = append(row.Chain, parquetLink{l.Name})
	}
	if first, last, ok := s.When.Bounds(); ok {
		row.WhenStart, row.WhenEnd = dayNumber(first), dayNumber(last)
	}
	_, err := p.table.Write([]parquetRow{row})
	return err
}

func (p *parquetWriter) Close() error { return p.table.Close() }

// dayNumber is a day as Parquet has it, counted from 1970-01-01; nil if there is none.
func dayNumber(day string) *int32 {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return nil
	}
	n := int32(t.Unix() / (24 * 60 * 60))
	if t.Unix() < 0 {
		n = int32((t.Unix() - (24*60*60 - 1)) / (24 * 60 * 60))
	}
	return &n
}
