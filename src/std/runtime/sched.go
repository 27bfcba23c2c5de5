package runtime

// GOMAXPROCS sets how many goroutines may run at the same moment, and returns what it was; n < 1 changes nothing.
func GOMAXPROCS(n int) int

// SetDefaultGOMAXPROCS makes GOMAXPROCS what it is when nobody has set it.
func SetDefaultGOMAXPROCS()

// NumCPU is the number of logical CPUs that the process can use.
func NumCPU() int

// NumGoroutine is the number of goroutines that exist.
func NumGoroutine() int

// NumCgoCall is the number of calls into C, of which there are none.
func NumCgoCall() int64 { return 0 }

// Gosched lets other goroutines run; the calling one goes on later.
func Gosched()

// Goexit ends the calling goroutine after its deferred calls.
func Goexit()

// GC runs a collection and returns when it is over. Finalizers that are due get a chance to run.
func GC() {
	collect()
	Gosched()
}

func collect()

// KeepAlive makes sure that x is not collected before this call.
//
//go:noinline
func KeepAlive(x any) {}

// LockOSThread would tie the goroutine to its thread. Nothing here can tell the difference; reports say that it was called.
func LockOSThread()

// UnlockOSThread undoes LockOSThread.
func UnlockOSThread()

const (
	// Compiler is the name of the toolchain.
	Compiler = "gc"
	// GOOS and GOARCH are the target's.
	GOOS   string = "linux"
	GOARCH string = "amd64"
)

// Version is the version of Go that gorun follows.
func Version() string { return "go1.27.3" }

// GOROOT is the root of the Go tree, if the environment names one.
func GOROOT() string { return goroot() }

func goroot() string
