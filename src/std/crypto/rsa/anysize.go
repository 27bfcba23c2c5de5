package rsa

// leastBits: none with GODEBUG=rsa1024min=0, or for a Go before 1.24.
const leastBits = 0
