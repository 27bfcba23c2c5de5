//go:build linux && amd64
// +build linux
// +build arm64

package lines
