//go:build foo

package directives

//go:debug x=1
