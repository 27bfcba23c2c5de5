package template

import (
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"
)

// mostTemplates is how deep templates may call each other.
const mostTemplates = 100000

// An ExecError is an error of a template that was being filled in; those of the writer are given as they are.
type ExecError struct {
	Name string
	Err  error
}

func (e ExecError) Error() string { return e.Err.Error() }

func (e ExecError) Unwrap() error { return e.Err }

// writeError passes an error of the writer up.
type writeError struct{ err error }

type variable struct {
	name  string
	value reflect.Value
}

// A run is one template being filled in.
type run struct {
	t     *Template
	w     io.Writer
	node  parse.Node // for errors
	vars  []variable
	depth int
}

// none stands for an argument that no pipe gives; a type of its own, so that it is no value of the program.
type noneType struct{}

var none = reflect.ValueOf(noneType{})

// No value of the program has its type, so only copies of it are equal to it.
func isNone(v reflect.Value) bool { return v == none }

var (
	errorType    = reflect.TypeFor[error]()
	stringerType = reflect.TypeFor[fmt.Stringer]()
	valueType    = reflect.TypeFor[reflect.Value]()
	anyType      = reflect.TypeFor[any]()
	stringType   = reflect.TypeFor[string]()
)

// flow is why a list was left.
type flow int

const (
	goOn flow = iota
	doBreak
	doContinue
)

// Execute fills t in with data.
func (t *Template) Execute(wr io.Writer, data any) error { return t.execute(wr, data) }

// ExecuteTemplate fills the template of the name in with data.
func (t *Template) ExecuteTemplate(wr io.Writer, name string, data any) error {
	other := t.Lookup(name)
	if other == nil {
		return fmt.Errorf("template: no template %q associated with template %q", name, t.name)
	}
	return other.execute(wr, data)
}

func (t *Template) execute(wr io.Writer, data any) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case ExecError:
			err = r
		case writeError:
			err = r.err
		default:
			panic(r)
		}
	}()
	dot, ok := data.(reflect.Value)
	if !ok {
		dot = reflect.ValueOf(data)
	}
	r := &run{t: t, w: wr, vars: []variable{{"$", dot}}}
	if t.Tree == nil || t.Root == nil {
		r.fail("%q is an incomplete or empty template", t.Name())
	}
	r.list(dot, t.Root)
	return nil
}

func (r *run) fail(format string, args ...any) {
	name := strings.ReplaceAll(r.t.Name(), "%", "%%")
	where := "template: " + name + ": "
	if r.node != nil {
		location, context := r.t.ErrorContext(r.node)
		where = "template: " + strings.ReplaceAll(location, "%", "%%") + ": executing \"" + name + "\" at <" +
			strings.ReplaceAll(context, "%", "%%") + ">: "
	}
	panic(ExecError{r.t.Name(), fmt.Errorf(where+format, args...)})
}

func (r *run) write(b []byte) {
	if _, err := r.w.Write(b); err != nil {
		panic(writeError{err})
	}
}

func (r *run) list(dot reflect.Value, list *parse.ListNode) flow {
	if list == nil {
		return goOn
	}
	for _, n := range list.Nodes {
		if f := r.element(dot, n); f != goOn {
			return f
		}
	}
	return goOn
}

func (r *run) element(dot reflect.Value, n parse.Node) flow {
	r.node = n
	switch n := n.(type) {
	case *parse.TextNode:
		r.write(n.Text)
	case *parse.CommentNode:
	case *parse.ActionNode:
		if v := r.pipe(dot, n.Pipe); len(n.Pipe.Decl) == 0 {
			r.print(n, v)
		}
	case *parse.IfNode:
		return r.branch(dot, &n.BranchNode, false)
	case *parse.WithNode:
		return r.branch(dot, &n.BranchNode, true)
	case *parse.RangeNode:
		return r.loop(dot, n)
	case *parse.TemplateNode:
		r.call(dot, n)
	case *parse.BreakNode:
		return doBreak
	case *parse.ContinueNode:
		return doContinue
	case *parse.ListNode:
		return r.list(dot, n)
	default:
		r.fail("unknown node: %s", n)
	}
	return goOn
}

