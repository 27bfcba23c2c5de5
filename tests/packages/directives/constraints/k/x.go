//go:build windows

package lib
