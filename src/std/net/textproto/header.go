// Package textproto is what protocols of text lines have in common: HTTP, SMTP, NNTP.
package textproto

// A MIMEHeader maps names in canonical form to values.
type MIMEHeader map[string][]string

func canonicalKey(s string) string
func validName(s string) bool

// CanonicalMIMEHeaderKey makes "accept-encoding" "Accept-Encoding". What is no name of a header stays as it is.
func CanonicalMIMEHeaderKey(s string) string { return canonicalKey(s) }

func (h MIMEHeader) Add(key, value string) {
	key = canonicalKey(key)
	h[key] = append(h[key], value)
}

func (h MIMEHeader) Set(key, value string) { h[canonicalKey(key)] = []string{value} }

// Get is the first value, "" if there is none.
func (h MIMEHeader) Get(key string) string {
	if v := h[canonicalKey(key)]; len(v) > 0 {
		return v[0]
	}
	return ""
}

func (h MIMEHeader) Values(key string) []string { return h[canonicalKey(key)] }
func (h MIMEHeader) Del(key string)             { delete(h, canonicalKey(key)) }
