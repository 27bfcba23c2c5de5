// Package unicode (internal/core/unicode) holds the types of package unicode that package strings needs, so that
// the many programs that import strings do not load unicode's tables.
package unicode

const (
	UpperCase = iota
	LowerCase
	TitleCase
	MaxCase
)

// CaseRange says for the runes Lo to Hi what to add to get the upper, lower and title case.
type CaseRange struct {
	Lo    uint32
	Hi    uint32
	Delta d
}

type d [MaxCase]rune

// SpecialCase holds the case mappings of a language, where they differ from the usual ones.
type SpecialCase []CaseRange

// ToUpper maps r to upper case by the special mapping.
func (special SpecialCase) ToUpper(r rune) rune { return special.to(UpperCase, r) }

// ToTitle maps r to title case by the special mapping.
func (special SpecialCase) ToTitle(r rune) rune { return special.to(TitleCase, r) }

// ToLower maps r to lower case by the special mapping.
func (special SpecialCase) ToLower(r rune) rune { return special.to(LowerCase, r) }

func (special SpecialCase) to(which int, r rune) rune {
	mapped, found := ToIn(which, r, special)
	if found {
		return mapped
	}
	return To(which, r)
}

// ToIn maps r by ranges, which are sorted, and reports whether they cover it.
func ToIn(which int, r rune, ranges []CaseRange) (rune, bool)

// To maps r by Unicode's own mappings.
func To(which int, r rune) rune
