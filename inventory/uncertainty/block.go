package uncertainty

// block is the room of one worker for n draws at a time.
type block struct {
	s       *sampler
	n       int
	columns [][]float64
	words   []uint64
	points  []uint32
	scores  [][]float64 // of coupled variables
	turned  [][]float64 // scores by rank, where there is a rotation
	dots    []float64
	kept    [][]uint64 // the words of each variable, where they are asked for
}

// blockBytes is the room that the columns of a block may take: what stays in a core's own cache is fast.
const blockBytes = 1 << 19

func (s *sampler) block() *block {
	random := 0
	for i := range s.variables {
		random += len(s.variables[i].targets)
	}
	n := s.most
	for n > 32 && n*8*random > blockBytes {
		n /= 2
	}
	b := &block{s: s, n: n, columns: make([][]float64, len(s.values)), words: make([]uint64, n), points: make([]uint32, n)}
	room := make([]float64, n*random)
	for i := range s.variables {
		for _, t := range s.variables[i].targets {
			b.columns[t.input], room = room[:n:n], room[n:]
		}
	}
	constants := map[float64][]float64{} // equal constants share a column
	for i, column := range b.columns {
		if column != nil {
			continue
		}
		if constants[s.values[i]] == nil {
			constants[s.values[i]] = make([]float64, n)
			for k := range n {
				constants[s.values[i]][k] = s.values[i]
			}
		}
		b.columns[i] = constants[s.values[i]]
	}
	widest := 0
	for _, c := range s.couplings {
		widest = max(widest, len(c.variables))
	}
	for range widest {
		b.scores = append(b.scores, make([]float64, n))
	}
	if s.rotation != nil {
		b.dots = make([]float64, n)
		for range s.sobol.Dimensions() {
			b.turned = append(b.turned, make([]float64, n))
		}
	}
	return b
}

// fill draws the columns of the draws first, first+1, …
func (b *block) fill(first uint64, n int) {
	words := b.words[:n]
	b.turn(first, n)
	for i := range b.s.variables {
		v := &b.s.variables[i]
		if !v.coupled {
			if b.turns(v) {
				wordsOfScores(b.turned[v.rank][:n], words)
			} else {
				b.wordsOf(v, first, words)
			}
			v.draw(words, b.columns)
			b.remember(i, words)
		}
	}
	for i := range b.s.couplings {
		b.fillCoupled(&b.s.couplings[i], first, n)
	}
	for _, s := range b.s.shares {
		b.share(s, n)
	}
}

// wordsOf are the words of a variable by the sampling that is asked for.
func (b *block) wordsOf(v *variable, first uint64, words []uint64) {
	switch {
	case b.s.sampling == LatinSampling:
		v.stream.words(first, words) // the place within a stratum
		for i := range words {
			words[i] = stratum(Permute(first+uint64(i), b.s.draws, v.key), words[i], b.s.draws)
		}
	case b.s.sampling == SobolSampling && v.rank >= 0:
		v.stream.words(first, words)
		points := b.points[:len(words)]
		b.s.sobol.Scrambled(v.rank, v.key, uint32(first), points)
		for i, p := range points {
			words[i] = uint64(p)<<32 | words[i]>>32
		}
	default:
		v.stream.words(first, words)
	}
}

// stratum is the word of a place within one of n equal parts of the unit interval.
func stratum(part, place, n uint64) uint64 {
	u := (float64(part) + float64(float64(place>>11)*0x1p-53)) / float64(n)
	if u < 0.5 {
		return wordOf(u, false)
	}
	return wordOf((float64(n-1-part)+(1-float64(float64(place>>11)*0x1p-53)))/float64(n), true)
}

// draw writes the columns of the variable's inputs.
func (v *variable) draw(words []uint64, columns [][]float64) {
	for i := range v.targets {
		t := &v.targets[i]
		if t.mirrored {
			for k := range words {
				words[k] = ^words[k]
			}
		}
		out := columns[t.input][:len(words)]
		t.table.draw(words, t.location, t.scale, out)
		if t.log {
			exponentials(out)
		}
		if t.mirrored {
			for k := range words {
				words[k] = ^words[k]
			}
		}
	}
}

// fillCoupled draws the variables of a copula: independent normal scores, made dependent, are probabilities again.
func (b *block) fillCoupled(c *coupled, first uint64, n int) {
	words := b.words[:n]
	normal := b.s.tables[Normal{0, 1}]
	for i, n := range c.variables {
		v, z := &b.s.variables[n], b.scores[i][:len(words)]
		if b.turns(v) {
			copy(z, b.turned[v.rank])
			continue
		}
		b.wordsOf(v, first, words)
		normal.draw(words, 0, 1, z)
	}
	for i := len(c.variables) - 1; i >= 0; i-- { // from below, so that the scores above are still independent
		scores := b.scores[i][:n]
		for k := range scores {
			z := 0.0
			for j := 0; j <= i; j++ {
				z += float64(c.l[i][j] * b.scores[j][k])
			}
			scores[k] = z
		}
		wordsOfScores(scores, words)
		b.s.variables[c.variables[i]].draw(words, b.columns)
		b.remember(c.variables[i], words)
	}
}

// turns tells whether the score of the variable is turned.
func (b *block) turns(v *variable) bool { return b.turned != nil && v.rank >= 0 }

// turn draws the scores of the variables with a dimension of Sobol' and turns them.
func (b *block) turn(first uint64, n int) {
	if b.turned == nil {
		return
	}
	normal := b.s.tables[Normal{0, 1}]
	for i := range b.s.variables {
		if v := &b.s.variables[i]; b.turns(v) {
			b.wordsOf(v, first, b.words[:n])
			normal.draw(b.words[:n], 0, 1, b.turned[v.rank][:n])
		}
	}
	b.s.rotation.turn(b.turned, b.dots[:n])
}

// keep asks for the words.
func (b *block) keep() {
	b.kept = make([][]uint64, len(b.s.variables))
	for i := range b.kept {
		b.kept[i] = make([]uint64, b.n)
	}
}

func (b *block) remember(variable int, words []uint64) {
	if b.kept != nil {
		copy(b.kept[variable], words)
	}
}

// share scales drawn shares to their sum. One alone is the sum, without rounding.
func (b *block) share(s Shares, n int) {
	if len(s.Inputs) == 1 {
		for k := range n {
			b.columns[s.Inputs[0]][k] = s.Sum
		}
		return
	}
	for k := range n {
		sum := 0.0
		for _, i := range s.Inputs {
			sum += b.columns[i][k]
		}
		for _, i := range s.Inputs {
			b.columns[i][k] = float64(b.columns[i][k]*s.Sum) / sum
		}
	}
}
