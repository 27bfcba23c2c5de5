package net_test

import (
	"net"
	"testing"
	"time"
)

// What package net knows of the system, and its tests ask it.
func supportsIPv4() bool { return listens("tcp4", "127.0.0.1:0") }
func supportsIPv6() bool { return listens("tcp6", "[::1]:0") }

func supportsIPv4map() bool    { return listens("tcp", "[::ffff:127.0.0.1]:0") }
func supportsUnixSocket() bool { return true }

func listens(network, address string) bool {
	l, err := net.Listen(network, address)
	if err == nil {
		l.Close()
	}
	return err == nil
}

func testableListenArgs(network, address, client string) bool {
	return testableNetwork(network) && testableAddress(network, address) && (supportsIPv6() || net.ParseIP(client).To4() != nil)
}

// How errors are made inside is not looked at.
func parseDialError(error) error        { return nil }
func parseCommonError(error) error      { return nil }
func parseCloseError(error, bool) error { return nil }
func parseReadError(error) error        { return nil }
func parseWriteError(error) error       { return nil }
func parseAcceptError(error) error      { return nil }

// What tests set inside of the package, here without effect.
func installTestHooks()           {}
func uninstallTestHooks()         {}
func forceCloseSockets()          {}
func setupTestData()              {}
func printInflightSockets()       {}
func printSocketStats()           {}
func enableSocketConnect()        {}
func disableSocketConnect(string) {}

func expectSendfile(t *testing.T, _ net.Conn, f func()) { f() }

var (
	noDeadline   = time.Time{}
	aLongTimeAgo = time.Unix(1, 0)
)

const (
	maxDNSPacketSize            = 1232
	defaultTCPKeepAliveIdle     = 15 * time.Second
	defaultTCPKeepAliveInterval = 15 * time.Second
	defaultTCPKeepAliveCount    = 9
)
