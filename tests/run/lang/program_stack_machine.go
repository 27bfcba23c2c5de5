package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

type Op byte

const (
	PUSH Op = iota
	ADD
	SUB
	MUL
	DIV
	DUP
	SWAP
	JMP
	JZ
	LOAD
	STORE
	CALL
	RET
	PRINT
	HALT
)

//go:generate stringer -type=Op
var opNames = map[Op]string{PUSH: "PUSH", ADD: "ADD", SUB: "SUB", MUL: "MUL", DIV: "DIV", DUP: "DUP", SWAP: "SWAP", JMP: "JMP", JZ: "JZ", LOAD: "LOAD", STORE: "STORE", CALL: "CALL", RET: "RET", PRINT: "PRINT", HALT: "HALT"}

func (o Op) String() string {
	if s, ok := opNames[o]; ok {
		return s
	}
	return fmt.Sprintf("Op(%d)", byte(o))
}

type Instr struct {
	Op  Op
	Arg int
}

type VMError struct {
	PC   int
	Inst Instr
	Err  error
}

func (e *VMError) Error() string { return fmt.Sprintf("pc=%d %v: %v", e.PC, e.Inst, e.Err) }
func (e *VMError) Unwrap() error { return e.Err }

var (
	ErrStack = errors.New("stack underflow")
	ErrSteps = errors.New("too many steps")
)

type VM struct {
	code  []Instr
	stack []int
	calls []int
	mem   [16]int
	pc    int
	out   strings.Builder
	steps int
	trace bool
}

func (vm *VM) pop() int {
	if len(vm.stack) == 0 {
		panic(ErrStack)
	}
	v := vm.stack[len(vm.stack)-1]
	vm.stack = vm.stack[:len(vm.stack)-1]
	return v
}
func (vm *VM) push(v ...int) { vm.stack = append(vm.stack, v...) }

func (vm *VM) Run() (err error) {
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(error)
			if !ok {
				e = fmt.Errorf("%v", r)
			}
			err = &VMError{vm.pc - 1, vm.code[min(vm.pc-1, len(vm.code)-1)], e}
		}
	}()
	table := [...]func(int){
		PUSH: func(a int) { vm.push(a) },
		ADD:  func(int) { b, a := vm.pop(), vm.pop(); vm.push(a + b) },
		SUB:  func(int) { b, a := vm.pop(), vm.pop(); vm.push(a - b) },
		MUL:  func(int) { vm.push(vm.pop() * vm.pop()) },
		DIV:  func(int) { b, a := vm.pop(), vm.pop(); vm.push(a / b) },
		DUP:  func(int) { v := vm.pop(); vm.push(v, v) },
		SWAP: func(int) { b, a := vm.pop(), vm.pop(); vm.push(b, a) },
		JMP:  func(a int) { vm.pc = a },
		JZ: func(a int) {
			if vm.pop() == 0 {
				vm.pc = a
			}
		},
		LOAD:  func(a int) { vm.push(vm.mem[a]) },
		STORE: func(a int) { vm.mem[a] = vm.pop() },
		CALL:  func(a int) { vm.calls = append(vm.calls, vm.pc); vm.pc = a },
		RET:   func(int) { n := len(vm.calls) - 1; vm.pc, vm.calls = vm.calls[n], vm.calls[:n] },
		PRINT: func(int) { fmt.Fprintln(&vm.out, vm.pop()) },
		HALT:  nil,
	}
	for {
		in := vm.code[vm.pc]
		vm.pc++
		if vm.steps++; vm.steps > 10000 {
			return &VMError{vm.pc, in, ErrSteps}
		}
		if vm.trace {
			fmt.Fprintf(&vm.out, "%3d %-6v%4d %v\n", vm.pc-1, in.Op, in.Arg, vm.stack)
		}
		f := table[in.Op]
		if f == nil {
			return nil
		}
		f(in.Arg)
	}
}

type Program struct {
	Instrs []Instr
	Labels map[string]int
}

func assemble(src string) (p Program, err error) {
	p.Labels = map[string]int{}
	type fix struct {
		at    int
		label string
		line  int
	}
	var fixes []fix
	byName := map[string]Op{}
	for o, n := range opNames {
		byName[strings.ToLower(n)] = o
	}
	for i, line := range strings.Split(src, "\n") {
		line, _, _ = strings.Cut(line, ";")
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if l, ok := strings.CutSuffix(line, ":"); ok {
			p.Labels[l] = len(p.Instrs)
			continue
		}
		name, arg, has := strings.Cut(line, " ")
		op, ok := byName[name]
		if !ok {
			return p, fmt.Errorf("line %d: unknown op %q", i+1, name)
		}
		in := Instr{Op: op}
		if has {
			if _, err := fmt.Sscanf(arg, "%d", &in.Arg); err != nil {
				fixes = append(fixes, fix{len(p.Instrs), strings.TrimSpace(arg), i + 1})
			}
		}
		p.Instrs = append(p.Instrs, in)
	}
	for _, f := range fixes {
		at, ok := p.Labels[f.label]
		if !ok {
			err = errors.Join(err, fmt.Errorf("line %d: undefined label %q", f.line, f.label))
		}
		p.Instrs[f.at].Arg = at
	}
	return
}

func run(name, src string, trace bool) {
	p, err := assemble(src)
	if err != nil {
		fmt.Printf("%s: %v\n", name, err)
		return
	}
	vm := &VM{code: p.Instrs, trace: trace}
	err = vm.Run()
	fmt.Printf("== %s: steps %d, stack %v, err %v\n%s", name, vm.steps, vm.stack, err, vm.out.String())
	var ve *VMError
	if errors.As(err, &ve) {
		fmt.Printf("   at %d %v %#v %t\n", ve.PC, ve.Inst.Op, ve.Inst, errors.Is(err, ErrStack))
	}
}

func main() {
	run("factorial", `
	push 5
	store 0
	push 1
	store 1
loop:
	load 0
	jz done
	load 0
	load 1
	mul
	store 1
	load 0
	push 1
	sub
	store 0
	jmp loop
done:
	load 1
	print
	halt`, false)
	run("call", "push 3\ncall sq\nprint\nhalt\nsq:\ndup\nmul\nret", true)
	run("underflow", "push 1\nadd\nhalt", false)
	run("divzero", "push 1\npush 0\ndiv", false)
	run("forever", "l:\njmp l", false)
	run("memory", "push 1\nstore 99", false)
	run("ret", "ret", false)
	run("off the end", "push 1", false)
	run("bad", "push 1\nfrob 2", false)
	run("labels", "jmp a\njmp b\nc:\njz c", false)
	fmt.Fprintln(os.Stderr, "done", Op(200))
}