func (r *run) branch(dot reflect.Value, b *parse.BranchNode, with bool) flow {
	vars := len(r.vars)
	v := r.pipe(dot, b.Pipe)
	inner := v
	if inner.Kind() == reflect.Interface {
		inner = inner.Elem()
	}
	yes, ok := isTrue(inner)
	list := b.List
	switch {
	case !ok:
		r.fail("if/with can't use %v", v)
	case !yes:
		list = b.ElseList
	case with:
		dot = v
	}
	f := r.list(dot, list)
	// After a panic nobody looks at them.
	r.vars = r.vars[:vars]
	return f
}

func (r *run) call(dot reflect.Value, n *parse.TemplateNode) {
	t := r.t.Lookup(n.Name)
	if t == nil {
		r.fail("template %q not defined", n.Name)
	}
	if r.depth == mostTemplates {
		r.fail("exceeded maximum template depth (%v)", mostTemplates)
	}
	dot = r.pipe(dot, n.Pipe)
	inner := &run{t: t, w: r.w, node: r.node, vars: []variable{{"$", dot}}, depth: r.depth + 1}
	inner.list(dot, t.Root)
}

// loop runs {{range}}.
func (r *run) loop(dot reflect.Value, n *parse.RangeNode) flow {
	outer := len(r.vars)
	f := r.turns(dot, n)
	r.vars = r.vars[:outer]
	return f
}

// once runs the body of a loop whose variables, if it has any, are the last of mark; false: the loop is to end.
func (r *run) once(n *parse.RangeNode, mark int, key, elem reflect.Value) bool {
	if decl := n.Pipe.Decl; len(decl) > 0 {
		first := elem
		if len(decl) > 1 {
			first = key
		}
		if n.Pipe.IsAssign {
			r.set(decl[0].Ident[0], first)
			if len(decl) > 1 {
				r.set(decl[1].Ident[0], elem)
			}
		} else {
			r.vars[mark-len(decl)].value = first
			if len(decl) > 1 {
				r.vars[mark-1].value = elem
			}
		}
	}
	f := r.list(elem, n.List)
	r.vars = r.vars[:mark]
	return f != doBreak
}

// turns does all of a loop but for forgetting its variables.
func (r *run) turns(dot reflect.Value, n *parse.RangeNode) flow {
	v, _ := indirect(r.pipe(dot, n.Pipe))
	decl := n.Pipe.Decl
	mark := len(r.vars)
	ran := false
	switch k := v.Kind(); {
	case reflect.Int <= k && k <= reflect.Uintptr:
		if len(decl) > 1 {
			r.fail("can't use %v to iterate over more than one variable", v)
		}
		for i := range v.Seq() {
			ran = true
			if !r.once(n, mark, reflect.Value{}, i) {
				break
			}
		}
	case k == reflect.Array, k == reflect.Slice:
		for i := 0; i < v.Len(); i++ {
			ran = true
			if !r.once(n, mark, reflect.ValueOf(i), v.Index(i)) {
				break
			}
		}
	case k == reflect.Map:
		for _, key := range sortedKeys(v) {
			ran = true
			if !r.once(n, mark, key, v.MapIndex(key)) {
				break
			}
		}
	case k == reflect.Chan:
		if v.IsNil() {
			break
		}
		if v.Type().ChanDir() == reflect.SendDir {
			r.fail("range over send-only channel %v", v)
		}
		for i := 0; ; i++ {
			elem, ok := v.Recv()
			if !ok {
				break
			}
			ran = true
			if !r.once(n, mark, reflect.ValueOf(i), elem) {
				break
			}
		}
	case k == reflect.Invalid:
	case k == reflect.Func && v.Type().CanSeq():
		if len(decl) > 1 {
			r.fail("can't use %v iterate over more than one variable", v)
		}
		for elem := range v.Seq() {
			ran = true
			if !r.once(n, mark, reflect.Value{}, elem) {
				break
			}
		}
	case k == reflect.Func && v.Type().CanSeq2():
		for key, elem := range v.Seq2() {
			if len(decl) < 2 {
				key, elem = reflect.Value{}, key
			}
			ran = true
			if !r.once(n, mark, key, elem) {
				break
			}
		}
	default:
		r.fail("range can't iterate over %v", v)
	}
	if !ran {
		return r.list(dot, n.ElseList)
	}
	return goOn
}

