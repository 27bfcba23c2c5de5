// The program's own file, as the program sees it that was started by it: under whatever name, from whatever directory.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

func main() {
	if own := os.Getenv("OWN"); own != "" {
		os.Chdir("/")
		path, err := os.Executable()
		fmt.Println(path == own, err, filepath.Base(os.Args[0]), os.Args[1:])
		return
	}
	path, err := os.Executable()
	if err != nil {
		panic(err)
	}
	start := func(what, dir, name, called string) {
		cmd := exec.Command(path, what)
		cmd.Dir, cmd.Path, cmd.Args[0] = dir, name, called
		cmd.Env = append(os.Environ(), "OWN="+path)
		out, err := cmd.CombinedOutput()
		fmt.Printf("%s%v\n", out, err)
	}
	dir, base := filepath.Split(path)
	above := filepath.Dir(filepath.Clean(dir))
	below, _ := filepath.Rel(above, path)
	start("absolute", "", path, "-")
	start("relative", above, below, "-")
	start("here", dir, "./"+base, "./x")
	start("around", filepath.Clean(dir), "../"+below, "-")
	start("self", "", "/proc/self/exe", "self")
}
