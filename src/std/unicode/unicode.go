// Package unicode tests properties of code points and maps their case.
package unicode

import core "internal/core/unicode"

const (
	MaxRune         = '\U0010FFFF' // the largest code point
	ReplacementChar = '\uFFFD'     // stands for what is no code point
	MaxASCII        = '\u007F'
	MaxLatin1       = '\u00FF'
)

// Version is the edition of Unicode that the tables are from.
const Version = "17.0.0"

// RangeTable is a set of code points: sorted ranges that do not overlap, those below 1<<16 in R16.
type RangeTable struct {
	R16         []Range16
	R32         []Range32
	LatinOffset int // number of entries in R16 with Hi <= MaxLatin1
}

// Range16 is the code points from Lo to Hi with a stride.
type Range16 struct {
	Lo     uint16
	Hi     uint16
	Stride uint16
}

// Range32 is Range16 for larger code points.
type Range32 struct {
	Lo     uint32
	Hi     uint32
	Stride uint32
}

// Indices of CaseRange.Delta.
const (
	UpperCase = core.UpperCase
	LowerCase = core.LowerCase
	TitleCase = core.TitleCase
	MaxCase   = core.MaxCase
)

// UpperLower as a Delta means that the range alternates between upper and lower case, beginning with upper.
const UpperLower = MaxRune + 1

type CaseRange = core.CaseRange

type SpecialCase = core.SpecialCase

// CaseRanges holds the case mappings of all code points that have one.
var CaseRanges = caseRanges()

func caseRanges() []CaseRange

// TurkishCase and AzeriCase tell the dotted from the dotless i.
var (
	TurkishCase SpecialCase = turkish
	AzeriCase   SpecialCase = turkish
)

var turkish = SpecialCase{
	{0x49, 0x49, [MaxCase]rune{0, 0x131 - 0x49, 0}},
	{0x69, 0x69, [MaxCase]rune{0x130 - 0x69, 0, 0x130 - 0x69}},
	{0x130, 0x130, [MaxCase]rune{0, 0x69 - 0x130, 0}},
	{0x131, 0x131, [MaxCase]rune{0x49 - 0x131, 0, 0x49 - 0x131}},
}

// GraphicRanges is the set of graphic characters.
var GraphicRanges = []*RangeTable{L, M, N, P, S, Zs}

// PrintRanges is the set of printable characters; the space U+0020 is one too.
var PrintRanges = []*RangeTable{L, M, N, P, S}

// Is reports whether r is in the table.
func Is(rangeTab *RangeTable, r rune) bool

// In reports whether r is in one of the tables.
func In(r rune, ranges ...*RangeTable) bool {
	for _, t := range ranges {
		if Is(t, r) {
			return true
		}
	}
	return false
}

// IsOneOf is In with the arguments the other way round.
func IsOneOf(ranges []*RangeTable, r rune) bool { return In(r, ranges...) }

// IsControl reports whether r is a control character.
func IsControl(r rune) bool

// IsDigit reports whether r is a decimal digit.
func IsDigit(r rune) bool

// IsGraphic reports whether r is a letter, mark, number, punctuation, symbol or space separator.
func IsGraphic(r rune) bool

// IsLetter reports whether r is a letter.
func IsLetter(r rune) bool

// IsLower reports whether r is a lower case letter.
func IsLower(r rune) bool

// IsMark reports whether r is a mark.
func IsMark(r rune) bool

// IsNumber reports whether r is a number.
func IsNumber(r rune) bool

// IsPrint is IsGraphic with U+0020 as the only space.
func IsPrint(r rune) bool

// IsPunct reports whether r is punctuation.
func IsPunct(r rune) bool

// IsSpace reports whether r is white space.
func IsSpace(r rune) bool

// IsSymbol reports whether r is a symbol.
func IsSymbol(r rune) bool

// IsTitle reports whether r is a title case letter.
func IsTitle(r rune) bool

// IsUpper reports whether r is an upper case letter.
func IsUpper(r rune) bool

// SimpleFold gives the next larger rune that r equals when case is ignored, or the smallest after the largest.
func SimpleFold(r rune) rune

// To maps r to UpperCase, LowerCase or TitleCase.
func To(_case int, r rune) rune

// ToLower maps r to lower case.
func ToLower(r rune) rune

// ToTitle maps r to title case.
func ToTitle(r rune) rune

// ToUpper maps r to upper case.
func ToUpper(r rune) rune
