package x509

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"
)

// under says whether a domain is the constraint or under it; with a dot before it only what is under it counts.
func under(constraint, domain string) bool {
	constraint, domain = lower(constraint), lower(domain)
	if constraint == "" || constraint == domain {
		return true
	}
	return strings.HasSuffix(domain, constraint) && (constraint[0] == '.' || domain[len(domain)-len(constraint)-1] == '.')
}

// broadest is the shortest of the domains that domain is under. What is excluded excludes also the wildcard that would cover it.
func broadest(domains []string, domain string, excluded bool) (found string, ok bool) {
	for _, d := range domains {
		if under(d, domain) && (!ok || len(d) < len(found)) {
			found, ok = d, true
		}
	}
	if ok || !excluded || !strings.HasPrefix(domain, "*") {
		return found, ok
	}
	rest := behindDot(lower(domain))
	for _, d := range domains {
		if d = lower(d); rest != "" && behindDot(d) == rest {
			return d, true
		}
	}
	return "", false
}

// behindDot is what follows the first label, with the dot.
func behindDot(domain string) string {
	if i := strings.IndexByte(domain, '.'); i >= 0 {
		return domain[i:]
	}
	return ""
}

func matchDomain(domain string) func([]string, bool) (any, bool) {
	return func(domains []string, excluded bool) (any, bool) { return broadest(domains, domain, excluded) }
}

func matchAddress(ip net.IP) func([]*net.IPNet, bool) (any, bool) {
	return func(networks []*net.IPNet, _ bool) (any, bool) {
		var found *net.IPNet
		for _, n := range networks {
			if len(n.IP) != len(ip) || !n.Contains(ip) {
				continue
			}
			ones, _ := n.Mask.Size()
			if found != nil {
				if best, _ := found.Mask.Size(); best <= ones {
					continue
				}
			}
			found = &net.IPNet{IP: n.IP.Mask(n.Mask), Mask: n.Mask}
		}
		return found, found != nil
	}
}

func matchEmail(address mailbox) func([]string, bool) (any, bool) {
	return func(constraints []string, excluded bool) (any, bool) {
		var domains []string
		for _, c := range constraints {
			if !strings.Contains(c, "@") {
				domains = append(domains, c)
			} else if m, ok := parseMailbox(c); ok && m.local == address.local && lower(m.domain) == address.domain {
				return address.String(), true
			}
		}
		return broadest(domains, address.domain, excluded)
	}
}

// constrain checks one name against what one certificate permits and excludes.
func constrain[T any](kind string, name any, permitted, excluded []T, match func([]T, bool) (any, bool)) error {
	if len(permitted) > 0 {
		if _, ok := match(permitted, false); !ok {
			return fmt.Errorf("%s %q is not permitted by any constraint", kind, name)
		}
	}
	if len(excluded) > 0 {
		if constraint, ok := match(excluded, true); ok {
			return fmt.Errorf("%s %q is excluded by constraint %q", kind, name, constraint)
		}
	}
	return nil
}

// A host is a URI's, with the URI.
type host struct {
	uri  *url.URL
	name string
}

// hosts are the names of URIs, which must be names.
func hosts(uris []*url.URL) (all []host, err error) {
	for _, uri := range uris {
		name := strings.ToLower(uri.Host)
		if name == "" {
			return nil, fmt.Errorf("URI with empty host (%q) cannot be matched against constraints", uri.String())
		}
		if strings.Contains(name, ":") && !strings.HasSuffix(name, "]") {
			if name, _, err = net.SplitHostPort(uri.Host); err != nil {
				return nil, fmt.Errorf("cannot parse URI host %q: %v", uri.Host, err)
			}
		}
		if _, err := netip.ParseAddr(name); err == nil || strings.HasPrefix(name, "[") && strings.HasSuffix(name, "]") {
			return nil, fmt.Errorf("URI with IP (%q) cannot be matched against constraints", uri.String())
		}
		all = append(all, host{uri, name})
	}
	return all, nil
}

func mailboxes(emails []string) (all []mailbox, err error) {
	for _, email := range emails {
		m, ok := parseMailbox(email)
		if !ok {
			return nil, fmt.Errorf("cannot parse rfc822Name %q", email)
		}
		m.domain = strings.ToLower(m.domain)
		all = append(all, m)
	}
	return all, nil
}

// allows checks all names of a certificate further down.
func (c *Certificate) allows(names *Certificate, uris []host, emails []mailbox) error {
	for _, ip := range names.IPAddresses {
		if err := constrain("IP address", ip, c.PermittedIPRanges, c.ExcludedIPRanges, matchAddress(ip)); err != nil {
			return err
		}
	}
	for _, d := range names.DNSNames {
		if !validDomain(d, false) {
			return fmt.Errorf("x509: cannot parse dnsName %q", d)
		}
		if err := constrain("DNS name", d, c.PermittedDNSDomains, c.ExcludedDNSDomains, matchDomain(d)); err != nil {
			return err
		}
	}
	for _, u := range uris {
		if !validDomain(u.name, false) {
			return fmt.Errorf("x509: internal error: URI SAN %q failed to parse", u.uri)
		}
		if err := constrain("URI", u.uri, c.PermittedURIDomains, c.ExcludedURIDomains, matchDomain(u.name)); err != nil {
			return err
		}
	}
	for _, m := range emails {
		if !validDomain(m.domain, false) {
			return fmt.Errorf("x509: cannot parse rfc822Name %q", m)
		}
		if err := constrain("email address", m, c.PermittedEmailAddresses, c.ExcludedEmailAddresses, matchEmail(m)); err != nil {
			return err
		}
	}
	return nil
}

// checkConstraints checks the names of each certificate of a chain against what those above it say.
func checkConstraints(chain []*Certificate) error {
	for i, c := range chain {
		if !c.hasNames() {
			continue
		}
		var above []*Certificate
		for _, parent := range chain[i+1:] {
			if find(oidNames, parent.Extensions) != nil {
				above = append(above, parent)
			}
		}
		if len(above) == 0 {
			continue
		}
		uris, err := hosts(c.URIs)
		if err != nil {
			return err
		}
		emails, err := mailboxes(c.EmailAddresses)
		if err != nil {
			return err
		}
		for _, parent := range above {
			if err := parent.allows(c, uris, emails); err != nil {
				return err
			}
		}
	}
	return nil
}
