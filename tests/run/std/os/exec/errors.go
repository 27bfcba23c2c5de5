// What Start, Wait and LookPath say.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	cmd := exec.Command("/bin/nonesuch")
	fmt.Println(cmd.Start())
	fmt.Println(cmd.Start())
	fmt.Println(cmd.Wait())
	cmd = exec.Command("true")
	fmt.Println(cmd.Run(), cmd.Run(), cmd.Wait())

	ctx, cancel := context.WithCancel(context.Background())
	cmd = exec.CommandContext(ctx, "cat")
	in, _ := cmd.StdinPipe()
	own := errors.New("own error")
	cmd.Cancel = func() error {
		in.Close()
		return own
	}
	fmt.Println(cmd.Start())
	cancel()
	err := cmd.Wait()
	fmt.Println(err, errors.Is(err, own))

	dir, _ := os.MkdirTemp("", "gorun-exec-")
	defer os.RemoveAll(dir)
	tool := filepath.Join(dir, "tool")
	os.WriteFile(tool, []byte("#!/bin/sh\necho ran\n"), 0o777)
	os.Chdir(dir)
	look := func(path, name string) {
		os.Setenv("PATH", path)
		found, err := exec.LookPath(name)
		fmt.Println(strings.ReplaceAll(path, dir, "DIR"), strings.ReplaceAll(name, dir, "DIR"), "->", strings.ReplaceAll(found, dir, "DIR"), strings.ReplaceAll(fmt.Sprint(err), dir, "DIR"))
	}
	for _, name := range []string{"tool", "./tool", ".", "..", "", "none", tool} {
		look(dir, name)
		look(".", name)
		look("", name)
		look(tool, name)
	}
	os.Setenv("GODEBUG", "execerrdot=0")
	look(".", "tool")
}
