// Package token has the tokens of Go, and positions in its sources.
package token

import (
	"strconv"
	"unicode"
	"unicode/utf8"
)

// Token is a kind of token.
type Token int

const (
	ILLEGAL Token = iota
	EOF
	COMMENT

	// Identifiers and literals.
	literals
	IDENT
	INT
	FLOAT
	IMAG
	CHAR
	STRING
	literalsEnd

	operators
	ADD
	SUB
	MUL
	QUO
	REM
	AND
	OR
	XOR
	SHL
	SHR
	AND_NOT
	ADD_ASSIGN
	SUB_ASSIGN
	MUL_ASSIGN
	QUO_ASSIGN
	REM_ASSIGN
	AND_ASSIGN
	OR_ASSIGN
	XOR_ASSIGN
	SHL_ASSIGN
	SHR_ASSIGN
	AND_NOT_ASSIGN
	LAND
	LOR
	ARROW
	INC
	DEC
	EQL
	LSS
	GTR
	ASSIGN
	NOT
	NEQ
	LEQ
	GEQ
	DEFINE
	ELLIPSIS
	LPAREN
	LBRACK
	LBRACE
	COMMA
	PERIOD
	RPAREN
	RBRACK
	RBRACE
	SEMICOLON
	COLON
	operatorsEnd

	keywordsBegin
	BREAK
	CASE
	CHAN
	CONST
	CONTINUE
	DEFAULT
	DEFER
	ELSE
	FALLTHROUGH
	FOR
	FUNC
	GO
	GOTO
	IF
	IMPORT
	INTERFACE
	MAP
	PACKAGE
	RANGE
	RETURN
	SELECT
	STRUCT
	SWITCH
	TYPE
	VAR
	keywordsEnd

	// It came too late for a place among the operators.
	more
	TILDE
	moreEnd
)

var texts = [...]string{
	ILLEGAL: "ILLEGAL", EOF: "EOF", COMMENT: "COMMENT", IDENT: "IDENT", INT: "INT", FLOAT: "FLOAT", IMAG: "IMAG", CHAR: "CHAR", STRING: "STRING",
	ADD: "+", SUB: "-", MUL: "*", QUO: "/", REM: "%", AND: "&", OR: "|", XOR: "^", SHL: "<<", SHR: ">>", AND_NOT: "&^",
	ADD_ASSIGN: "+=", SUB_ASSIGN: "-=", MUL_ASSIGN: "*=", QUO_ASSIGN: "/=", REM_ASSIGN: "%=", AND_ASSIGN: "&=", OR_ASSIGN: "|=", XOR_ASSIGN: "^=",
	SHL_ASSIGN: "<<=", SHR_ASSIGN: ">>=", AND_NOT_ASSIGN: "&^=", LAND: "&&", LOR: "||", ARROW: "<-", INC: "++", DEC: "--", EQL: "==", LSS: "<", GTR: ">",
	ASSIGN: "=", NOT: "!", NEQ: "!=", LEQ: "<=", GEQ: ">=", DEFINE: ":=", ELLIPSIS: "...", LPAREN: "(", LBRACK: "[", LBRACE: "{", COMMA: ",", PERIOD: ".",
	RPAREN: ")", RBRACK: "]", RBRACE: "}", SEMICOLON: ";", COLON: ":",
	BREAK: "break", CASE: "case", CHAN: "chan", CONST: "const", CONTINUE: "continue", DEFAULT: "default", DEFER: "defer", ELSE: "else",
	FALLTHROUGH: "fallthrough", FOR: "for", FUNC: "func", GO: "go", GOTO: "goto", IF: "if", IMPORT: "import", INTERFACE: "interface", MAP: "map",
	PACKAGE: "package", RANGE: "range", RETURN: "return", SELECT: "select", STRUCT: "struct", SWITCH: "switch", TYPE: "type", VAR: "var", TILDE: "~",
}

// String returns the text of operators and keywords, the name of the constant for others.
func (tok Token) String() string {
	if tok >= 0 && int(tok) < len(texts) && texts[tok] != "" {
		return texts[tok]
	}
	return "token(" + strconv.Itoa(int(tok)) + ")"
}

// How strongly operators bind, apart from the binary ones between these.
const (
	LowestPrec  = 0 // no operator
	UnaryPrec   = 6
	HighestPrec = 7
)

// Precedence returns how strongly a binary operator binds, LowestPrec for what is none.
func (op Token) Precedence() int {
	switch op {
	case LOR:
		return 1
	case LAND:
		return 2
	case EQL, NEQ, LSS, LEQ, GTR, GEQ:
		return 3
	case ADD, SUB, OR, XOR:
		return 4
	case MUL, QUO, REM, SHL, SHR, AND, AND_NOT:
		return 5
	}
	return LowestPrec
}

var keywords = func() map[string]Token {
	m := map[string]Token{}
	for tok := keywordsBegin + 1; tok < keywordsEnd; tok++ {
		m[texts[tok]] = tok
	}
	return m
}()

// Lookup returns the keyword, or IDENT.
func Lookup(ident string) Token {
	if tok, ok := keywords[ident]; ok {
		return tok
	}
	return IDENT
}

// IsLiteral reports whether tok is an identifier or a literal.
func (tok Token) IsLiteral() bool { return literals < tok && tok < literalsEnd }

// IsOperator reports whether tok is an operator or a delimiter.
func (tok Token) IsOperator() bool {
	return operators < tok && tok < operatorsEnd || tok == TILDE
}

// IsKeyword reports whether tok is a keyword.
func (tok Token) IsKeyword() bool { return keywordsBegin < tok && tok < keywordsEnd }

// IsExported reports whether name begins with an upper-case letter.
func IsExported(name string) bool {
	first, _ := utf8.DecodeRuneInString(name)
	return unicode.IsUpper(first)
}

// IsKeyword reports whether name is a keyword.
func IsKeyword(name string) bool {
	_, ok := keywords[name]
	return ok
}

// IsIdentifier reports whether name is letters, digits and underscores, no digit first, and no keyword.
func IsIdentifier(name string) bool {
	if name == "" || IsKeyword(name) {
		return false
	}
	for i, c := range name {
		if !unicode.IsLetter(c) && c != '_' && (i == 0 || !unicode.IsDigit(c)) {
			return false
		}
	}
	return true
}