// sortedKeys gives a map's keys in the order in which fmt prints them.
func sortedKeys(m reflect.Value) []reflect.Value {
	keys := m.MapKeys()
	if m.Type().Key() != stringType {
		slices.SortStableFunc(keys, order)
		return keys
	}
	texts := make([]string, len(keys))
	for i, key := range keys {
		texts[i] = key.String()
	}
	slices.Sort(texts)
	for i, text := range texts {
		keys[i] = reflect.ValueOf(text)
	}
	return keys
}

// order compares keys of maps.
func order(a, b reflect.Value) int {
	switch k := a.Kind(); {
	case a.Type() != b.Type():
		return strings.Compare(a.Type().String(), b.Type().String())
	case k == reflect.Bool:
		return boolNumber(a.Bool()) - boolNumber(b.Bool())
	case reflect.Int <= k && k <= reflect.Int64:
		return compare(a.Int(), b.Int())
	case reflect.Uint <= k && k <= reflect.Uintptr:
		return compare(a.Uint(), b.Uint())
	case k == reflect.String:
		return strings.Compare(a.String(), b.String())
	case k == reflect.Float32, k == reflect.Float64:
		x, y := a.Float(), b.Float()
		if x != x || y != y {
			return boolNumber(y != y) - boolNumber(x != x)
		}
		return compare(x, y)
	case k == reflect.Complex64, k == reflect.Complex128:
		if c := compare(real(a.Complex()), real(b.Complex())); c != 0 {
			return c
		}
		return compare(imag(a.Complex()), imag(b.Complex()))
	case k == reflect.Struct:
		for i := 0; i < a.NumField(); i++ {
			if c := order(a.Field(i), b.Field(i)); c != 0 {
				return c
			}
		}
	case k == reflect.Array:
		for i := 0; i < a.Len(); i++ {
			if c := order(a.Index(i), b.Index(i)); c != 0 {
				return c
			}
		}
	case k == reflect.Interface:
		if a.IsNil() || b.IsNil() {
			return boolNumber(!a.IsNil()) - boolNumber(!b.IsNil())
		}
		return order(a.Elem(), b.Elem())
	case k == reflect.Pointer, k == reflect.Chan, k == reflect.UnsafePointer:
		return compare(a.Pointer(), b.Pointer())
	}
	return 0
}

func boolNumber(b bool) int {
	if b {
		return 1
	}
	return 0
}

