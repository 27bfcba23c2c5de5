package json

import (
	"encoding/json/internal/jsonopts"
	"encoding/json/internal/jsonwire"
	shared "encoding/json/internal/shared"
	"encoding/json/jsontext"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"reflect"
	"strconv"
	"strings"
	"time"
)

var (
	durationType = reflect.TypeFor[time.Duration]()
	timeType     = reflect.TypeFor[time.Time]()
)

// addTime gives times and durations their own text.
func (c *codec) addTime(t reflect.Type) {
	switch t {
	case durationType:
		c.custom = true
		c.durations()
	case timeType:
		c.custom = true
		c.write, c.read = writeTime, readTime
	}
}

// A span says how a duration is written: in units of so many nanoseconds, or as text.
type span struct {
	unit uint64
	iso  bool
}

func spanOf(format string) (span, bool) {
	switch format {
	case "units":
		return span{}, true
	case "iso8601":
		return span{iso: true}, true
	case "sec":
		return span{unit: 1e9}, true
	case "milli":
		return span{unit: 1e6}, true
	case "micro":
		return span{unit: 1e3}, true
	case "nano":
		return span{unit: 1}, true
	}
	return span{}, false
}

// chosen says how a duration is written by the options; plain: as the number of nanoseconds that it is.
func chosenSpan(o *options) (s span, plain bool, err error) {
	if o.Said&jsonopts.FormatTag == 0 {
		if o.Has(jsonopts.FormatDurationAsNano) {
			return s, true, nil
		}
		if o.Has(jsonopts.FormatTagSupported) {
			return s, false, errors.New("no default representation; specify an explicit format")
		}
		return s, false, errors.New("no default representation")
	}
	s, known := spanOf(o.Format)
	if !known {
		return s, false, badFormat(o)
	}
	return s, false, textOnly(o, s.unit != 0)
}

// textOnly: the option string is for numbers.
func textOnly(o *options, number bool) error {
	if o.Has(jsonopts.StringTag) && !number && !o.Has(jsonopts.ReportErrorsWithLegacySemantics) {
		return errStringTag
	}
	return nil
}

func (c *codec) durations() {
	writePlain, readPlain := c.write, c.read
	c.write = func(e *jsontext.Encoder, v value, o *options) error {
		s, plain, err := chosenSpan(o)
		if err != nil {
			return writeError(e, durationType, err)
		}
		if plain {
			return writePlain(e, v, o)
		}
		d, _ := reflect.TypeAssert[time.Duration](v.Value)
		return writeMoment(e, durationType, o, s.unit != 0, true, func(b []byte) ([]byte, error) { return s.append(b, d), nil })
	}
	c.read = func(d *jsontext.Decoder, v value, o *options) error {
		s, plain, err := chosenSpan(o)
		if err != nil {
			return skipped(d, durationType, err)
		}
		if plain {
			return readPlain(d, v, o)
		}
		return readMoment(d, durationType, v, o, s.unit != 0, func(text string) error {
			got, err := s.parse(text)
			if err != nil {
				return readError(d, durationType, err)
			}
			v.SetInt(int64(got))
			return nil
		})
	}
}

// writeMoment writes a time or duration, as a string unless it is a number.
func writeMoment(e *jsontext.Encoder, t reflect.Type, o *options, number, safe bool, more func([]byte) ([]byte, error)) error {
	x := impl.Encoder(e)
	k := jsontext.Kind('"')
	if number && !asString(x.Last().NeedsName(), o) {
		k = '0'
	}
	err := x.AppendRaw(k, safe, more)
	if err == nil {
		return nil
	}
	if t == timeType && o.Has(jsonopts.ReportErrorsWithLegacySemantics) {
		return err
	}
	if !isSyntactic(err) && !impl.IsIOError(err) {
		err = writeError(e, t, err)
	}
	return err
}

func readMoment(d *jsontext.Decoder, t reflect.Type, v value, o *options, number bool, set func(string) error) error {
	x := impl.Decoder(d)
	quoted := !number || asString(x.Last().NeedsName(), o)
	text, kind, err := x.ReadValue()
	if err != nil {
		return err
	}
	switch k := text.Kind(); {
	case k == 'n':
		if !o.Has(jsonopts.MergeWithLegacySemantics) {
			v.SetZero()
		}
		return nil
	case k == '"' && quoted:
		return set(jsonwire.Text(text, kind))
	case k == '0' && !quoted:
		return set(string(text))
	}
	return readError(d, t, nil)
}

func (s span) append(b []byte, d time.Duration) []byte {
	if s.unit == 0 && !s.iso {
		return append(b, d.String()...)
	}
	n := uint64(d)
	if d < 0 {
		b = append(b, '-')
		n = -n
	}
	if s.iso {
		return appendISO(b, n)
	}
	b = strconv.AppendUint(b, n/s.unit, 10)
	return appendFraction(b, n%s.unit, s.unit)
}

