package uncertainty
func Permute(i, n, key uint64) uint64 { return i }
