package main

import (
	"context"
	"io"
	"log/slog"

	"dixit/serve"
	"dixit/serve/mcp"

	"github.com/spf13/cobra"
)

// newMCPCommand is dixit mcp.
func newMCPCommand(t *terminal) *cobra.Command {
	var path, url string
	c := &cobra.Command{
		Use:   "mcp",
		Short: "Let a language model ask the ledger",
		Long: `Speaks the Model Context Protocol on standard input and output, for programs
that start it themselves. The tools only read: search_statements,
get_statement, speaker_timeline, source_chain, extract_text, compare_quote,
verify_quotes. Words of articles stand in fields whose names end in _untrusted.
dixit serve answers at /mcp.`,
		Example:     "  dixit mcp\n  dixit mcp --ledger archive.db --url https://dixit.example",
		Annotations: exits("  0  the client has ended it", "  4  the ledger cannot be opened"),
		Args:        noArguments,
		RunE:        func(c *cobra.Command, _ []string) error { return runMCP(c.Context(), t, path, url) },
	}
	ledgerFlag(c, &path)
	c.Flags().StringVar(&url, "url", "", "the `URL` of the server with the pages it cites")
	return c
}

// runMCP answers on standard input and output.
func runMCP(ctx context.Context, t *terminal, path, url string) error {
	if url == "" {
		url = "http://" + usualAddress
	}
	store, err := existingLedger(ctx, path, t.getenv)
	if err != nil {
		return err
	}
	defer store.Close()
	log := slog.New(slog.NewTextHandler(t.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
	service := serve.New(store, newReader(), serve.Links{Base: url}, log)
	defer service.Close()
	service.Questions = questionsOf(store)
	return mcp.Run(ctx, service, io.NopCloser(t.in), open{t.out})
}

// open is a writer that is not closed.
type open struct{ io.Writer }

// Close implements io.Closer.
func (open) Close() error { return nil }
