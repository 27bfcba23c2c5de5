//go:build !purego

package dep

const Pure = false
