package user

import "example.com/vetted/wrappers"

func Use(l *wrappers.Logger) error {
	l.Infof("%d", "x")
	wrappers.Debugf("%d", "x")
	l.Info("%s")
	return wrappers.Failf("%d %w", "x", nil)
}
