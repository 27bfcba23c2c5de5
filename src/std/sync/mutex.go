package sync

import "sync/atomic"

// A Locker can be locked and unlocked.
type Locker interface {
	Lock()
	Unlock()
}

// A noCopy must not be copied after its first use (a remark for go vet).
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// A Mutex is a lock that one goroutine at a time can hold. The zero value is unlocked.
type Mutex struct {
	_  noCopy
	mu mutexWords
}

// mutexWords has the shape of Go's internal/sync.Mutex, for those who print one.
type mutexWords struct {
	state int32 // bits and waiters: the native side
	sema  uint32
}

// Lock waits until the mutex is free and takes it.
func (m *Mutex) Lock()

// TryLock takes the mutex if it is free and says whether it did.
func (m *Mutex) TryLock() bool

// Unlock gives the mutex back; any goroutine may do that.
func (m *Mutex) Unlock()

// An RWMutex can be held by any number of readers or by one writer. The zero value is unlocked.
type RWMutex struct {
	w           Mutex // among writers
	writerSem   uint32
	readerSem   uint32
	readerCount atomic.Int32 // readers that hold it or wait; less maxReaders while a writer waits or holds it
	readerWait  atomic.Int32 // readers that a waiting writer still waits for
}

// RLock takes the mutex for reading.
func (rw *RWMutex) RLock()

// TryRLock takes the mutex for reading if that needs no waiting.
func (rw *RWMutex) TryRLock() bool

// RUnlock undoes one RLock.
func (rw *RWMutex) RUnlock()

// Lock takes the mutex for writing.
func (rw *RWMutex) Lock() {
	rw.w.Lock()
	rw.waitForReaders()
}

func (rw *RWMutex) waitForReaders()

// TryLock takes the mutex for writing if that needs no waiting.
func (rw *RWMutex) TryLock() bool {
	if !rw.w.TryLock() {
		return false
	}
	if !rw.shutOut() {
		rw.w.Unlock()
		return false
	}
	return true
}

// shutOut makes a mutex without readers the writer's.
func (rw *RWMutex) shutOut() bool

// Unlock undoes Lock.
func (rw *RWMutex) Unlock() {
	rw.letIn()
	rw.w.Unlock()
}

func (rw *RWMutex) letIn()

type rlocker RWMutex

func (r *rlocker) Lock()   { (*RWMutex)(r).RLock() }
func (r *rlocker) Unlock() { (*RWMutex)(r).RUnlock() }

// RLocker is a Locker whose Lock and Unlock are RLock and RUnlock.
func (rw *RWMutex) RLocker() Locker { return (*rlocker)(rw) }
