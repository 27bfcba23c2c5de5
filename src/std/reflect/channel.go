package reflect

import "unsafe"

func makeChan(t *rtype, n int) unsafe.Pointer
func chanClose(c unsafe.Pointer)

// chanRecv and chanSend give functions that do it for channels of a type; values are in memory.
func chanRecv(t *rtype) func(c, into unsafe.Pointer) bool
func chanSend(t *rtype) func(c, from unsafe.Pointer)

// chanTry sends or receives if it need not wait.
func chanTry(t *rtype, send bool, c, value unsafe.Pointer) (done, ok bool)

// chanSelect gives a function that selects over channels of these types.
func chanSelect(types []*rtype, sends []bool, defaults bool) func(chans, values unsafe.Pointer) (int, bool)

// MakeChan gives a new channel.
func MakeChan(typ Type, buffer int) Value {
	t := typ.common()
	if t.kindOf() != Chan {
		panic("reflect.MakeChan of non-chan type")
	}
	if buffer < 0 {
		panic("reflect.MakeChan: negative buffer size")
	}
	if t.ChanDir() != BothDir {
		panic("reflect.MakeChan: unidirectional channel type")
	}
	return Value{t, makeChan(t, buffer), flag(Chan)}
}

// Close closes a channel.
func (v Value) Close() {
	v.mustBe(Chan)
	v.mustBeExported()
	if v.typ.ChanDir()&SendDir == 0 {
		panic("reflect: close of receive-only channel")
	}
	chanClose(v.pointer())
}

// Send sends x.
func (v Value) Send(x Value) {
	v.mustBe(Chan)
	v.mustBeExported()
	v.send(x, true)
}

// TrySend sends x if it need not wait.
func (v Value) TrySend(x Value) bool {
	v.mustBe(Chan)
	v.mustBeExported()
	return v.send(x, false)
}

func (v Value) send(x Value, wait bool) bool {
	if v.typ.ChanDir()&SendDir == 0 {
		panic("reflect: send on recv-only channel")
	}
	x.mustBeExported()
	x = x.assignTo("reflect.Value.Send", v.typ.elem)
	p := inMemory(x)
	if wait {
		chanSend(v.typ)(v.pointer(), p)
		return true
	}
	done, _ := chanTry(v.typ, true, v.pointer(), p)
	return done
}

// inMemory gives the address of the value in memory form.
func inMemory(x Value) unsafe.Pointer {
	if x.flag&flagIndir != 0 {
		return x.ptr
	}
	p := newObject(x.typ)
	assign(x.typ, p, x.ptr, x.flag)
	return p
}

// Recv receives; ok is false if the channel is closed and empty.
func (v Value) Recv() (x Value, ok bool) {
	v.mustBe(Chan)
	v.mustBeExported()
	return v.recv(true)
}

// TryRecv receives if it need not wait; otherwise x is the zero Value.
func (v Value) TryRecv() (x Value, ok bool) {
	v.mustBe(Chan)
	v.mustBeExported()
	return v.recv(false)
}

func (v Value) recv(wait bool) (x Value, ok bool) {
	if v.typ.ChanDir()&RecvDir == 0 {
		panic("reflect: recv on send-only channel")
	}
	e := v.typ.elem
	p := newObject(e)
	if wait {
		ok = chanRecv(v.typ)(v.pointer(), p)
	} else {
		var done bool
		done, ok = chanTry(v.typ, false, v.pointer(), p)
		if !done {
			return Value{}, false
		}
	}
	return result(e, p), ok
}

// result makes a Value of memory that nobody else has.
func result(t *rtype, p unsafe.Pointer) Value {
	if t.direct {
		return Value{t, loadDirect(t, p), flag(t.kind)}
	}
	return Value{t, p, flagIndir | flag(t.kind)}
}

// SelectDir says what a case of a select does.
type SelectDir int

const (
	_             SelectDir = iota
	SelectSend              // case Chan <- Send
	SelectRecv              // case <-Chan:
	SelectDefault           // default
)

// SelectCase is one case of a select.
type SelectCase struct {
	Dir  SelectDir
	Chan Value
	Send Value
}

// More than this need not fit into a function's frame.
const manyCases = 10000

// Select runs a select statement of these cases: which one went ahead and, if that was a receive, what was received.
func Select(cases []SelectCase) (chosen int, recv Value, recvOK bool) {
	if len(cases) > 65536 {
		panic("reflect.Select: too many cases (max 65536)")
	}
	types := make([]*rtype, 0, len(cases))
	sends := make([]bool, 0, len(cases))
	chans := make([]unsafe.Pointer, 0, len(cases)+1)
	values := make([]unsafe.Pointer, 0, len(cases)+1)
	numbers := make([]int, 0, len(cases))
	defaultCase := -1
	for i, c := range cases {
		ch := c.Chan
		switch c.Dir {
		case SelectDefault:
			if defaultCase >= 0 {
				panic("reflect.Select: multiple default cases")
			}
			defaultCase = i
			if ch.IsValid() {
				panic("reflect.Select: default case has Chan value")
			}
			if c.Send.IsValid() {
				panic("reflect.Select: default case has Send value")
			}
			continue
		case SelectSend:
			if !ch.IsValid() {
				continue
			}
			ch.mustBe(Chan)
			ch.mustBeExported()
			if ch.typ.ChanDir()&SendDir == 0 {
				panic("reflect.Select: SendDir case using recv-only channel")
			}
			if !c.Send.IsValid() {
				panic("reflect.Select: SendDir case missing Send value")
			}
			c.Send.mustBeExported()
			values = append(values, inMemory(c.Send.assignTo("reflect.Select", ch.typ.elem)))
		case SelectRecv:
			if c.Send.IsValid() {
				panic("reflect.Select: RecvDir case has Send value")
			}
			if !ch.IsValid() {
				continue
			}
			ch.mustBe(Chan)
			ch.mustBeExported()
			if ch.typ.ChanDir()&RecvDir == 0 {
				panic("reflect.Select: RecvDir case using send-only channel")
			}
			values = append(values, newObject(ch.typ.elem))
		default:
			panic("reflect.Select: invalid Dir")
		}
		chans = append(chans, ch.pointer())
		types = append(types, ch.typ)
		sends = append(sends, c.Dir == SelectSend)
		numbers = append(numbers, i)
	}
	if len(chans) > manyCases {
		// Of those that receive from the same channel one does, whichever: nobody can tell.
		first := make(map[unsafe.Pointer]bool)
		n := 0
		for i, ch := range chans {
			if !sends[i] && (ch == nil || first[ch]) {
				continue
			}
			if !sends[i] {
				first[ch] = true
			}
			chans[n], types[n], sends[n], numbers[n], values[n] = ch, types[i], sends[i], numbers[i], values[i]
			n++
		}
		chans, types, sends, numbers, values = chans[:n], types[:n], sends[:n], numbers[:n], values[:n]
	}
	run := chanSelect(types, sends, defaultCase >= 0)
	if run == nil {
		panic("reflect.Select: too many cases")
	}
	n, ok := run(unsafe.Pointer(&chans[:1][0]), unsafe.Pointer(&values[:1][0]))
	if n < 0 {
		return defaultCase, Value{}, false
	}
	if !sends[n] {
		return numbers[n], result(types[n].elem, values[n]), ok
	}
	return numbers[n], Value{}, false
}
