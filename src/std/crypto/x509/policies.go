package x509

import (
	"bytes"
	"slices"
)

// anyPolicy is 2.5.29.32.0 as DER has it. Policies are compared in that form.
const anyPolicy = "\x55\x1d\x20\x00"

// A policyNode is a policy that holds for a chain up to some certificate (RFC 9618).
type policyNode struct {
	policy   string
	expected []string // what the next certificate may call it
	parents  []*policyNode
	children int
}

// A policyGraph has a level of nodes for each certificate, those of a level by policy.
type policyGraph []map[string]*policyNode

func (g policyGraph) last() map[string]*policyNode { return g[len(g)-1] }

func (g policyGraph) add(policy string, expected []string, parents []*policyNode) {
	for _, p := range parents {
		p.children++
	}
	g.last()[policy] = &policyNode{policy: policy, expected: expected, parents: parents}
}

func remove(level map[string]*policyNode, policy string) {
	if n := level[policy]; n != nil {
		for _, p := range n.parents {
			p.children--
		}
		delete(level, policy)
	}
}

// prune takes out what does not lead to the last level.
func (g policyGraph) prune() {
	for i := len(g) - 2; i > 0; i-- {
		for policy, n := range g[i] {
			if n.children == 0 {
				remove(g[i], policy)
			}
		}
	}
}

// grow adds the level of a certificate; mayBeAny says whether "any" among its policies counts.
func (g policyGraph) grow(c *Certificate, mayBeAny bool) policyGraph {
	before := g.last()
	expecting := map[string][]*policyNode{}
	for _, n := range before {
		for _, policy := range n.expected {
			expecting[policy] = append(expecting[policy], n)
		}
	}
	g = append(g, map[string]*policyNode{})
	hasAny := false
	for _, oid := range c.Policies {
		policy := string(oid.der)
		if policy == anyPolicy {
			hasAny = true
			continue
		}
		parents := expecting[policy]
		if n := before[anyPolicy]; len(parents) == 0 && n != nil {
			parents = []*policyNode{n}
		}
		if len(parents) > 0 {
			g.add(policy, []string{policy}, parents)
		}
	}
	if hasAny && mayBeAny {
		for policy, parents := range expecting {
			if g.last()[policy] == nil {
				g.add(policy, []string{policy}, parents)
			}
		}
	}
	g.prune()
	return g
}

// rename applies what the certificate says of policies of the next one; false: it says what nobody may.
func (g policyGraph) rename(c *Certificate, allowed bool) bool {
	names := map[string][]string{}
	for _, m := range c.PolicyMappings {
		from, to := string(m.IssuerDomainPolicy.der), string(m.SubjectDomainPolicy.der)
		if !allowed {
			remove(g.last(), from)
			continue
		}
		if from == anyPolicy || to == anyPolicy {
			return false
		}
		names[from] = append(names[from], to)
	}
	g.prune()
	for from, to := range names {
		if n := g.last()[from]; n != nil {
			n.expected = to
		} else if n := g.last()[anyPolicy]; n != nil {
			g.add(from, to, []*policyNode{n})
		}
	}
	return true
}

// authorities are the policies that the whole chain has, as its first certificate calls them.
func (g policyGraph) authorities() map[string]bool {
	found := map[string]bool{}
	for _, level := range g {
		for policy, n := range level {
			if policy != anyPolicy && len(n.parents) == 1 && n.parents[0].policy == anyPolicy {
				found[policy] = true
			}
		}
	}
	if g.last()[anyPolicy] != nil {
		found[anyPolicy] = true
	}
	return found
}

// A countdown of certificates after which a rule holds; 0: it holds.
type countdown int

func (c *countdown) step() { *c = max(*c-1, 0) }

// limit takes over what a certificate asks for, if it does.
func (c *countdown) limit(n int, zero bool) {
	if n > 0 || zero {
		*c = min(*c, countdown(n))
	}
}

// policiesAllow says whether a chain is good for one of the policies (RFC 5280, 6.1, with RFC 9618's graph).
func policiesAllow(chain []*Certificate, wanted []OID) bool {
	n := len(chain) - 1
	if n == 0 {
		return true
	}
	graph := policyGraph{{anyPolicy: {policy: anyPolicy, expected: []string{anyPolicy}}}}
	noAny, explicit, noMapping := countdown(n+1), countdown(n+1), countdown(n+1)
	for i := n - 1; i >= 0; i-- {
		c := chain[i]
		selfIssued := bytes.Equal(c.RawIssuer, c.RawSubject)
		if len(c.Policies) == 0 {
			graph = nil
		}
		if explicit == 0 && graph == nil {
			return false
		}
		if graph != nil {
			graph = graph.grow(c, noAny > 0 || i > 0 && selfIssued)
			if i > 0 && len(c.PolicyMappings) > 0 && !graph.rename(c, noMapping > 0) {
				return false
			}
		}
		if i == 0 {
			break
		}
		if !selfIssued {
			explicit.step()
			noMapping.step()
			noAny.step()
		}
		explicit.limit(c.RequireExplicitPolicy, c.RequireExplicitPolicyZero)
		noMapping.limit(c.InhibitPolicyMapping, c.InhibitPolicyMappingZero)
		noAny.limit(c.InhibitAnyPolicy, c.InhibitAnyPolicyZero)
	}
	explicit.step()
	if chain[0].RequireExplicitPolicyZero {
		explicit = 0
	}
	if explicit > 0 {
		return true
	}
	if graph == nil {
		return false
	}
	found := graph.authorities()
	if len(wanted) == 0 || len(wanted) == 1 && string(wanted[0].der) == anyPolicy {
		return len(found) > 0
	}
	return found[anyPolicy] || slices.ContainsFunc(wanted, func(oid OID) bool { return found[string(oid.der)] })
}
