package tls_test

import (
	"flag"
	"net"
	"os"
	"testing"
)

// TestMain gives tests what their pipes are made of.
func TestMain(m *testing.M) {
	flag.Parse()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	localListener.ch = make(chan net.Conn)
	localListener.addr = l.Addr()
	go localServer(l)
	os.Exit(m.Run())
}

// Nothing here is under FIPS 140.
func skipFIPS(*testing.T) {}

func runWithFIPSDisabled(t *testing.T, f func(*testing.T)) { t.Run("no-fips140tls", f) }
func runWithFIPSEnabled(*testing.T, func(*testing.T))      {}

// What tests set inside of the package, here without effect.
var hasAESGCMHardwareSupport = false
