package unmarshal

import (
	"bytes"
	"encoding/asn1"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
)

type T struct{}

func f[P any](t T, p *T, i any, g P, m map[string]int) {
	json.Unmarshal(nil, t)
	json.Unmarshal(nil, p)
	json.Unmarshal(nil, &t)
	json.Unmarshal(nil, i)
	json.Unmarshal(nil, g)
	json.Unmarshal(nil, m)
	xml.Unmarshal(nil, t)
	asn1.Unmarshal(nil, t)
	json.NewDecoder(nil).Decode(t)
	xml.NewDecoder(nil).Decode(t)
	gob.NewDecoder(&bytes.Buffer{}).Decode(t)
	var d *json.Decoder
	d.Decode(m)
	d.Decode(nil)
	json.Unmarshal(nil, nil)
	(json.Unmarshal)(nil, 3)
	json.Unmarshal(two())
	type D struct{ *json.Decoder }
	D{}.Decode(3)
}

func two() ([]byte, any) { return nil, nil }
