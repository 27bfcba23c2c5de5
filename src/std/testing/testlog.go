package testing

import (
	"bufio"
	"fmt"
	"internal/testlog"
	"os"
	"strings"
	"sync"
)

// logged: the file has been begun; TestMain may call Run several times.
var logged bool

// startTestLog has what the tests look at written to a file, until what it returns is called.
func startTestLog(name string) (end func()) {
	mode := os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	if logged {
		mode = os.O_WRONLY | os.O_APPEND
	}
	file, err := os.OpenFile(name, mode, 0666)
	if err != nil {
		fmt.Fprintf(os.Stderr, "testing: %s\n", err)
		os.Exit(2)
	}
	w := bufio.NewWriter(file)
	if !logged {
		// The go command looks for this line.
		w.WriteString("# test log\n")
	}
	logged = true
	var mu sync.Mutex
	testlog.Log = func(what, name string) {
		if name == "" || strings.Contains(name, "\n") {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		w.WriteString(what + " " + name + "\n")
	}
	return func() {
		testlog.Log = nil
		mu.Lock()
		defer mu.Unlock()
		err := w.Flush()
		if closing := file.Close(); err == nil {
			err = closing
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "testing: can't write %s: %s\n", name, err)
			os.Exit(2)
		}
	}
}
