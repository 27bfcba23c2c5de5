package template

import (
	"fmt"
	"slices"
	"text/template/parse"
)

// A context says where in a document a place of the template is. The zero one is between elements.
type context struct {
	state   state
	delim   delim
	part    urlPart
	slash   slash
	braces  []int // open ones in each ${ of JavaScript's templates; never changed in place
	attr    attr
	element element
	at      parse.Node // of a break or continue
	err     *Error
}

func (c context) String() string {
	var err error
	if c.err != nil {
		err = c.err
	}
	return fmt.Sprintf("{%v %v %v %v %v %v %v %v}", c.state, c.delim, c.part, c.slash, c.braces, c.attr, c.element, err)
}

func (c context) same(d context) bool {
	return c.state == d.state && c.delim == d.delim && c.part == d.part && c.slash == d.slash && slices.Equal(c.braces, d.braces) &&
		c.attr == d.attr && c.element == d.element && c.err == d.err
}

// failed is the context behind an error.
func failed(code ErrorCode, node parse.Node, line int, format string, args ...any) context {
	return context{state: stateError, err: &Error{ErrorCode: code, Node: node, Line: line, Description: fmt.Sprintf(format, args...)}}
}

// variant is the name of the template where it is called in this context.
func (c context) variant(name string) string {
	if c.state == stateText {
		return name
	}
	name += "$htmltemplate_" + c.state.String()
	if c.delim != delimNone {
		name += "_" + c.delim.String()
	}
	if c.part != urlPartNone {
		name += "_" + c.part.String()
	}
	if c.slash != slashRegexp {
		name += "_" + c.slash.String()
	}
	if c.braces != nil {
		name += fmt.Sprintf("_jsBraceDepth(%v)", c.braces)
	}
	if c.attr != attrNone {
		name += "_" + c.attr.String()
	}
	if c.element != elementNone {
		name += "_" + c.element.String()
	}
	return name
}

// A state is what the text at a place is read as.
type state uint8

const (
	stateText        state = iota
	stateTag               // in a tag, before an attribute or its end
	stateAttrName          // in an attribute's name
	stateAfterName         // behind it, before =
	stateBeforeValue       // behind =
	stateHTMLCmt
	stateRCDATA // in a textarea or title
	stateAttr
	stateURL
	stateSrcset
	stateJS
	stateJSDqStr
	stateJSSqStr
	stateJSTmplLit
	stateJSRegexp
	stateJSBlockCmt
	stateJSLineCmt
	stateJSHTMLOpenCmt
	stateJSHTMLCloseCmt
	stateCSS
	stateCSSDqStr
	stateCSSSqStr
	stateCSSDqURL
	stateCSSSqURL
	stateCSSURL
	stateCSSBlockCmt
	stateCSSLineCmt
	stateError
	stateMetaContent
	stateMetaContentURL
	stateDead // behind a break or continue
)

var stateNames = [...]string{"Text", "Tag", "AttrName", "AfterName", "BeforeValue", "HTMLCmt", "RCDATA", "Attr", "URL", "Srcset", "JS",
	"JSDqStr", "JSSqStr", "JSTmplLit", "JSRegexp", "JSBlockCmt", "JSLineCmt", "JSHTMLOpenCmt", "JSHTMLCloseCmt", "CSS", "CSSDqStr",
	"CSSSqStr", "CSSDqURL", "CSSSqURL", "CSSURL", "CSSBlockCmt", "CSSLineCmt", "Error", "MetaContent", "MetaContentURL", "Dead"}

func (s state) String() string { return "state" + stateNames[s] }

func (s state) isComment() bool {
	switch s {
	case stateHTMLCmt, stateJSBlockCmt, stateJSLineCmt, stateJSHTMLOpenCmt, stateJSHTMLCloseCmt, stateCSSBlockCmt, stateCSSLineCmt:
		return true
	}
	return false
}

func (s state) inTag() bool { return stateTag <= s && s <= stateBeforeValue || s == stateAttr }

// inScriptLiteral: a </script> here is part of a text.
func (s state) inScriptLiteral() bool { return stateJSDqStr <= s && s <= stateJSRegexp }

// A delim is what ends the attribute's value.
type delim uint8

const (
	delimNone delim = iota
	delimDoubleQuote
	delimSingleQuote
	delimSpaceOrTagEnd
)

func (d delim) String() string {
	return [...]string{"delimNone", "delimDoubleQuote", "delimSingleQuote", "delimSpaceOrTagEnd"}[d]
}

// enders are the bytes that end a value, for each delim.
var enders = [...]string{"", `"`, "'", " \t\n\f\r>"}

// A urlPart is a part of an address.
type urlPart uint8

const (
	urlPartNone urlPart = iota
	urlPartPreQuery
	urlPartQueryOrFrag
	urlPartUnknown // one or the other
)

func (u urlPart) String() string {
	return [...]string{"urlPartNone", "urlPartPreQuery", "urlPartQueryOrFrag", "urlPartUnknown"}[u]
}

// slash is what a slash is in JavaScript.
type slash uint8

const (
	slashRegexp slash = iota
	slashDivOp
	slashUnknown
)

func (s slash) String() string { return [...]string{"jsCtxRegexp", "jsCtxDivOp", "jsCtxUnknown"}[s] }

// An element is one whose tag or content is read in a way of its own.
type element uint8

const (
	elementNone element = iota
	elementScript
	elementStyle
	elementTextarea
	elementTitle
	elementMeta
)

func (e element) String() string {
	return [...]string{"elementNone", "elementScript", "elementStyle", "elementTextarea", "elementTitle", "elementMeta"}[e]
}

// An attr is what an attribute's value is.
type attr uint8

const (
	attrNone attr = iota
	attrScript
	attrScriptType
	attrStyle
	attrURL
	attrSrcset
	attrMetaContent
)

func (a attr) String() string {
	return [...]string{"attrNone", "attrScript", "attrScriptType", "attrStyle", "attrURL", "attrSrcset", "attrMetaContent"}[a]
}

// valueStates is the state in which an attribute's value begins.
var valueStates = [...]state{stateAttr, stateJS, stateAttr, stateCSS, stateURL, stateSrcset, stateMetaContent}

// nudge goes on as far as is possible without any text: an action stands here.
func (c context) nudge() context {
	switch c.state {
	case stateTag:
		c.state = stateAttrName
	case stateBeforeValue:
		c.state, c.delim, c.attr = valueStates[c.attr], delimSpaceOrTagEnd, attrNone
	case stateAfterName:
		c.state, c.attr = stateAttrName, attrNone
	}
	return c
}

// join is the context behind branches that end in a and in b.
func join(a, b context, n parse.Node, what string) context {
	switch {
	case a.state == stateError:
		return a
	case b.state == stateError:
		return b
	case a.state == stateDead:
		return b
	case b.state == stateDead || a.same(b):
		return a
	}
	c := a
	if c.part = b.part; c.same(b) {
		c.part = urlPartUnknown
		return c
	}
	c = a
	if c.slash = b.slash; c.same(b) {
		c.slash = slashUnknown
		return c
	}
	if an, bn := a.nudge(), b.nudge(); !an.same(a) || !bn.same(b) {
		if c := join(an, bn, n, what); c.state != stateError {
			return c
		}
	}
	return failed(ErrBranchEnd, n, 0, "{{%s}} branches end in different contexts: %v, %v", what, a, b)
}