func compare[T int64 | uint64 | uintptr | float64](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (r *run) find(name string) *variable {
	for i := len(r.vars) - 1; i >= 0; i-- {
		if r.vars[i].name == name {
			return &r.vars[i]
		}
	}
	r.fail("undefined variable: %s", name)
	return nil
}

func (r *run) set(name string, v reflect.Value) { r.find(name).value = v }

// pipe gives the value of a pipe, and sets or declares its variables.
func (r *run) pipe(dot reflect.Value, p *parse.PipeNode) (v reflect.Value) {
	if p == nil {
		return v
	}
	r.node = p
	v = none
	for _, c := range p.Cmds {
		v = r.command(dot, c, v)
		if v.Kind() == reflect.Interface && v.Type().NumMethod() == 0 {
			v = v.Elem()
		}
	}
	for _, d := range p.Decl {
		if p.IsAssign {
			r.set(d.Ident[0], v)
		} else {
			r.vars = append(r.vars, variable{d.Ident[0], v})
		}
	}
	return v
}

// command gives the value of a command; last is what the pipe gives it as its last argument.
func (r *run) command(dot reflect.Value, c *parse.CommandNode, last reflect.Value) reflect.Value {
	first := c.Args[0]
	switch n := first.(type) {
	case *parse.FieldNode, *parse.ChainNode, *parse.IdentifierNode, *parse.VariableNode:
		return r.named(dot, n, c, c.Args[1:], last)
	case *parse.PipeNode:
		r.noArguments(c, last)
		return r.pipe(dot, n)
	}
	r.node = first
	r.noArguments(c, last)
	switch n := first.(type) {
	case *parse.BoolNode:
		return reflect.ValueOf(n.True)
	case *parse.DotNode:
		return dot
	case *parse.NilNode:
		r.fail("nil is not a command")
	case *parse.NumberNode:
		return r.constant(n)
	case *parse.StringNode:
		return reflect.ValueOf(n.Text)
	}
	r.fail("can't evaluate command %q", first)
	return none
}

func (r *run) noArguments(c *parse.CommandNode, last reflect.Value) {
	if len(c.Args) > 1 || !isNone(last) {
		r.fail("can't give argument to non-function %s", c.Args[0])
	}
}

// named gives the value of what may be called: a function, a field or method, a variable or what hangs on one.
func (r *run) named(dot reflect.Value, n, whole parse.Node, args []parse.Node, last reflect.Value) reflect.Value {
	r.node = n
	switch n := n.(type) {
	case *parse.FieldNode:
		if len(n.Ident) == 1 {
			return r.field(dot, dot, n, n.Ident[0], args, last)
		}
		return r.chain(dot, dot, n, n.Ident, args, last)
	case *parse.ChainNode:
		if len(n.Field) == 0 {
			r.fail("internal error: no fields in evalChainNode")
		}
		if n.Node.Type() == parse.NodeNil {
			r.fail("indirection through explicit nil in %s", n)
		}
		return r.chain(dot, r.argument(dot, nil, n.Node), n, n.Field, args, last)
	case *parse.VariableNode:
		v := r.find(n.Ident[0]).value
		if len(n.Ident) > 1 {
			return r.chain(dot, v, n, n.Ident[1:], args, last)
		}
		if len(args) > 0 || !isNone(last) {
			r.fail("can't give argument to non-function %s", n)
		}
		return v
	case *parse.IdentifierNode:
		f, builtin, ok := r.t.function(n.Ident)
		if !ok {
			r.fail("%q is not a defined function", n.Ident)
		}
		if builtin {
			if own, ok := ownFunctions[n.Ident]; ok {
				return r.invokeOwn(dot, f, own, whole, n.Ident, args, last)
			}
		}
		return r.invoke(dot, f, builtin, whole, n.Ident, args, last)
	}
	return none
}

func (r *run) chain(dot, v reflect.Value, n parse.Node, names []string, args []parse.Node, last reflect.Value) reflect.Value {
	end := len(names) - 1
	for _, name := range names[:end] {
		v = r.field(dot, v, n, name, nil, none)
	}
	return r.field(dot, v, n, names[end], args, last)
}

// member gives the field of that name of the struct that a value is or leads to; the zero Value where it is not as simple as that.
func member(of reflect.Value, name string) reflect.Value

// isPlain reports whether a value is of a predeclared type without methods.
func isPlain(v reflect.Value) bool

// field gives the field, element or result of the method of a name.
func (r *run) field(dot, of reflect.Value, n parse.Node, name string, args []parse.Node, last reflect.Value) reflect.Value {
	if !of.IsValid() {
		if r.t.missing == missingError {
			r.fail("nil data; no entry for key %q", name)
		}
		return reflect.Value{}
	}
	hasArgs := len(args) > 0 || !isNone(last)
	if !hasArgs {
		if v := member(of, name); v.IsValid() {
			return v
		}
	}
	typ := of.Type()
	v, isNil := indirect(of)
	if v.Kind() == reflect.Interface && isNil {
		r.fail("nil pointer evaluating %s.%s", typ, name)
	}
	receiver := v
	if k := v.Kind(); k != reflect.Interface && k != reflect.Pointer && v.CanAddr() {
		receiver = v.Addr()
	}
	if m := receiver.MethodByName(name); m.IsValid() {
		return r.invoke(dot, m, false, n, name, args, last)
	}
	switch v.Kind() {
	case reflect.Struct:
		f, ok := v.Type().FieldByName(name)
		if !ok {
			break
		}
		value, err := v.FieldByIndexErr(f.Index)
		switch {
		case !f.IsExported():
			r.fail("%s is an unexported field of struct type %s", name, typ)
		case err != nil:
			r.fail("%v", err)
		case hasArgs:
			r.fail("%s has arguments but cannot be invoked as function", name)
		}
		return value
	case reflect.Map:
		key := reflect.ValueOf(name)
		if !key.Type().AssignableTo(v.Type().Key()) {
			break
		}
		if hasArgs {
			r.fail("%s is not a method but has arguments", name)
		}
		value := v.MapIndex(key)
		if !value.IsValid() {
			switch r.t.missing {
			case missingZero:
				value = reflect.Zero(v.Type().Elem())
			case missingError:
				r.fail("map has no entry for key %q", name)
			}
		}
		return value
	case reflect.Pointer:
		if elem := v.Type().Elem(); elem.Kind() == reflect.Struct {
			if _, ok := elem.FieldByName(name); !ok {
				break
			}
		}
		if isNil {
			r.fail("nil pointer evaluating %s.%s", typ, name)
		}
	}
	r.fail("can't evaluate field %s in type %s", name, typ)
	return none
}

// unwrap takes a reflect.Value out of the value that holds it.
func unwrap(v reflect.Value) reflect.Value {
	if v.IsValid() && v.Type() == valueType {
		return v.Interface().(reflect.Value)
	}
	return v
}

// invoke calls a function with arguments, and with last if there is one.
func (r *run) invoke(dot, f reflect.Value, builtin bool, n parse.Node, name string, args []parse.Node, last reflect.Value) reflect.Value {
	typ := f.Type()
	count := len(args)
	if !isNone(last) {
		count++
	}
	fixed := typ.NumIn()
	if typ.IsVariadic() {
		fixed--
		if count < fixed {
			r.fail("wrong number of args for %s: want at least %d got %d", name, fixed, len(args))
		}
	} else if count != fixed {
		r.fail("wrong number of args for %s: want %d got %d", name, fixed, count)
	}
	if !builtin {
		if err := goodFunc(name, typ); err != nil {
			r.fail("%v", err)
		}
	}
	if builtin && (name == "and" || name == "or") {
		// Arguments behind the one that decides are not looked at.
		var v reflect.Value
		for _, arg := range args {
			v = unwrap(r.argument(dot, valueType, arg))
			if truth(v) == (name == "or") {
				return v
			}
		}
		if !isNone(last) {
			v = unwrap(r.fit(last, valueType))
		}
		return v
	}
	param := func(i int) reflect.Type {
		if i < fixed {
			return typ.In(i)
		}
		return typ.In(fixed).Elem()
	}
	in := make([]reflect.Value, 0, count+1)
	for i, arg := range args {
		in = append(in, r.argument(dot, param(i), arg))
	}
	if !isNone(last) {
		in = append(in, r.fit(last, param(count-1)))
	}
	if builtin && name == "call" {
		callee := last.String()
		if len(args) > 0 {
			callee = args[0].String()
		}
		in = append([]reflect.Value{reflect.ValueOf(callee)}, in...)
		f = reflect.ValueOf(call)
	}
	v, err := safeCall(f, in)
	if err != nil {
		r.node = n
		r.fail("error calling %s: %w", name, err)
	}
	return unwrap(v)
}

func canBeNil(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice:
		return true
	}
	return t == valueType
}

