package mime

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
)

// What is always known: an extension and its type, a line each. Texts are in UTF-8.
const builtin = `
.ai application/postscript
.apk application/vnd.android.package-archive
.apng image/apng
.avif image/avif
.bin application/octet-stream
.bmp image/bmp
.com application/octet-stream
.css text/css
.csv text/csv
.doc application/msword
.docx application/vnd.openxmlformats-officedocument.wordprocessingml.document
.ehtml text/html
.eml message/rfc822
.eps application/postscript
.exe application/octet-stream
.flac audio/flac
.gif image/gif
.gz application/gzip
.htm text/html
.html text/html
.ico image/vnd.microsoft.icon
.ics text/calendar
.jfif image/jpeg
.jpeg image/jpeg
.jpg image/jpeg
.js text/javascript
.json application/json
.m4a audio/mp4
.mjs text/javascript
.mp3 audio/mpeg
.mp4 video/mp4
.oga audio/ogg
.ogg audio/ogg
.ogv video/ogg
.opus audio/ogg
.pdf application/pdf
.pjp image/jpeg
.pjpeg image/jpeg
.png image/png
.ppt application/vnd.ms-powerpoint
.pptx application/vnd.openxmlformats-officedocument.presentationml.presentation
.ps application/postscript
.rdf application/rdf+xml
.rtf application/rtf
.shtml text/html
.svg image/svg+xml
.text text/plain
.tif image/tiff
.tiff image/tiff
.txt text/plain
.vtt text/vtt
.wasm application/wasm
.wav audio/wav
.weba audio/webm
.webm video/webm
.webp image/webp
.xbl text/xml
.xbm image/x-xbitmap
.xht application/xhtml+xml
.xhtml application/xhtml+xml
.xls application/vnd.ms-excel
.xlsx application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
.xml text/xml
.xsl text/xml
.zip application/zip
`

// types are the tables, filled when first needed.
var types struct {
	sync.RWMutex
	once       sync.Once
	exact      map[string]string
	lower      map[string]string
	extensions map[string][]string // by type, without parameters
}

func load() {
	types.exact, types.lower, types.extensions = map[string]string{}, map[string]string{}, map[string][]string{}
	for line := range strings.Lines(builtin) {
		if ext, typ, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			setType(ext, typ)
		}
	}
	for _, name := range []string{"/usr/local/share/mime/globs2", "/usr/share/mime/globs2"} {
		if loadGlobs(name) {
			return
		}
	}
	for _, name := range []string{"/etc/mime.types", "/etc/apache2/mime.types", "/etc/apache/mime.types", "/etc/httpd/conf/mime.types"} {
		loadTypes(name)
	}
}

// loadGlobs reads lines like 50:text/css:*.css of the desktop's data base.
func loadGlobs(name string) bool {
	data, err := os.ReadFile(name)
	if err != nil {
		return false
	}
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), ":")
		if len(f) < 3 || f[0] == "" || f[0][0] == '#' || !strings.HasPrefix(f[2], "*.") || len(f[2]) < 3 {
			continue
		}
		ext := f[2][1:]
		if _, known := types.exact[ext]; !known && !strings.ContainsAny(ext, "?*[") {
			setType(ext, f[1])
		}
	}
	return true
}

// loadTypes reads lines of a type and its extensions.
func loadTypes(name string) {
	data, err := os.ReadFile(name)
	if err != nil {
		return
	}
	for line := range strings.Lines(string(data)) {
		f := strings.Fields(line)
		if len(f) < 2 || f[0][0] == '#' {
			continue
		}
		for _, ext := range f[1:] {
			if ext[0] == '#' {
				break
			}
			setType("."+ext, f[0])
		}
	}
}

func setType(ext, typ string) error {
	base, param, err := ParseMediaType(typ)
	if err != nil {
		return err
	}
	if strings.HasPrefix(typ, "text/") && param["charset"] == "" {
		param["charset"] = "utf-8"
		typ = FormatMediaType(base, param)
	}
	lower := strings.ToLower(ext)
	types.exact[ext] = typ
	types.lower[lower] = typ
	if !slices.Contains(types.extensions[base], lower) {
		types.extensions[base] = append(types.extensions[base], lower)
	}
	return nil
}

// TypeByExtension is the type of files whose names end so (".html"), "" if it is not known.
func TypeByExtension(ext string) string {
	types.once.Do(load)
	types.RLock()
	defer types.RUnlock()
	if t, ok := types.exact[ext]; ok {
		return t
	}
	return types.lower[strings.ToLower(ext)]
}

// ExtensionsByType lists the extensions of a type.
func ExtensionsByType(typ string) ([]string, error) {
	base, _, err := ParseMediaType(typ)
	if err != nil {
		return nil, err
	}
	types.once.Do(load)
	types.RLock()
	defer types.RUnlock()
	list := slices.Clone(types.extensions[base])
	slices.Sort(list)
	return list, nil
}

// AddExtensionType sets the type of an extension.
func AddExtensionType(ext, typ string) error {
	if !strings.HasPrefix(ext, ".") {
		return fmt.Errorf("mime: extension %q missing leading dot", ext)
	}
	types.once.Do(load)
	types.Lock()
	defer types.Unlock()
	return setType(ext, typ)
}
