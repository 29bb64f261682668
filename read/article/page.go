package article

import "dixit"

// Page is an HTML page that was read.
type Page struct{ tree }

// Parse reads an HTML page, in UTF-8, and tells listen what it holds; listen may be nil. A page with far more in it than any
// article has is refused (TooLarge); wrong markup is not.
func Parse(page string, listen Listener) (*Page, error) {
	t, err := parse(page, listen)
	if err != nil {
		return nil, err
	}
	return &Page{*t}, nil
}

// fewWords is how few words in what was chosen make it likely that no article was found: then everything is taken that is not
// plainly something else.
const fewWords = 20

// Article is the article of the page, whose title is known or "": its text, and the blocks of it, parted by empty lines. Block.Span
// is in bytes of the text, Block.Source in bytes of the page. It is empty where there is nothing but a title and the site's menus.
func (p *Page) Article(title string) (string, []dixit.Block) {
	c := p.choose(title)
	w := writer{title: []byte(title), tree: &c.tree, gone: c.gone}
	for _, r := range c.roots {
		if !c.gone[r] {
			w.node(r, setting{})
		}
	}
	w.end(setting{})
	if w.words < fewWords {
		w = writer{title: []byte(title), tree: &p.tree, furniture: true, around: true}
		if w.node(1, setting{}); w.words == 0 && title == "" {
			return p.All("")
		}
	}
	return string(w.text), w.blocks
}

// All is all the text of the page but what is not shown, menus and buttons: for a page that is nothing but an article.
func (p *Page) All(title string) (string, []dixit.Block) {
	w := writer{title: []byte(title), tree: &p.tree, furniture: true}
	w.node(1, setting{})
	return string(w.text), w.blocks
}
