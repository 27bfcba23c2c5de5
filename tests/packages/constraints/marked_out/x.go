//go:build !linux

package other
