package rand

// Where nobody seeds, as for a Go before 1.20 or with GODEBUG=randautoseed=0, the sequence is that of 1.
func init() { Seed(1) }