// fit makes a value one of the type, by taking an address or following a pointer if need be.
func (r *run) fit(v reflect.Value, t reflect.Type) reflect.Value {
	if !v.IsValid() {
		switch {
		case t == nil:
			return v
		case canBeNil(t):
			return reflect.Zero(t)
		}
		r.fail("invalid value; expected %s", t)
	}
	if t == anyType {
		return v
	}
	if t == valueType && v.Type() != t {
		return reflect.ValueOf(v)
	}
	if t == nil || v.Type().AssignableTo(t) {
		return v
	}
	if v.Kind() == reflect.Interface && !v.IsNil() {
		if v = v.Elem(); v.Type().AssignableTo(t) {
			return v
		}
	}
	switch {
	case v.Kind() == reflect.Pointer && v.Type().Elem().AssignableTo(t):
		if v = v.Elem(); !v.IsValid() {
			r.fail("dereference of nil pointer of type %s", t)
		}
	case reflect.PointerTo(v.Type()).AssignableTo(t) && v.CanAddr():
		v = v.Addr()
	default:
		r.fail("wrong type for value; expected %s; got %s", t, v.Type())
	}
	return v
}

// argument gives the value of an argument for a parameter of the type; nil: any type.
func (r *run) argument(dot reflect.Value, t reflect.Type, n parse.Node) reflect.Value {
	r.node = n
	switch n := n.(type) {
	case *parse.DotNode:
		return r.fit(dot, t)
	case *parse.NilNode:
		if canBeNil(t) {
			return reflect.Zero(t)
		}
		r.fail("cannot assign nil to %s", t)
	case *parse.FieldNode, *parse.VariableNode, *parse.IdentifierNode, *parse.ChainNode:
		return r.fit(r.named(dot, n, n, nil, none), t)
	case *parse.PipeNode:
		return r.fit(r.pipe(dot, n), t)
	}
	if t == valueType {
		return reflect.ValueOf(r.ideal(n))
	}
	if t.Kind() == reflect.Interface && t.NumMethod() == 0 {
		return r.ideal(n)
	}
	v := reflect.New(t).Elem()
	number, isNumber := n.(*parse.NumberNode)
	wanted := ""
	switch k := t.Kind(); {
	case k == reflect.Bool:
		if b, ok := n.(*parse.BoolNode); ok {
			v.SetBool(b.True)
			return v
		}
		wanted = "bool"
	case k == reflect.String:
		if s, ok := n.(*parse.StringNode); ok {
			v.SetString(s.Text)
			return v
		}
		wanted = "string"
	case reflect.Int <= k && k <= reflect.Int64:
		if isNumber && number.IsInt {
			v.SetInt(number.Int64)
			return v
		}
		wanted = "integer"
	case reflect.Uint <= k && k <= reflect.Uintptr:
		if isNumber && number.IsUint {
			v.SetUint(number.Uint64)
			return v
		}
		wanted = "unsigned integer"
	case k == reflect.Float32, k == reflect.Float64:
		if isNumber && number.IsFloat {
			v.SetFloat(number.Float64)
			return v
		}
		wanted = "float"
	case k == reflect.Complex64, k == reflect.Complex128:
		if isNumber && number.IsComplex {
			v.SetComplex(number.Complex128)
			return v
		}
		wanted = "complex"
	default:
		r.fail("can't handle %s for arg of type %s", n, t)
	}
	r.fail("expected %s; found %s", wanted, n)
	return v
}

