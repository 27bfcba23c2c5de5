// Package pkix holds the structures that X.509's certificates, lists and requests share.
package pkix

import (
	"encoding/asn1"
	"encoding/hex"
	"fmt"
	"math/big"
	"strings"
	"time"
)

// An AlgorithmIdentifier is an algorithm and what it takes.
type AlgorithmIdentifier struct {
	Algorithm  asn1.ObjectIdentifier
	Parameters asn1.RawValue `asn1:"optional"`
}

// An RDNSequence is a name, from the most general part on.
type RDNSequence []RelativeDistinguishedNameSET

// A RelativeDistinguishedNameSET is a part of a name.
type RelativeDistinguishedNameSET []AttributeTypeAndValue

type AttributeTypeAndValue struct {
	Type  asn1.ObjectIdentifier
	Value any
}

// An AttributeTypeAndValueSET is an attribute with sets of values.
type AttributeTypeAndValueSET struct {
	Type  asn1.ObjectIdentifier
	Value [][]AttributeTypeAndValue `asn1:"set"`
}

type Extension struct {
	Id       asn1.ObjectIdentifier
	Critical bool `asn1:"optional"`
	Value    []byte
}

var shortNames = map[string]string{
	"2.5.4.6": "C", "2.5.4.10": "O", "2.5.4.11": "OU", "2.5.4.3": "CN", "2.5.4.5": "SERIALNUMBER",
	"2.5.4.7": "L", "2.5.4.8": "ST", "2.5.4.9": "STREET", "2.5.4.17": "POSTALCODE",
}

// String is the name as RFC 2253 writes it.
func (r RDNSequence) String() string {
	var text strings.Builder
	for i := range r {
		if i > 0 {
			text.WriteByte(',')
		}
		for j, attribute := range r[len(r)-1-i] {
			if j > 0 {
				text.WriteByte('+')
			}
			id := attribute.Type.String()
			name, known := shortNames[id]
			if !known {
				if _, isText := attribute.Value.(string); !isText {
					if b, err := asn1.Marshal(attribute.Value); err == nil {
						text.WriteString(id + "=#" + hex.EncodeToString(b))
						continue
					}
				}
				name = id
			}
			text.WriteString(name + "=")
			value := fmt.Sprint(attribute.Value)
			for k, c := range value {
				edge := k == 0 || k == len(value)-1
				if strings.ContainsRune(",+\"\\<>;", c) || c == ' ' && edge || c == '#' && k == 0 {
					text.WriteByte('\\')
				}
				text.WriteRune(c)
			}
		}
	}
	return text.String()
}

// A Name is a name's common parts. Names has all that were read, ExtraNames more to write.
type Name struct {
	Country, Organization, OrganizationalUnit []string
	Locality, Province                        []string
	StreetAddress, PostalCode                 []string
	SerialNumber, CommonName                  string

	Names      []AttributeTypeAndValue
	ExtraNames []AttributeTypeAndValue
}

// common is the last number of the identifier of a part that Name has a field for; 0: it has none.
func common(id asn1.ObjectIdentifier) int {
	if len(id) == 4 && id[0] == 2 && id[1] == 5 && id[2] == 4 {
		switch id[3] {
		case 3, 5, 6, 7, 8, 9, 10, 11, 17:
			return id[3]
		}
	}
	return 0
}

// list is the field that several values may be in.
func (n *Name) list(number int) *[]string {
	switch number {
	case 6:
		return &n.Country
	case 7:
		return &n.Locality
	case 8:
		return &n.Province
	case 9:
		return &n.StreetAddress
	case 10:
		return &n.Organization
	case 11:
		return &n.OrganizationalUnit
	case 17:
		return &n.PostalCode
	}
	return nil
}

func (n *Name) FillFromRDNSequence(rdns *RDNSequence) {
	for _, set := range *rdns {
		for _, attribute := range set {
			n.Names = append(n.Names, attribute)
			value, ok := attribute.Value.(string)
			if !ok {
				continue
			}
			switch number := common(attribute.Type); number {
			case 0:
			case 3:
				n.CommonName = value
			case 5:
				n.SerialNumber = value
			default:
				list := n.list(number)
				*list = append(*list, value)
			}
		}
	}
}

// ToRDNSequence has a part for each field, and one for each of ExtraNames.
func (n Name) ToRDNSequence() (ret RDNSequence) {
	for _, number := range []int{6, 8, 7, 9, 17, 10, 11, 3, 5} {
		var values []string
		switch {
		case number == 3 && n.CommonName != "":
			values = []string{n.CommonName}
		case number == 5 && n.SerialNumber != "":
			values = []string{n.SerialNumber}
		case number != 3 && number != 5:
			values = *n.list(number)
		}
		id := asn1.ObjectIdentifier{2, 5, 4, number}
		if len(values) == 0 || n.extra(id) {
			continue
		}
		set := make(RelativeDistinguishedNameSET, len(values))
		for i, value := range values {
			set[i] = AttributeTypeAndValue{id, value}
		}
		ret = append(ret, set)
	}
	for _, attribute := range n.ExtraNames {
		ret = append(ret, []AttributeTypeAndValue{attribute})
	}
	return ret
}

func (n *Name) extra(id asn1.ObjectIdentifier) bool {
	for _, attribute := range n.ExtraNames {
		if attribute.Type.Equal(id) {
			return true
		}
	}
	return false
}

func (n Name) String() string {
	var rdns RDNSequence
	if n.ExtraNames == nil {
		for _, attribute := range n.Names {
			if common(attribute.Type) == 0 {
				rdns = append(rdns, []AttributeTypeAndValue{attribute})
			}
		}
	}
	return append(rdns, n.ToRDNSequence()...).String()
}

// A CertificateList is a list of revoked certificates.
type CertificateList struct {
	TBSCertList        TBSCertificateList
	SignatureAlgorithm AlgorithmIdentifier
	SignatureValue     asn1.BitString
}

func (certList *CertificateList) HasExpired(now time.Time) bool {
	return !now.Before(certList.TBSCertList.NextUpdate)
}

// A TBSCertificateList is what is signed of a list.
type TBSCertificateList struct {
	Raw                 asn1.RawContent
	Version             int `asn1:"optional,default:0"`
	Signature           AlgorithmIdentifier
	Issuer              RDNSequence
	ThisUpdate          time.Time
	NextUpdate          time.Time            `asn1:"optional"`
	RevokedCertificates []RevokedCertificate `asn1:"optional"`
	Extensions          []Extension          `asn1:"tag:0,optional,explicit"`
}

type RevokedCertificate struct {
	SerialNumber   *big.Int
	RevocationTime time.Time
	Extensions     []Extension `asn1:"optional"`
}