func appendISO(b []byte, n uint64) []byte {
	if n == 0 {
		return append(b, "PT0S"...)
	}
	b = append(b, "PT"...)
	seconds, nano := n/1e9, n%1e9
	if hours := seconds / 3600; hours > 0 {
		b = append(strconv.AppendUint(b, hours, 10), 'H')
	}
	if minutes := seconds / 60 % 60; minutes > 0 {
		b = append(strconv.AppendUint(b, minutes, 10), 'M')
	}
	if seconds %= 60; seconds > 0 || nano > 0 {
		b = append(appendFraction(strconv.AppendUint(b, seconds, 10), nano, 1e9), 'S')
	}
	return b
}

func (s span) parse(text string) (time.Duration, error) {
	switch {
	case s.iso:
		return parseISO(text)
	case s.unit == 0:
		return time.ParseDuration(text)
	}
	rest, negative := strings.CutPrefix(text, "-")
	number, fraction := cutFraction(rest)
	whole, okWhole := jsonwire.ParseUint(number)
	part, okPart := parseFraction(fraction, s.unit)
	high, low := bits.Mul64(whole, s.unit)
	sum, carry := bits.Add64(low, part, 0)
	d := signed(sum, negative)
	wrong := func(err error) (time.Duration, error) {
		return 0, fmt.Errorf("invalid duration %q: %w", text, err)
	}
	switch {
	case !okWhole && whole != math.MaxUint64, !okPart:
		return wrong(strconv.ErrSyntax)
	case !okWhole, high > 0, carry > 0, negative != (d < 0):
		return wrong(strconv.ErrRange)
	}
	return d, nil
}

func signed(n uint64, negative bool) time.Duration {
	if negative {
		return -time.Duration(n)
	}
	return time.Duration(n)
}

// cutFraction splits a number before its point.
func cutFraction(text string) (whole, fraction string) {
	if at := strings.IndexByte(text, '.'); at >= 0 {
		return text[:at], text[at:]
	}
	return text, ""
}

// appendFraction appends n/of as a fraction with its point, nothing for 0.
func appendFraction(b []byte, n, of uint64) []byte {
	if n == 0 {
		return b
	}
	b = appendPadded(append(b, '.'), n, of)
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	return b
}

// appendPadded appends n with as many digits as there are below `of`, a power of ten.
func appendPadded(b []byte, n, of uint64) []byte {
	for of /= 10; of > 0; of /= 10 {
		b = append(b, byte('0'+n/of%10))
	}
	return b
}

// parseFraction reads what follows a number, point included.
func parseFraction(text string, of uint64) (uint64, bool) {
	if text == "" {
		return 0, true
	}
	if len(text) < 2 || text[0] != '.' {
		return 0, false
	}
	return parsePadded(text[1:], of)
}

// parsePadded reads the digits of a fraction of `of`; what is finer is cut off.
func parsePadded(text string, of uint64) (n uint64, ok bool) {
	ok = true
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c < '0' || c > '9' {
			return n, false
		}
		if of > 1 {
			of /= 10
			n = n*10 + uint64(c-'0')
		}
	}
	return n * of, ok
}

var errInexact = errors.New("inaccurate year, month, week, or day units")

// An isoParser adds up the parts of an ISO 8601 duration.
type isoParser struct {
	sum                        uint64
	invalid, overflow, inexact bool
	fraction                   bool // only the last part may have one
}

func (p *isoParser) add(n uint64) {
	sum, carry := bits.Add64(p.sum, n, 0)
	p.sum = sum
	p.overflow = p.overflow || carry > 0
}

// part reads a number and the letter behind it, if that is what comes next; what is left of the text.
func (p *isoParser) part(text string, letters string, unit time.Duration) string {
	at := strings.IndexAny(text, letters)
	if at < 0 || p.fraction {
		return text
	}
	number, rest := text[:at], text[at+1:]
	if at := strings.IndexAny(number, ".,"); at >= 0 {
		p.fraction = true
		fraction := number[at+1:]
		number = number[:at]
		p.invalid = p.invalid || fraction == "" || unit > time.Hour
		if unit == time.Second {
			n, ok := parsePadded(fraction, 1e9)
			p.invalid = p.invalid || !ok
			p.add(n)
		} else {
			f, err := strconv.ParseFloat("0."+fraction, 64)
			p.invalid = p.invalid || err != nil || fraction != "" && strings.Trim(fraction[1:], "0123456789") != ""
			p.add(uint64(math.Round(f * float64(unit))))
		}
	}
	for len(number) > 1 && number[0] == '0' {
		number = number[1:]
	}
	n, ok := jsonwire.ParseUint(number)
	high, low := bits.Mul64(n, uint64(unit))
	p.add(low)
	p.invalid = p.invalid || !ok && n != math.MaxUint64
	p.overflow = p.overflow || !ok && n == math.MaxUint64 || high > 0
	p.inexact = p.inexact || unit > time.Hour
	return rest
}

