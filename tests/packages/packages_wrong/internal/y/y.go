package main

import "cmd/internal/obj"
import "cmd/go"
import "cmd/vendor/golang.org/x/mod/semver"
import "golang.org/x/mod/semver"
import "vendor/golang.org/x/net/idna"
import "runtime/internal/sys"
import "internal/none"
import "crypto/internal/fips140"
import "cmd/compile/internal/ssa"
import "cmd/internal/none"
import "cmd/none"
import "cmd"

func main() { }
