package x509

import (
	"internal/godebug"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// Where Linux distributions keep the roots. The first file counts that can be read, and all directories.
var (
	rootFiles = []string{
		"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/pki/tls/cacert.pem",
		"/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem",
	}
	rootDirectories = []string{"/etc/ssl/certs", "/etc/pki/tls/certs"}
)

// system is what the system trusts, read when it is first asked for.
var system struct {
	sync.Mutex
	loaded   bool
	roots    *CertPool
	err      error
	fallback *CertPool
}

// systemRoots is nil with an error if there is something that cannot be read, and nothing that can.
func systemRoots() (*CertPool, error) {
	system.Lock()
	defer system.Unlock()
	if !system.loaded {
		system.roots, system.err = loadRoots()
		system.loaded = true
	}
	if system.fallback != nil && (system.roots.len() == 0 || forceFallback()) {
		return system.fallback, nil
	}
	return system.roots, system.err
}

var fallbackRoots = godebug.New("x509usefallbackroots")

func forceFallback() bool { return fallbackRoots.Value() == "1" }

// SystemCertPool is a copy of what the system trusts; SSL_CERT_FILE and SSL_CERT_DIR say where that is.
func SystemCertPool() (*CertPool, error) {
	roots, err := systemRoots()
	if roots == nil {
		return nil, err
	}
	return roots.Clone(), nil
}

// SetFallbackRoots says what to trust where the system has nothing.
func SetFallbackRoots(roots *CertPool) {
	if roots == nil {
		panic("roots must be non-nil")
	}
	system.Lock()
	defer system.Unlock()
	if system.fallback != nil {
		panic("SetFallbackRoots has already been called")
	}
	system.fallback = roots
}

func loadRoots() (*CertPool, error) {
	roots := NewCertPool()
	var first error
	note := func(err error) {
		if first == nil && !os.IsNotExist(err) {
			first = err
		}
	}
	files, directories := rootFiles, rootDirectories
	if file := os.Getenv("SSL_CERT_FILE"); file != "" {
		files = []string{file}
	}
	if list := os.Getenv("SSL_CERT_DIR"); list != "" {
		directories = filepath.SplitList(list)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err == nil {
			roots.AppendCertsFromPEM(data)
			break
		}
		note(err)
	}
	for _, directory := range directories {
		entries, err := os.ReadDir(directory)
		if err != nil {
			note(err)
			continue
		}
		for _, entry := range entries {
			path := filepath.Join(directory, entry.Name())
			if entry.Type()&fs.ModeSymlink != 0 {
				// The same directory has it under another name.
				if target, err := os.Readlink(path); err == nil && !strings.ContainsRune(target, filepath.Separator) {
					continue
				}
			}
			if data, err := os.ReadFile(path); err == nil {
				roots.AppendCertsFromPEM(data)
			}
		}
	}
	if roots.len() == 0 && first != nil {
		return nil, first
	}
	return roots, nil
}
