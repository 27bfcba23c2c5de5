package rpc

import (
	"errors"
	"go/token"
	"log"
	"reflect"
	"sync/atomic"
)

// A service is a registered object.
type service struct {
	receiver reflect.Value
	methods  map[string]*method
}

type method struct {
	function   reflect.Value // takes the receiver first
	arg, reply reflect.Type
	calls      atomic.Uint64
}

// callable returns the methods of a type that can be called from elsewhere.
func callable(t reflect.Type) map[string]*method {
	methods := map[string]*method{}
	for i := range t.NumMethod() {
		m := t.Method(i)
		f := m.Type
		if f.NumIn() != 3 || f.NumOut() != 1 || f.Out(0) != reflect.TypeFor[error]() {
			continue
		}
		arg, reply := f.In(1), f.In(2)
		if known(arg) && known(reply) && reply.Kind() == reflect.Pointer {
			methods[m.Name] = &method{function: m.Func, arg: arg, reply: reply}
		}
	}
	return methods
}

// known tells whether other packages can name the type.
func known(t reflect.Type) bool {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.PkgPath() == "" || token.IsExported(t.Name())
}

// refuse reports what keeps an object from being registered.
func refuse(why string) error {
	why = "rpc.Register: " + why
	log.Print(why)
	return errors.New(why)
}

// Register makes the methods of rcvr callable, under the name of its type.
func (server *Server) Register(rcvr any) error {
	v := reflect.ValueOf(rcvr)
	name := reflect.Indirect(v).Type().Name()
	if name != "" && !token.IsExported(name) {
		return refuse("type " + name + " is not exported")
	}
	return server.register(name, v)
}

// RegisterName makes the methods of rcvr callable, under that name.
func (server *Server) RegisterName(name string, rcvr any) error {
	return server.register(name, reflect.ValueOf(rcvr))
}

func (server *Server) register(name string, v reflect.Value) error {
	if name == "" {
		return refuse("no service name for type " + v.Type().String())
	}
	s := &service{v, callable(v.Type())}
	if len(s.methods) == 0 {
		why := "type " + name + " has no exported methods of suitable type"
		if len(callable(reflect.PointerTo(v.Type()))) > 0 {
			why += " (hint: pass a pointer to value of that type)"
		}
		return refuse(why)
	}
	if _, there := server.services.LoadOrStore(name, s); there {
		return errors.New("rpc: service already defined: " + name)
	}
	return nil
}

// values are made for a call: the argument as it is to be decoded, as it is to be handed over, and the reply.
func (m *method) values() (into any, arg, reply reflect.Value) {
	if m.arg.Kind() == reflect.Pointer {
		arg = reflect.New(m.arg.Elem())
		into = arg.Interface()
	} else {
		p := reflect.New(m.arg)
		into, arg = p.Interface(), p.Elem()
	}
	t := m.reply.Elem()
	reply = reflect.New(t)
	// So that a method may fill them, and so that empty ones go back, not nil.
	switch t.Kind() {
	case reflect.Map:
		reply.Elem().Set(reflect.MakeMap(t))
	case reflect.Slice:
		reply.Elem().Set(reflect.MakeSlice(t, 0, 0))
	}
	return into, arg, reply
}

// call returns the text of the error.
func (m *method) call(receiver, arg, reply reflect.Value) string {
	m.calls.Add(1)
	err, _ := m.function.Call([]reflect.Value{receiver, arg, reply})[0].Interface().(error)
	if err == nil {
		return ""
	}
	return err.Error()
}
