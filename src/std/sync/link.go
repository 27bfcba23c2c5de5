package sync

// Functions that programs ask for by //go:linkname.

func runtime_Semacquire(s *uint32)

func semrelease(s *uint32)

func runtime_Semrelease(s *uint32, handoff bool, skip int) { semrelease(s) }

// runtime_canSpin: whether to wait for a lock by going round, having done so i times.
func runtime_canSpin(i int) bool { return false }

func runtime_doSpin() {}
