package template

import (
	"bytes"
	"fmt"
	"html"
	"internal/godebug"
	"maps"
	"regexp"
	"strings"
	"text/template"
	"text/template/parse"
)

// An escaper finds out in which context each action of a set's templates stands, and gathers what has to be changed.
// Nothing is changed before all is known: a template may be called in several contexts, and then has a variant for each.
type escaper struct {
	set     *set
	output  map[string]context            // where variants end, by name
	derived map[string]*template.Template // variants that are not yet in the set
	called  map[string]bool
	actions map[*parse.ActionNode][]string // escapers to add
	calls   map[*parse.TemplateNode]string // variants to call
	texts   map[*parse.TextNode][]byte
	loop    *loop
}

// A loop gathers the contexts in which a range's body is left.
type loop struct {
	outer             *loop
	breaks, continues []context
}

func newEscaper(s *set) *escaper {
	return &escaper{
		set: s, output: map[string]context{}, derived: map[string]*template.Template{}, called: map[string]bool{},
		actions: map[*parse.ActionNode][]string{}, calls: map[*parse.TemplateNode]string{}, texts: map[*parse.TextNode][]byte{},
	}
}

// escape makes a template of the set and all that it calls safe, or not to be used.
func (s *set) escape(t *Template, name string) error {
	c, _ := s.esc.tree(context{}, t.text.Root, name, 0)
	var err *Error
	if c.err != nil {
		err = c.err
		err.Name = name
	} else if c.state != stateText {
		err = &Error{ErrorCode: ErrEndContext, Name: name, Description: fmt.Sprintf("ends in a non-text context: %v", c)}
	}
	entered := s.templates[name]
	if err != nil {
		if entered != nil {
			entered.escapeErr = err
			entered.text.Tree = nil
			entered.Tree = nil
		}
		return err
	}
	s.esc.commit()
	if entered != nil {
		entered.escapeErr = errEscaped
		entered.Tree = entered.text.Tree
	}
	return nil
}

func (e *escaper) node(c context, n parse.Node) context {
	switch n := n.(type) {
	case *parse.ActionNode:
		return e.action(c, n)
	case *parse.BreakNode:
		c.at = n
		e.loop.breaks = append(e.loop.breaks, c)
		return context{state: stateDead}
	case *parse.ContinueNode:
		c.at = n
		e.loop.continues = append(e.loop.continues, c)
		return context{state: stateDead}
	case *parse.CommentNode:
		return c
	case *parse.IfNode:
		return e.branch(c, &n.BranchNode, "if")
	case *parse.RangeNode:
		return e.branch(c, &n.BranchNode, "range")
	case *parse.WithNode:
		return e.branch(c, &n.BranchNode, "with")
	case *parse.ListNode:
		return e.list(c, n)
	case *parse.TemplateNode:
		c, name := e.tree(c, n, n.Name, n.Line)
		if name != n.Name {
			shared(e.calls, n, n)
			e.calls[n] = name
		}
		return c
	case *parse.TextNode:
		return e.text(c, n)
	}
	panic("escaping " + n.String() + " is unimplemented")
}

// shared panics where a node is to be changed twice.
func shared[K comparable, V any](edits map[K]V, key K, n parse.Node) {
	if _, ok := edits[key]; ok {
		panic(fmt.Sprintf("node %s shared between templates", n))
	}
}

func (e *escaper) list(c context, l *parse.ListNode) context {
	if l == nil {
		return c
	}
	for _, n := range l.Nodes {
		if c = e.node(c, n); c.state == stateDead {
			break
		}
	}
	return c
}

func (e *escaper) branch(c context, n *parse.BranchNode, what string) context {
	if what != "range" {
		return join(e.list(c, n.List), e.list(c, n.ElseList), n, what)
	}
	outer := e.loop
	defer func() { e.loop = outer }()
	e.loop = &loop{outer: outer}
	body := e.list(c, n.List)
	if body.state != stateError {
		body = e.loop.join(body)
	}
	if body.state == stateError {
		return body
	}
	// The body must end in the same context if it runs once more.
	e.loop = &loop{outer: outer}
	again, _ := e.try(body, n.List, nil)
	if body = join(body, again, n, what); body.state == stateError {
		body.err.Line = n.Line
		body.err.Description = "on range loop re-entry: " + body.err.Description
		return body
	}
	if body = e.loop.join(body); body.state == stateError {
		return body
	}
	e.loop = outer
	return join(body, e.list(c, n.ElseList), n, what)
}

