// Package sysrand (crypto/internal/sysrand) gives random bytes of the system to packages compiled from GOROOT.
package sysrand

import (
	"io"
	"os"
	"sync"
)

var device struct {
	once sync.Once
	file *os.File
	err  error
}

// Read fills b. It does not return where the system has no random bytes.
func Read(b []byte) {
	device.once.Do(func() { device.file, device.err = os.Open("/dev/urandom") })
	if device.err != nil {
		panic("crypto/rand: failed to open /dev/urandom: " + device.err.Error())
	}
	if _, err := io.ReadFull(device.file, b); err != nil {
		panic("crypto/rand: failed to read random data: " + err.Error())
	}
}