func parseISO(text string) (time.Duration, error) {
	const day = 24 * time.Hour
	const year = 365.2425 * float64(day)
	var p isoParser
	rest, negative := strings.CutPrefix(text, "-")
	if !negative {
		rest = strings.TrimPrefix(rest, "+")
	}
	p.invalid = rest == "" || rest[0] != 'P' && rest[0] != 'p'
	if at := strings.IndexAny(rest, "Pp"); at >= 0 {
		rest = rest[at+1:]
	} else {
		rest = ""
	}
	date, clock := rest, ""
	at := strings.IndexAny(rest, "Tt")
	if at >= 0 {
		date, clock = rest[:at], rest[at+1:]
	}
	p.invalid = p.invalid || at >= 0 && clock == "" || date == "" && clock == ""
	if date != "" {
		date = p.part(date, "Yy", time.Duration(year))
		date = p.part(date, "Mm", time.Duration(year/12))
		date = p.part(date, "Ww", 7*day)
		date = p.part(date, "Dd", day)
	}
	if clock != "" {
		clock = p.part(clock, "Hh", time.Hour)
		clock = p.part(clock, "Mm", time.Minute)
		clock = p.part(clock, "Ss", time.Second)
	}
	d := signed(p.sum, negative)
	wrong := func(err error) error { return fmt.Errorf("invalid ISO 8601 duration %q: %w", text, err) }
	switch {
	case p.invalid || date != "" || clock != "":
		return 0, wrong(strconv.ErrSyntax)
	case p.overflow || negative != (d < 0) && d != 0:
		return 0, wrong(strconv.ErrRange)
	case p.inexact:
		return d, wrong(errInexact)
	}
	return d, nil
}

// A stamp says how a time is written: by a layout, or as a number of so many units a second since 1970.
type stamp struct {
	layout string
	units  uint64
	custom bool
	loose  bool
}

func stampOf(format string) (stamp, bool) {
	layouts := map[string]string{
		"ANSIC": time.ANSIC, "UnixDate": time.UnixDate, "RubyDate": time.RubyDate, "RFC822": time.RFC822,
		"RFC822Z": time.RFC822Z, "RFC850": time.RFC850, "RFC1123": time.RFC1123, "RFC1123Z": time.RFC1123Z,
		"Kitchen": time.Kitchen, "Stamp": time.Stamp, "StampMilli": time.StampMilli, "StampMicro": time.StampMicro,
		"StampNano": time.StampNano, "DateTime": time.DateTime, "DateOnly": time.DateOnly, "TimeOnly": time.TimeOnly,
	}
	switch format {
	case "":
		return stamp{}, false
	case "RFC3339":
		return stamp{layout: time.RFC3339}, true
	case "RFC3339Nano":
		return stamp{layout: time.RFC3339Nano}, true
	case "unix":
		return stamp{units: 1}, true
	case "unixmilli":
		return stamp{units: 1e3}, true
	case "unixmicro":
		return stamp{units: 1e6}, true
	case "unixnano":
		return stamp{units: 1e9}, true
	}
	if layout, known := layouts[format]; known {
		return stamp{layout: layout, custom: true}, true
	}
	// A word alone is a name that is not known.
	c := format[0] | 0x20
	if 'a' <= c && c <= 'z' && strings.TrimFunc(format, wordRune) == "" {
		return stamp{}, false
	}
	return stamp{layout: format, custom: true}, true
}

func chosenStamp(o *options) (stamp, error) {
	s := stamp{layout: time.RFC3339Nano}
	if o.Said&jsonopts.FormatTag != 0 {
		var known bool
		if s, known = stampOf(o.Format); !known {
			return s, badFormat(o)
		}
	} else {
		s.loose = o.Has(jsonopts.ParseTimeWithLooseRFC3339)
	}
	return s, textOnly(o, s.units != 0)
}

func writeTime(e *jsontext.Encoder, v value, o *options) error {
	s, err := chosenStamp(o)
	if err != nil {
		return writeError(e, timeType, err)
	}
	t, _ := reflect.TypeAssert[time.Time](v.Value)
	err = writeMoment(e, timeType, o, s.units != 0, !s.custom, func(b []byte) ([]byte, error) { return s.append(b, t) })
	if err != nil && o.Has(jsonopts.ReportErrorsWithLegacySemantics) {
		return shared.Legacy.CallError(v.Addr().Interface(), err, "MarshalJSON")
	}
	return err
}