// join adds what break and continue leave behind.
func (l *loop) join(c context) context {
	for _, left := range l.breaks {
		if c = join(c, left, left.at, "range"); c.state == stateError {
			c.err.Line = left.at.(*parse.BreakNode).Line
			c.err.Description = "at range loop break: " + c.err.Description
			return c
		}
	}
	for _, left := range l.continues {
		if c = join(c, left, left.at, "range"); c.state == stateError {
			c.err.Line = left.at.(*parse.ContinueNode).Line
			c.err.Description = "at range loop continue: " + c.err.Description
			return c
		}
	}
	return c
}

// try goes over a list, and keeps what it finds only if accept says so.
func (e *escaper) try(c context, l *parse.ListNode, accept func(*escaper, context) bool) (context, bool) {
	trial := newEscaper(e.set)
	trial.loop = e.loop
	maps.Copy(trial.output, e.output)
	c = trial.list(c, l)
	if accept == nil || !accept(trial, c) {
		return c, false
	}
	maps.Copy(e.output, trial.output)
	maps.Copy(e.derived, trial.derived)
	maps.Copy(e.called, trial.called)
	for n, names := range trial.actions {
		shared(e.actions, n, n)
		e.actions[n] = names
	}
	for n, name := range trial.calls {
		shared(e.calls, n, n)
		e.calls[n] = name
	}
	for n, text := range trial.texts {
		shared(e.texts, n, n)
		e.texts[n] = text
	}
	return c, true
}

// tree goes over the template of the name, called in the context: where that ends, and the name of the variant.
func (e *escaper) tree(c context, n parse.Node, name string, line int) (context, string) {
	variant := c.variant(name)
	e.called[variant] = true
	if out, ok := e.output[variant]; ok {
		return out, variant
	}
	t := e.lookup(name)
	if t == nil {
		if e.set.templates[name] != nil {
			return failed(ErrNoSuchTemplate, n, line, "%q is an incomplete or empty template", name), variant
		}
		return failed(ErrNoSuchTemplate, n, line, "no such template %q", name), variant
	}
	if variant != name {
		derived := e.lookup(variant)
		if derived == nil {
			derived = template.New(variant)
			derived.Tree = &parse.Tree{Name: variant, Root: t.Root.CopyList()}
			e.derived[variant] = derived
		}
		t = derived
	}
	// A template that calls itself needs to know where it ends: where it began, or else where it then did end.
	out, ok := e.body(c, t)
	if !ok {
		if second, fits := e.body(out, t); fits {
			out, ok = second, true
		}
	}
	if !ok && out.state != stateError {
		out = failed(ErrOutputContext, t.Tree.Root, 0, "cannot compute output context for template %s", t.Name())
	}
	return out, variant
}

// body goes over a template that is taken to end in c; false: it does not.
func (e *escaper) body(c context, t *template.Template) (context, bool) {
	e.output[t.Name()] = c
	return e.try(c, t.Tree.Root, func(trial *escaper, end context) bool {
		return end.state != stateError && (!trial.called[t.Name()] || c.same(end))
	})
}

// lookup finds a template, or a variant.
func (e *escaper) lookup(name string) *template.Template {
	if t := e.set.any().text.Lookup(name); t != nil {
		return t
	}
	return e.derived[name]
}

// predefined are the functions of text/template that escape.
func predefined(name string) bool { return name == "html" || name == "urlquery" }

// function is the name of the function that a command calls, or nothing.
func function(c *parse.CommandNode) string {
	if f, ok := c.Args[0].(*parse.IdentifierNode); ok {
		return f.Ident
	}
	return ""
}

var metaURLs = godebug.New("htmlmetacontenturlescape")

