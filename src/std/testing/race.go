package testing

import "internal/race"

// resetRaces: what has been found until now is not this test's.
func (c *common) resetRaces() {
	c.races.Store(int64(race.Errors()))
}

// checkRaces fails the test if races were found while it ran. Those above it do not say so once more.
func (c *common) checkRaces() {
	found := int64(race.Errors())
	if found <= c.races.Load() {
		return
	}
	for p := c; p != nil; p = p.parent {
		p.races.Store(found)
	}
//line testing.go:1867
	c.Errorf("race detected during execution of test")
}
