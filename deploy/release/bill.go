package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// The bill is a CycloneDX 1.6 document, https://cyclonedx.org/docs/1.6/json/: as much of it as there is to say.
type (
	bom struct {
		Format       string       `json:"bomFormat"`
		SpecVersion  string       `json:"specVersion"`
		SerialNumber string       `json:"serialNumber"`
		Version      int          `json:"version"`
		Metadata     metadata     `json:"metadata"`
		Components   []component  `json:"components"`
		Dependencies []dependency `json:"dependencies"`
	}
	metadata struct {
		Timestamp string    `json:"timestamp"` // that of the commit
		Component component `json:"component"`
	}
	component struct {
		Type       string     `json:"type"`
		Ref        string     `json:"bom-ref"`
		Name       string     `json:"name"`
		Version    string     `json:"version"`
		Licenses   []licence  `json:"licenses,omitempty"`
		PURL       string     `json:"purl,omitempty"`
		Properties []property `json:"properties,omitempty"`
	}
	licence struct {
		License struct {
			ID string `json:"id"`
		} `json:"license"`
	}
	property struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	dependency struct {
		Ref       string   `json:"ref"`
		DependsOn []string `json:"dependsOn,omitempty"`
	}
)

// bill is the bill of materials of the program called name. Its number is made of its words, so that the same program has the same.
func (r release) bill(name string, parts []part) ([]byte, error) {
	b := bom{Format: "CycloneDX", SpecVersion: "1.6", Version: 1}
	b.Metadata.Timestamp = r.committed.Format(time.RFC3339)
	b.Metadata.Component = component{
		Type: "application", Ref: name, Name: "dixit", Version: r.version,
		Properties: []property{{"dixit:commit", r.commit}},
	}
	refs := map[string]string{}
	for _, p := range parts {
		refs[p.path] = name
		if p.licence != "" {
			refs[p.path] = "pkg:golang/" + strings.ToLower(p.path) + "@" + p.version // as package URLs have it
		}
	}
	for _, p := range parts {
		if p.licence != "" {
			c := component{Type: "library", Ref: refs[p.path], Name: p.path, Version: p.version, PURL: refs[p.path]}
			c.Licenses = make([]licence, 1)
			c.Licenses[0].License.ID = p.licence
			if p.sum != "" {
				c.Properties = []property{{"go:sum", p.sum}}
			}
			b.Components = append(b.Components, c)
		}
		d := dependency{Ref: refs[p.path]}
		for _, n := range p.needs {
			d.DependsOn = append(d.DependsOn, refs[n])
		}
		b.Dependencies = append(b.Dependencies, d)
	}
	data, err := json.Marshal(b)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80 // a UUID of one's own making, RFC 9562, 5.8
	b.SerialNumber = fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
	data, err = json.MarshalIndent(b, "", " ")
	return append(data, '\n'), err
}

// notices are the licences of all parts, one after the other.
func notices(parts []part) []byte {
	var b bytes.Buffer
	b.WriteString("dixit is built with what others made. These are their licences and notices, as they ask.\n")
	for _, p := range parts {
		for _, t := range p.texts {
			fmt.Fprintf(&b, "\n%s\n%s %s, %s (%s)\n\n%s\n", strings.Repeat("=", 100), p.path, p.version, t.name, p.licence, bytes.TrimSpace(t.data))
		}
	}
	return b.Bytes()
}
