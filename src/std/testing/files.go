package testing

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"
)

// TempDir is a new folder, removed at the end.
func (c *common) TempDir() string {
	c.notInFuzz("TempDir")
	dir, err := c.makeTempDir()
	if err != nil {
		c.Fatalf("TempDir: %v", err)
	}
	return dir
}

func (c *common) makeTempDir() (string, error) {
	c.tempMu.Lock()
	defer c.tempMu.Unlock()
	fresh := c.tempDir == ""
	if !fresh {
		_, err := os.Stat(c.tempDir)
		if fresh = os.IsNotExist(err); err != nil && !fresh {
			return "", err
		}
	}
	if fresh {
		pattern := only(c.name[:min(len(c.name), 64)], "!#$%&()+,-.=@^_{}~ ")
		c.tempDir, c.tempErr = os.MkdirTemp(os.Getenv("GOTMPDIR"), pattern)
		if c.tempErr == nil {
			c.Cleanup(func() {
				if err := os.RemoveAll(c.tempDir); err != nil {
					c.Errorf("TempDir RemoveAll cleanup: %v", err)
				}
			})
		}
	}
	if c.tempErr != nil {
		return "", c.tempErr
	}
	c.tempSeq++
	dir := fmt.Sprintf("%s/%03d", c.tempDir, c.tempSeq)
	return dir, os.Mkdir(dir, 0o777)
}

// only leaves letters, numbers and those signs.
func only(s, signs string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || strings.ContainsRune(signs, r) {
			return r
		}
		return -1
	}, s)
}

// ArtifactDir is a folder for files that the test leaves behind: kept below _artifacts with -artifacts, else a temporary one.
func (c *common) ArtifactDir() string {
	c.notInFuzz("ArtifactDir")
	c.artifactOnce.Do(func() { c.artifactDir, c.artifactErr = c.makeArtifactDir() })
	if c.artifactErr != nil {
		c.Fatalf("ArtifactDir: %v", c.artifactErr)
	}
	return c.artifactDir
}

func (c *common) makeArtifactDir() (string, error) {
	if artifacts == nil || !*artifacts {
		return c.makeTempDir()
	}
	base := filepath.Join(artifactRoot, c.artifactBase())
	if err := os.MkdirAll(base, 0o777); err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp(base, "")
	if err == nil && c.verbose {
		announce(c.name, fmt.Sprintf("=== ARTIFACTS %s %v\n", c.name, dir))
	}
	return dir, err
}

// artifactBase is the folder's name: the package's below its module, and the test's, which is cut short by a hash where it is long.
func (c *common) artifactBase() string {
	const most = 64
	name := strings.ReplaceAll(c.name, "/", "__")
	if len(name) > most {
		var sum uint64
		for i := range len(name) {
			sum = (sum ^ uint64(name[i])) * 1099511628211
		}
		hash := fmt.Sprintf("%0x", sum)
		name = name[:most-len(hash)] + hash
	}
	if pkg := strings.TrimPrefix(strings.TrimPrefix(c.importPath, c.modulePath), "/"); pkg != "" {
		name = pkg + "/" + name
	}
	base, err := filepath.Localize(only(name, "!#$%&()+,-.=@^_{}~ /"))
	if err != nil {
		return ""
	}
	return base
}

// Setenv sets a variable of the environment until the end.
func (c *common) Setenv(key, value string) {
	c.notInFuzz("Setenv")
	before, had := os.LookupEnv(key)
	if err := os.Setenv(key, value); err != nil {
		c.Fatalf("cannot set environment variable: %v", err)
	}
	c.Cleanup(func() {
		if had {
			os.Setenv(key, before)
		} else {
			os.Unsetenv(key)
		}
	})
}

// Chdir changes the working directory, and PWD, until the end.
func (c *common) Chdir(dir string) {
	c.notInFuzz("Chdir")
	before, err := os.Open(".")
	if err != nil {
		c.Fatal(err)
	}
	if err := os.Chdir(dir); err != nil {
		c.Fatal(err)
	}
	if !filepath.IsAbs(dir) {
		if dir, err = os.Getwd(); err != nil {
			c.Fatal(err)
		}
	}
	c.Setenv("PWD", dir)
	c.Cleanup(func() {
		err := before.Chdir()
		before.Close()
		if err != nil {
			panic("testing.Chdir: " + err.Error())
		}
	})
}
