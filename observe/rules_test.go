package observe

import (
	"bytes"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v2"
)

// rules are a file of alert rules, as Prometheus reads it.
type rules struct {
	Groups []struct {
		Name  string
		Rules []struct {
			Alert, Expr, For    string
			Labels, Annotations map[string]string
		}
	}
}

// TestRules: the alert rules that ship are YAML of the right form, and ask for nothing but metrics and labels that there are, each with a
// balanced expression. promtool judges the expressions themselves, where it is installed.
func TestRules(t *testing.T) {
	const path = "../deploy/prometheus/alerts.yml"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var file rules
	if err := yaml.UnmarshalStrict(data, &file); err != nil {
		t.Fatal(err)
	}
	known := map[string][]string{"up": nil}
	for _, f := range whole().Families() {
		known[f.Name] = f.Labels
		if f.Kind == "histogram" {
			known[f.Name+"_bucket"] = append(slices.Clone(f.Labels), "le")
		}
	}
	metric := regexp.MustCompile(`\b(?:dixit|go|process)_[a-z_]+|\bup\b`)
	selector := regexp.MustCompile(`(\w+)\{([^}]*)\}`)
	label := regexp.MustCompile(`(\w+)\s*(?:=~|!=|!~|=)`)
	n := 0
	for _, g := range file.Groups {
		for _, r := range g.Rules {
			n++
			found := metric.FindAllString(r.Expr, -1)
			if r.Alert == "" || len(found) == 0 || r.Annotations["summary"] == "" || !slices.Contains([]string{"page", "ticket"}, r.Labels["severity"]) {
				t.Errorf("%+v", r)
			}
			for _, name := range found {
				if _, ok := known[name]; !ok {
					t.Errorf("%s: no metric %s", r.Alert, name)
				}
			}
			for _, s := range selector.FindAllStringSubmatch(r.Expr, -1) {
				for _, l := range label.FindAllStringSubmatch(s[2], -1) {
					if l[1] != "job" && !slices.Contains(known[s[1]], l[1]) {
						t.Errorf("%s: %s has no label %s", r.Alert, s[1], l[1])
					}
				}
			}
			for _, pair := range []string{"()", "[]", "{}"} {
				if strings.Count(r.Expr, pair[:1]) != strings.Count(r.Expr, pair[1:]) {
					t.Errorf("%s: %s in %s", r.Alert, pair, r.Expr)
				}
			}
		}
	}
	if n < 10 {
		t.Errorf("%d rules", n)
	}
}

// TestPromtool has Prometheus's own tool judge the rules and what is written.
func TestPromtool(t *testing.T) {
	tool, err := exec.LookPath("promtool")
	if err != nil {
		t.Skip("promtool is not installed")
	}
	var text bytes.Buffer
	if err := whole().Write(&text); err != nil {
		t.Fatal(err)
	}
	lint := exec.CommandContext(t.Context(), tool, "check", "metrics")
	lint.Stdin = &text
	for _, c := range []*exec.Cmd{
		lint, exec.CommandContext(t.Context(), tool, "check", "rules", "../deploy/prometheus/alerts.yml"),
		exec.CommandContext(t.Context(), tool, "check", "config", "../deploy/prometheus/scrape.yml"),
	} {
		if out, err := c.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", c, err, out)
		}
	}
}
