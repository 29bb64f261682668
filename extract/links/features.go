package links

// Features are the numbers of the features of one candidate in the table of weights.
type Features []uint32

// collector gathers the features of one candidate after the other.
type collector struct {
	all []uint32
	at  []int // where each candidate begins
}

func (c *collector) begin() { c.at = append(c.at, len(c.all)) }

// add adds the feature of a kind with these values.
func (c *collector) add(kind uint32, values ...uint32) {
	h := (kind + 1) * 0x9E3779B1
	for _, v := range values {
		h = (h ^ v) * 0x85EBCA6B
		h ^= h >> 15
	}
	h ^= h >> 13
	c.all = append(c.all, h&(Size-1))
}

// of are the features of candidate k.
func (c *collector) of(k int) Features {
	end := len(c.all)
	if k+1 < len(c.at) {
		end = c.at[k+1]
	}
	return c.all[c.at[k]:end]
}

func (c *collector) reset() { c.all, c.at = c.all[:0], c.at[:0] }

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

func few(n int32) uint32 { return uint32(min(n, 3)) }

// sign is the direction of n.
func sign(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}
