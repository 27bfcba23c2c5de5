package x509

import (
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

func parseName(raw der) (*pkix.RDNSequence, error) {
	parts, ok := raw.take(tagSequence)
	if !ok {
		return nil, errors.New("x509: invalid RDNSequence")
	}
	var names pkix.RDNSequence
	for len(parts) > 0 {
		set, ok := parts.take(tagSet)
		if !ok {
			return nil, errors.New("x509: invalid RDNSequence")
		}
		var name pkix.RelativeDistinguishedNameSET
		for len(set) > 0 {
			attribute, ok := set.take(tagSequence)
			if !ok {
				return nil, errors.New("x509: invalid RDNSequence: invalid attribute")
			}
			id, ok := attribute.oid()
			if !ok {
				return nil, errors.New("x509: invalid RDNSequence: invalid attribute type")
			}
			value, err := parseNameValue(&attribute)
			if err != nil {
				return nil, fmt.Errorf("x509: invalid RDNSequence: invalid attribute value: %s", err)
			}
			name = append(name, pkix.AttributeTypeAndValue{Type: id, Value: value})
		}
		names = append(names, name)
	}
	return &names, nil
}

// parseNameValue is mostly a string.
func parseNameValue(d *der) (any, error) {
	tag, whole, b, ok := d.next()
	if !ok {
		return nil, errors.New("invalid ASN.1 element")
	}
	all := whole
	var value any
	kind := ""
	switch tag {
	case asn1.TagT61String, asn1.TagPrintableString, asn1.TagUTF8String, asn1.TagBMPString, asn1.TagIA5String, asn1.TagNumericString:
		return parseText(tag, b)
	case tagInteger:
		value, ok = whole.int64(tag)
		kind = "integer"
	case tagBits:
		value, ok = whole.bits()
		kind = "BIT STRING"
	case tagOctets:
		return []byte(b), nil
	case tagOID:
		value, ok = whole.oid()
		kind = "OBJECT IDENTIFIER"
	case tagUTCTime, tagGeneralized:
		return parseTime(&whole)
	case tagBoolean:
		value, ok = whole.boolean()
		kind = "BOOLEAN"
	case asn1.TagNull:
		return nil, nil
	default:
		return asn1.RawValue{Class: int(tag >> 6), Tag: int(tag & 0x1f), IsCompound: tag&constructed != 0, Bytes: b, FullBytes: all}, nil
	}
	if !ok {
		return nil, errors.New("invalid ASN.1 " + kind)
	}
	return value, nil
}

// parseText reads a string of one of ASN.1's types. T.61 is taken for Latin-1, as everybody does.
func parseText(tag byte, b []byte) (string, error) {
	text, kind := string(b), ""
	is := func(fits func(rune) bool) bool {
		return strings.IndexFunc(text, func(r rune) bool { return !fits(r) }) < 0
	}
	ok := true
	switch tag {
	case asn1.TagT61String:
		runes := make([]rune, len(b))
		for i, c := range b {
			runes[i] = rune(c)
		}
		return string(runes), nil
	case asn1.TagPrintableString:
		kind = "PrintableString"
		ok = is(func(r rune) bool {
			return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune(" '()+,-./:=?*&", r)
		})
	case asn1.TagUTF8String:
		kind = "UTF-8 string"
		ok = utf8.ValidString(text)
	case asn1.TagBMPString:
		kind = "BMPString"
		if n := len(b); n >= 2 && b[n-1] == 0 && b[n-2] == 0 {
			b = b[:n-2]
		}
		runes := make([]rune, 0, len(b)/2)
		for ok = len(b)%2 == 0; ok && len(b) > 0; b = b[2:] {
			r := rune(b[0])<<8 | rune(b[1])
			ok = !(r >= 0xfffe || 0xfdd0 <= r && r <= 0xfdef || utf16.IsSurrogate(r))
			runes = append(runes, r)
		}
		text = string(runes)
	case asn1.TagIA5String:
		kind = "IA5String"
		ok = is(func(r rune) bool { return r < utf8.RuneSelf })
	case asn1.TagNumericString:
		kind = "NumericString"
		ok = is(func(r rune) bool { return '0' <= r && r <= '9' || r == ' ' })
	}
	if !ok {
		return "", errors.New("invalid " + kind)
	}
	return text, nil
}
