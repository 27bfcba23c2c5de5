package user

import "example.com/m/logger"

func call[T logger.Logger](x T) { x.Infof("%d", "s") }

func calls(o logger.Other, w logger.Wide, h logger.Holder) {
	logger.New().Infof("%d", "x")
	o.Infof("%d", "x")
	o.Warnf("%d", "x")
	w.Infof("%d", "x")
	w.Debugf("%d", "x")
	h.Infof("%d", "x")
	logger.Logger.Infof(logger.New(), "%d", "x")
	logger.Tracer.Tracef("%d", "x")
}

func both[T interface {
	logger.Logger
	~int
}](x T) {
	x.Infof("%d", "s")
}

func literal[T interface {
	Infof(format string, args ...any)
}](x T) {
	x.Infof("%d", "s")
}
