// Package article finds the article in an HTML page, and gives it as blocks that know where in the page they come from.
//
// A page is read once, token by token, into an arena: a slice of nodes in the order of the page (build.go, close.go, tree.go).
// What is told of the page while it is read (Listener) is for whoever wants its metadata. Then the article is chosen (choose.go
// tells how) and written as text (write.go). All of it takes time in proportion to the page's length, whatever is in it.
//
// The package runs no scripts, applies no style sheets but what a style attribute says, knows no site, and reads no metadata. It
// builds no document as browsers do: formatting that is crossed with blocks is cut off, and what stands wrongly in a table
// stays there.
package article