// ideal gives a constant the type that it has by itself.
func (r *run) ideal(n parse.Node) reflect.Value {
	switch n := n.(type) {
	case *parse.BoolNode:
		return reflect.ValueOf(n.True)
	case *parse.StringNode:
		return reflect.ValueOf(n.Text)
	case *parse.NumberNode:
		return r.constant(n)
	}
	r.fail("can't handle assignment of %s to empty interface argument", n)
	return none
}

func (r *run) constant(n *parse.NumberNode) reflect.Value {
	r.node = n
	text := n.Text
	hex := len(text) > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X') && !strings.ContainsAny(text, "pP")
	switch {
	case n.IsComplex:
		return reflect.ValueOf(n.Complex128)
	case n.IsFloat && !hex && text[0] != '\'' && strings.ContainsAny(text, ".eEpP"):
		return reflect.ValueOf(n.Float64)
	case n.IsInt:
		return reflect.ValueOf(int(n.Int64))
	case n.IsUint:
		r.fail("%s overflows int", text)
	}
	return reflect.Value{}
}

// indirect follows pointers and interfaces as far as it can; isNil: up to one that is nil.
func indirect(v reflect.Value) (rv reflect.Value, isNil bool) {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v.IsNil() {
			return v, true
		}
		v = v.Elem()
	}
	return v, false
}

