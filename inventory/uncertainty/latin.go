package uncertainty

import "math/bits"

// maxPermuted is the greatest number of things that Permute puts in order.
const maxPermuted = 1 << 40

// Permute is where the thing i of n stands in the random order of the key, 0 ≤ i < n ≤ 2^40. A Latin hypercube (M. D. McKay, R. J.
// Beckman and W. J. Conover 1979) of n draws takes of each variable the stratum Permute(i, n, key of the variable) at draw i: each
// stratum once, in an order that no other variable shares, and known at every draw without the draws before it.
//
// It is a Feistel network of six rounds over the least even split of the bits of n − 1, walked until it falls below n (J. Black and P.
// Rogaway, Ciphers with arbitrary finite domains, 2002); six rounds of random functions are past what Luby and Rackoff (1988) need.
func Permute(i, n, key uint64) uint64 {
	if i >= n || n > maxPermuted {
		panic("of things to permute there are at most 2^40, counted from 0")
	}
	width := max(bits.Len64(n-1), minPermuted)
	low := width / 2
	key = fold(key^0xd1b54a32d192ed03, 0xabc98388fb8fac03) // keys that differ little, as 1 and 2, are to differ in many bits
	lowMask, highMask := uint64(1)<<low-1, uint64(1)<<(width-low)-1
	for {
		high, rest := i>>low, i&lowMask
		for round := range uint64(3) {
			high ^= mix(rest, key, 2*round) & highMask
			rest ^= mix(high, key, 2*round+1) & lowMask
		}
		if i = high<<low | rest; i < n {
			return i
		}
	}
}

// minPermuted is the least width in bits that is split: halves of two bits or fewer leave too few functions for all orders to be met.
const minPermuted = 6

// mix is a random function of a few bits for each key and round.
func mix(x, key, round uint64) uint64 {
	return fold(x^key, 0x9e3779b97f4a7c15^(key>>32|key<<32)+round*0xd6e8feb86659fd93)
}

// fold is the step of W. Yi's wyhash: both halves of a product, of which every bit depends on all of either factor.
func fold(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	return high ^ low
}
