package template

import (
	"fmt"
	"reflect"
	"text/template/parse"
)

// own is one of the package's functions that are called without reflection.
type own int

const (
	ownPrint own = iota
	ownPrintf
	ownPrintln
	ownEq
	ownNe
	ownLt
	ownLe
	ownGt
	ownGe
	ownNot
	ownLen
	ownIndex
)

var ownFunctions = map[string]own{
	"print": ownPrint, "printf": ownPrintf, "println": ownPrintln, "eq": ownEq, "ne": ownNe, "lt": ownLt, "le": ownLe, "gt": ownGt, "ge": ownGe,
	"not": ownNot, "len": ownLen, "index": ownIndex,
}

// fixed is how many parameters it has but for the one that takes any number, if it has such.
func (o own) fixed() (n int, variadic bool) {
	switch o {
	case ownPrint, ownPrintln:
		return 0, true
	case ownPrintf, ownEq, ownIndex:
		return 1, true
	case ownNot, ownLen:
		return 1, false
	}
	return 2, false
}

// invokeOwn calls one, which is f, as invoke would.
func (r *run) invokeOwn(dot, f reflect.Value, o own, n parse.Node, name string, args []parse.Node, last reflect.Value) reflect.Value {
	count := len(args)
	if !isNone(last) {
		count++
	}
	switch fixed, variadic := o.fixed(); {
	case variadic && count < fixed:
		r.fail("wrong number of args for %s: want at least %d got %d", name, fixed, len(args))
	case !variadic && count != fixed:
		r.fail("wrong number of args for %s: want %d got %d", name, fixed, count)
	}
	in := make([]reflect.Value, 0, 4)
	for i, arg := range args {
		in = append(in, r.ownArgument(dot, o, i, arg))
	}
	switch {
	case isNone(last):
	case o > ownPrintln:
		in = append(in, unwrap(last))
	case o == ownPrintf && len(args) == 0:
		in = append(in, r.fit(last, stringType))
	default:
		in = append(in, r.fit(last, anyType))
	}
	var v reflect.Value
	var err error
	switch {
	case !o.mayPanic(in):
		v, err = o.call(in)
	case o <= ownPrintln:
		v, err = safeCall(f, in)
	default:
		v, err = o.safeCall(in)
	}
	if err != nil {
		r.node = n
		r.fail("error calling %s: %w", name, err)
	}
	return unwrap(v)
}

// ownArgument gives the value of an argument for a parameter.
func (r *run) ownArgument(dot reflect.Value, o own, i int, arg parse.Node) reflect.Value {
	switch {
	case o > ownPrintln:
		return r.value(dot, arg)
	case o == ownPrintf && i == 0:
		return r.argument(dot, stringType, arg)
	}
	return r.argument(dot, anyType, arg)
}

// mayPanic reports whether a call may, as far as that is easily said.
func (o own) mayPanic(in []reflect.Value) bool {
	for _, v := range in {
		if o <= ownPrintln && !isPlain(v) || o > ownPrintln && basicKind(v) == otherKind {
			return true
		}
	}
	return o > ownNot
}

// value gives an argument for a parameter that is a reflect.Value.
func (r *run) value(dot reflect.Value, n parse.Node) reflect.Value {
	r.node = n
	switch n := n.(type) {
	case *parse.DotNode:
		return unwrap(dot)
	case *parse.NilNode:
		return reflect.Value{}
	case *parse.FieldNode, *parse.VariableNode, *parse.IdentifierNode, *parse.ChainNode:
		return unwrap(r.named(dot, n, n, nil, none))
	case *parse.PipeNode:
		return unwrap(r.pipe(dot, n))
	}
	return r.ideal(n)
}

func (o own) safeCall(in []reflect.Value) (v reflect.Value, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = panicked(r)
		}
	}()
	return o.call(in)
}

// print prints values that may be taken out of theirs.
func (o own) print(in []reflect.Value) string {
	format := ""
	if o == ownPrintf {
		format, in = in[0].String(), in[1:]
	}
	args := make([]any, 0, 4)
	for _, v := range in {
		args = append(args, v.Interface())
	}
	switch o {
	case ownPrint:
		return fmt.Sprint(args...)
	case ownPrintln:
		return fmt.Sprintln(args...)
	}
	return fmt.Sprintf(format, args...)
}

func (o own) call(in []reflect.Value) (v reflect.Value, err error) {
	var yes bool
	switch o {
	case ownPrint, ownPrintf, ownPrintln:
		return reflect.ValueOf(o.print(in)), nil
	case ownEq:
		yes, err = eq(in[0], in[1:]...)
	case ownNe:
		yes, err = ne(in[0], in[1])
	case ownLt:
		yes, err = lt(in[0], in[1])
	case ownLe:
		yes, err = le(in[0], in[1])
	case ownGt:
		yes, err = gt(in[0], in[1])
	case ownGe:
		yes, err = ge(in[0], in[1])
	case ownNot:
		yes = not(in[0])
	case ownLen:
		n, err := length(in[0])
		return reflect.ValueOf(n), err
	case ownIndex:
		return index(in[0], in[1:]...)
	}
	return reflect.ValueOf(yes), err
}