// print writes a value as fmt.Print does.
func (r *run) print(n parse.Node, v reflect.Value) {
	r.node = n
	text, ok := printable(v)
	if !ok {
		r.fail("can't print %s of type %s", n, v.Type())
	}
	if _, err := fmt.Fprint(r.w, text); err != nil {
		panic(writeError{err})
	}
}

func printable(v reflect.Value) (any, bool) {
	if isPlain(v) {
		return v.Interface(), true
	}
	if v.Kind() == reflect.Pointer {
		v, _ = indirect(v)
	}
	if !v.IsValid() {
		return "<no value>", true
	}
	shows := func(t reflect.Type) bool { return t.Implements(errorType) || t.Implements(stringerType) }
	switch {
	case shows(v.Type()):
	case v.CanAddr() && shows(reflect.PointerTo(v.Type())):
		v = v.Addr()
	case v.Kind() == reflect.Chan || v.Kind() == reflect.Func:
		return nil, false
	}
	return v.Interface(), true
}

// IsTrue reports whether a value is true for if: not the zero value, not empty. ok: that can be said of it.
func IsTrue(val any) (truth, ok bool) { return isTrue(reflect.ValueOf(val)) }

func isTrue(v reflect.Value) (truth, ok bool) {
	if !v.IsValid() {
		return false, true
	}
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() > 0, true
	case reflect.Struct:
		return true, true
	case reflect.Chan, reflect.Func, reflect.Pointer, reflect.UnsafePointer, reflect.Interface:
		return !v.IsNil(), true
	}
	return !v.IsZero(), true
}

func truth(v reflect.Value) bool {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	yes, _ := isTrue(v)
	return yes
}

// panicked is the error that a panic of an error or a text is.
func panicked(r any) error {
	if e, ok := r.(error); ok {
		return e
	}
	return fmt.Errorf("%v", r)
}

// safeCall calls f; a panic of an error or a text is its error.
func safeCall(f reflect.Value, in []reflect.Value) (v reflect.Value, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = panicked(r)
		}
	}()
	out := f.Call(in)
	if len(out) == 2 && !out[1].IsNil() {
		return out[0], out[1].Interface().(error)
	}
	return out[0], nil
}

// function finds a function of the program, or of the package.
func (t *Template) function(name string) (f reflect.Value, builtin, ok bool) {
	if t.common != nil {
		t.muFuncs.RLock()
		own := t.funcs[name]
		t.muFuncs.RUnlock()
		if own != nil {
			return reflect.ValueOf(own), false, true
		}
	}
	if own := builtins()[name]; own != nil {
		return reflect.ValueOf(own), true, true
	}
	return reflect.Value{}, false, false
}
