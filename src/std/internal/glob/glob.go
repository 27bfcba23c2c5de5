// Package glob matches names with shell patterns for path and path/filepath, which differ only in how far they look for mistakes.
package glob

// Match says whether name matches pattern, or that the pattern is malformed. After a mismatch the rest of the pattern is looked
// at for mistakes only if whole is set.
func Match(pattern, name string, whole bool) (matched, bad bool)