func (e *escaper) action(c context, n *parse.ActionNode) context {
	if len(n.Pipe.Decl) != 0 {
		return c
	}
	c = c.nudge()
	for i, cmd := range n.Pipe.Cmds {
		name := function(cmd)
		if predefined(name) && (i < len(n.Pipe.Cmds)-1 || c.state == stateAttr && c.delim == delimSpaceOrTagEnd && name == "html") {
			return failed(ErrPredefinedEscaper, n, n.Line, "predefined escaper %q disallowed in template", name)
		}
	}
	var names []string
	add := func(name string) { names = append(names, "_html_template_"+name) }
	switch s := c.state; s {
	case stateError:
		return c
	case stateURL, stateCSSDqStr, stateCSSSqStr, stateCSSDqURL, stateCSSSqURL, stateCSSURL:
		switch c.part {
		case urlPartUnknown:
			return failed(ErrAmbigContext, n, n.Line, "%s appears in an ambiguous context within a URL", n)
		case urlPartQueryOrFrag:
			add("urlescaper")
		default:
			if c.part == urlPartNone {
				add("urlfilter")
			}
			if s == stateCSSDqStr || s == stateCSSSqStr {
				add("cssescaper")
			} else {
				add("urlnormalizer")
			}
		}
	case stateMetaContentURL:
		if metaURLs.Value() != "0" {
			add("urlfilter")
		}
	case stateJS:
		add("jsvalescaper")
		c.slash = slashDivOp
	case stateJSDqStr, stateJSSqStr:
		add("jsstrescaper")
	case stateJSTmplLit:
		add("jstmpllitescaper")
	case stateJSRegexp:
		add("jsregexpescaper")
	case stateCSS:
		add("cssvaluefilter")
	case stateText:
		add("htmlescaper")
	case stateRCDATA:
		add("rcdataescaper")
	case stateAttr, stateMetaContent:
	case stateAttrName:
		add("htmlnamefilter")
	case stateSrcset:
		add("srcsetescaper")
	default:
		if !s.isComment() {
			panic("unexpected state " + s.String())
		}
		add("commentescaper")
	}
	switch c.delim {
	case delimNone:
	case delimSpaceOrTagEnd:
		add("nospaceescaper")
	default:
		add("attrescaper")
	}
	shared(e.actions, n, n)
	e.actions[n] = names
	return c
}

// equivalent is the function of text/template that makes an escaper superfluous.
func equivalent(name string) string {
	switch name {
	case "_html_template_attrescaper", "_html_template_htmlescaper", "_html_template_rcdataescaper":
		return "html"
	case "_html_template_urlescaper", "_html_template_urlnormalizer":
		return "urlquery"
	}
	return name
}

// superfluous are escapers that change nothing behind another.
var superfluous = map[[2]string]bool{
	{"_html_template_commentescaper", "_html_template_attrescaper"}:   true,
	{"_html_template_commentescaper", "_html_template_htmlescaper"}:   true,
	{"_html_template_cssescaper", "_html_template_attrescaper"}:       true,
	{"_html_template_jsregexpescaper", "_html_template_attrescaper"}:  true,
	{"_html_template_jsstrescaper", "_html_template_attrescaper"}:     true,
	{"_html_template_jstmpllitescaper", "_html_template_attrescaper"}: true,
	{"_html_template_urlescaper", "_html_template_urlnormalizer"}:     true,
}

func addCommand(cmds []*parse.CommandNode, name string, pos parse.Pos) []*parse.CommandNode {
	if n := len(cmds); n > 0 && superfluous[[2]string{function(cmds[n-1]), name}] {
		return cmds
	}
	call := parse.NewIdentifier(name).SetPos(pos)
	return append(cmds, &parse.CommandNode{NodeType: parse.NodeCommand, Args: []parse.Node{call}})
}

// addEscapers puts escapers at the end of a pipeline, together with an html or urlquery that stands there.
func addEscapers(p *parse.PipeNode, names []string) {
	if len(names) == 0 {
		return
	}
	cmds := p.Cmds
	if n := len(cmds); n > 0 {
		last := cmds[n-1]
		if own := function(last); predefined(own) {
			if n == 1 && len(last.Args) > 1 {
				// {{html a b}} is {{_eval_args_ a b | html}}.
				last.Args[0] = parse.NewIdentifier("_eval_args_").SetPos(last.Args[0].Position())
				cmds = addCommand(cmds, own, p.Position())
			}
			for i, name := range names {
				if equivalent(name) == own {
					names[i] = own
					cmds = cmds[:len(cmds)-1]
					break
				}
			}
			for i, name := range names {
				if equivalent(name) == own {
					names[i] = own
				}
			}
		}
	}
	present := map[string]bool{}
	for _, cmd := range cmds {
		if name := function(cmd); name != "" {
			present[equivalent(name)] = true
		}
	}
	out := append(make([]*parse.CommandNode, 0, len(cmds)+len(names)), cmds...)
	for _, name := range names {
		// They are there already where the tree belongs to two templates.
		if !present[equivalent(name)] {
			out = addCommand(out, name, p.Position())
		}
	}
	p.Cmds = out
}

// commit makes the changes.
func (e *escaper) commit() {
	for name := range e.output {
		e.lookup(name).Funcs(escapers)
	}
	t := e.set.any()
	for _, derived := range e.derived {
		if _, err := t.text.AddParseTree(derived.Name(), derived.Tree); err != nil {
			panic("error adding derived template")
		}
	}
	for n, names := range e.actions {
		addEscapers(n.Pipe, names)
	}
	for n, name := range e.calls {
		n.Name = name
	}
	for n, text := range e.texts {
		n.Text = text
	}
	clear(e.called)
	clear(e.actions)
	clear(e.calls)
	clear(e.texts)
}