func readTime(d *jsontext.Decoder, v value, o *options) error {
	s, err := chosenStamp(o)
	if err != nil {
		return skipped(d, timeType, err)
	}
	return readMoment(d, timeType, v, o, s.units != 0, func(text string) error {
		t, err := s.parse(text)
		if err != nil {
			if o.Has(jsonopts.ReportErrorsWithLegacySemantics) {
				return err
			}
			return readError(d, timeType, err)
		}
		v.Set(reflect.ValueOf(t))
		return nil
	})
}

func (s stamp) append(b []byte, t time.Time) ([]byte, error) {
	switch {
	case s.units != 0:
		return appendUnix(b, t, s.units), nil
	case s.custom:
		return t.AppendFormat(b, s.layout), nil
	}
	from := len(b)
	b = t.AppendFormat(b, s.layout)
	text := b[from:]
	if text[4] != '-' {
		return b, errors.New("year outside of range [0,9999]")
	}
	if n := len(text); text[n-1] != 'Z' {
		if sign := text[n-6]; '0' <= sign && sign <= '9' || twoDigits(text[n-5:]) >= 24 {
			return b, errors.New("timezone hour outside of range [0,23]")
		}
	}
	return b, nil
}

func twoDigits[Bytes []byte | string](b Bytes) int { return 10*int(b[0]-'0') + int(b[1]-'0') }

func (s stamp) parse(text string) (time.Time, error) {
	switch {
	case s.units != 0:
		return parseUnix(text, s.units)
	case s.custom:
		return time.Parse(s.layout, text)
	}
	var t time.Time
	if err := t.UnmarshalText([]byte(text)); err != nil || s.loose {
		return t, err
	}
	wrong := func(want, got, message string) (time.Time, error) {
		return t, &time.ParseError{Layout: time.RFC3339, Value: text, LayoutElem: want, ValueElem: got, Message: message}
	}
	n := len(text)
	switch {
	case text[12] == ':':
		return wrong("15", text[11:12], "")
	case text[19] == ',':
		return wrong(".", ",", "")
	case text[n-1] == 'Z':
	case twoDigits(text[n-5:]) >= 24:
		return wrong("Z07:00", text[n-6:], ": timezone hour out of range")
	case twoDigits(text[n-2:]) >= 60:
		return wrong("Z07:00", text[n-6:], ": timezone minute out of range")
	}
	return t, nil
}

// negated is a time as far before 1970 as sec and nano are behind it.
func negated(sec, nano int64) (int64, int64) {
	if nano == 0 {
		return -sec, 0
	}
	return ^sec, 1e9 - nano
}

func appendUnix(b []byte, t time.Time, units uint64) []byte {
	sec, nano := t.Unix(), int64(t.Nanosecond())
	if sec < 0 {
		b = append(b, '-')
		sec, nano = negated(sec, nano)
	}
	fine := 1e9 / units
	part, rest := uint64(nano)/fine, uint64(nano)%fine*units
	if units > 1 && uint64(sec) < 1e9 {
		b = strconv.AppendUint(b, uint64(sec)*units+part, 10)
	} else {
		b = strconv.AppendUint(b, uint64(sec), 10)
		b = appendPadded(b, part, units)
	}
	return appendFraction(b, rest, 1e9)
}

func parseUnix(text string, units uint64) (time.Time, error) {
	rest, negative := strings.CutPrefix(text, "-")
	number, fraction := cutFraction(rest)
	whole, okWhole := jsonwire.ParseUint(number)
	fine := 1e9 / units
	part, okPart := parseFraction(fraction, fine)
	sec, nano := int64(whole/units), int64(whole%units*fine+part)
	if !okWhole && whole == math.MaxUint64 && units > 1 {
		// Too large as one number: the digits of the units are the last ones.
		at := len(number)
		for u := units; u > 1; u /= 10 {
			at--
		}
		whole, okWhole = jsonwire.ParseUint(number[:at])
		units, _ := parsePadded(number[at:], units)
		sec, nano = int64(whole), int64(units*fine+part)
	}
	if negative {
		sec, nano = negated(sec, nano)
	}
	t := time.Unix(sec, nano).UTC()
	wrong := func(err error) (time.Time, error) {
		return time.Time{}, fmt.Errorf("invalid time %q: %w", text, err)
	}
	switch {
	case !okWhole && whole != math.MaxUint64, !okPart:
		return wrong(strconv.ErrSyntax)
	case !okWhole, negative != (t.Unix() < 0):
		return wrong(strconv.ErrRange)
	}
	return t, nil
}
