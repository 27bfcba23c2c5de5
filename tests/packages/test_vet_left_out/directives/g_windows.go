//go:debug x=1

package directives
