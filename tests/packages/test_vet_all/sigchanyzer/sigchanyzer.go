package sigchanyzer

import (
	"os"
	"os/signal"
)

var global = make(chan os.Signal)

func f(p chan os.Signal) {
	c := make(chan os.Signal)
	signal.Notify(c, os.Interrupt)
	d := make(chan os.Signal, 1)
	signal.Notify(d, os.Interrupt)
	signal.Notify(make(chan os.Signal), os.Interrupt)
	signal.Notify(mk(1))
	signal.Notify(mk(1), os.Interrupt)
	signal.Notify(p)
	signal.Notify(global)
	var e = make(chan os.Signal)
	signal.Notify(e)
	g := signal.Notify
	g(c)
	signal.Notify((c))
	h, i := make(chan os.Signal), 1
	signal.Notify(h)
	_ = i
}

func mk(int) chan os.Signal { return nil }