// scriptLike is what must not stand as it is in a text within a script.
var scriptLike = regexp.MustCompile("(?i)<(script|/script|!--)")

// text goes over a text; it drops comments, and escapes a < that begins nothing.
func (e *escaper) text(c context, n *parse.TextNode) context {
	s := n.Text
	var b bytes.Buffer
	done := 0 // of s is in b
	for i := 0; i < len(s); {
		next, length := afterText(c, s[i:])
		end := i + length
		switch {
		case c.state == stateText || c.state == stateRCDATA:
			upTo := end
			if next.state != c.state {
				if at := bytes.LastIndexByte(s[i:end], '<'); at >= 0 {
					upTo = i + at
				}
			}
			for j := i; j < upTo; j++ {
				const doctype = "<!DOCTYPE"
				if s[j] == '<' && (len(s)-j < len(doctype) || !strings.EqualFold(string(s[j:j+len(doctype)]), doctype)) {
					b.Write(s[done:j])
					b.WriteString("&lt;")
					done = j + 1
				}
			}
		case c.state.isComment() && c.delim == delimNone:
			if c.state == stateJSBlockCmt && bytes.ContainsAny(s[done:end], "\n\r\u2028\u2029") {
				b.WriteByte('\n') // it may end a statement
			} else if c.state == stateJSBlockCmt || c.state == stateCSSBlockCmt {
				b.WriteByte(' ')
			}
			done = end
		}
		if c.state != next.state && next.state.isComment() && next.delim == delimNone {
			marker := 2
			switch next.state {
			case stateHTMLCmt, stateJSHTMLOpenCmt:
				marker = 4
			case stateJSHTMLCloseCmt:
				marker = 3
			}
			b.Write(s[done : end-marker])
			done = end
		}
		if c.state.inScriptLiteral() && scriptLike.Match(s[i:end]) {
			b.Write(s[done:i])
			b.Write(scriptLike.ReplaceAll(s[i:end], []byte(`\x3C$1`)))
			done = end
		}
		if length == 0 && c.state == next.state {
			panic(fmt.Sprintf("infinite loop from %v to %v on %q..%q", c, next, s[:i], s[i:]))
		}
		c, i = next, end
	}
	if done != 0 && c.state != stateError {
		if !c.state.isComment() || c.delim != delimNone {
			b.Write(s[done:])
		}
		shared(e.texts, n, n)
		e.texts[n] = b.Bytes()
	}
	return c
}

// afterText reads a piece of text: the context behind it, and how much it was.
func afterText(c context, s []byte) (context, int) {
	if c.delim == delimNone {
		end, n := specialEnd(c, s)
		if n == 0 {
			return end, 0
		}
		return step(c, s[:n])
	}
	i := bytes.IndexAny(s, enders[c.delim])
	if i < 0 {
		i = len(s)
	}
	if c.delim == delimSpaceOrTagEnd {
		// Readers do not agree on what these bytes do here.
		if j := bytes.IndexAny(s[:i], "\"'<=`"); j >= 0 {
			return failed(ErrBadHTML, nil, 0, "%q in unquoted attr: %q", s[j:j+1], s[:i]), len(s)
		}
	}
	if i == len(s) {
		for value := []byte(html.UnescapeString(string(s))); len(value) > 0; {
			next, n := step(c, value)
			c, value = next, value[n:]
		}
		return c, len(s)
	}
	next := context{state: stateTag, element: c.element}
	if c.state == stateAttr && c.element == elementScript && c.attr == attrScriptType && !isScriptType(string(s[:i])) {
		next.element = elementNone
	}
	if c.delim != delimSpaceOrTagEnd {
		i++
	}
	return next, i
}

// isScriptType: a script of this type is JavaScript, or JSON.
func isScriptType(mime string) bool {
	mime, _, _ = strings.Cut(mime, ";")
	mime = strings.TrimSpace(strings.ToLower(mime))
	if kind, sub, ok := strings.Cut(mime, "/"); ok {
		switch sub = strings.TrimPrefix(sub, "x-"); kind {
		case "application":
			return sub == "ecmascript" || sub == "javascript" || mime == "application/json" || mime == "application/ld+json"
		case "text":
			switch sub {
			case "ecmascript", "javascript":
				return true
			}
			switch mime {
			case "text/javascript1.0", "text/javascript1.1", "text/javascript1.2", "text/javascript1.3", "text/javascript1.4",
				"text/javascript1.5", "text/jscript", "text/livescript":
				return true
			}
		}
		return false
	}
	return mime == "" || mime == "module"
}
