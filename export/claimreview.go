package export

import (
	"encoding/json"
	"io"

	"dixit"
)

// reviewForm is a ClaimReview of schema.org a line for each statement that asserts what could be checked. Everything that is for a
// person to judge and to sign is there and empty: the verdict, its words, who reviews, when and where. Statements that assert
// nothing are left out.
func reviewForm() Form {
	return Form{
		Name: "claimreview", MediaType: "application/jsonl", Ext: ".jsonl",
		About: "ClaimReview to fill in: no verdict is given",
		open: func(w io.Writer, opt Options) (Writer, error) {
			return &reviewWriter{lines: objects(w), opt: opt}, nil
		},
	}
}

type reviewWriter struct {
	lines *json.Encoder
	opt   Options
}

func (v *reviewWriter) Write(r dixit.Record, _ *dixit.Document) error {
	if !claimable(r.Statement) {
		return nil
	}
	c := claim(r)
	c["@id"] = v.opt.statementIRI(r.Statement.ID) + "#claim"
	return v.lines.Encode(node{
		"@context": "https://schema.org", "@type": "ClaimReview",
		"claimReviewed": c["text"], "itemReviewed": c, "identifier": r.Statement.ID,
		"url": "", "datePublished": "", "author": node{"@type": "Organization", "name": "", "url": ""},
		"reviewRating": node{
			"@type": "Rating", "ratingValue": "", "bestRating": "", "worstRating": "", "alternateName": "", "ratingExplanation": "",
		},
	})
}

func (v *reviewWriter) Close() error { return nil }
