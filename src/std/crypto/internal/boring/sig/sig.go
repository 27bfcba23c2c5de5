// Package sig (crypto/internal/boring/sig) marks programs in Go's linker. There is nothing to mark here.
package sig

func BoringCrypto()   {}
func FIPSOnly()       {}
func StandardCrypto() {}
