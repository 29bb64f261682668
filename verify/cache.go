package verify

import (
	"container/list"
	"sync"
)

// cachedText is how many bytes of text the sources of a cache may have together. A source takes a dozen times the room of its text.
const cachedText = 8 << 20

// cache keeps the sources that were looked in last. It is safe for concurrent use.
type cache struct {
	mu    sync.Mutex
	order list.List // of *cached, the last used first
	at    map[string]*list.Element
	bytes int
}

type cached struct {
	key    string
	source *Source
}

// get is the source with that key, made if it is not there. Two callers at once may both make it.
func (c *cache) get(key string, prepare func() (*Source, error)) (*Source, error) {
	c.mu.Lock()
	if e, ok := c.at[key]; ok {
		c.order.MoveToFront(e)
		c.mu.Unlock()
		return e.Value.(*cached).source, nil
	}
	c.mu.Unlock()
	s, err := prepare()
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.at == nil {
		c.at = map[string]*list.Element{}
	}
	if _, ok := c.at[key]; !ok {
		c.at[key] = c.order.PushFront(&cached{key, s})
		c.bytes += s.Doc().Text.Len()
	}
	for c.bytes > cachedText && c.order.Len() > 1 {
		last := c.order.Remove(c.order.Back()).(*cached)
		delete(c.at, last.key)
		c.bytes -= last.source.Doc().Text.Len()
	}
	return s, nil
}
