// Package pprof serves the profiles of the running program below /debug/pprof/: importing it registers them with http.DefaultServeMux.
package pprof

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"html"
	"internal/godebug"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"runtime/pprof"
	"runtime/trace"
	"slices"
	"strconv"
	"strings"
	"time"
	_ "unsafe" // for go:linkname
)

const root = "/debug/pprof/"

func init() {
	method := "GET "
	if godebug.New("httpmuxgo121").Value() == "1" {
		method = ""
	}
	http.HandleFunc(method+root, Index)
	for _, p := range others {
		http.HandleFunc(method+root+p.name, p.serve)
	}
}

// others are what there is beside runtime/pprof's profiles.
var others = []struct {
	name  string
	serve http.HandlerFunc
}{{"cmdline", Cmdline}, {"profile", Profile}, {"symbol", Symbol}, {"trace", Trace}}

var descriptions = map[string]string{
	"allocs":        "A sampling of all past memory allocations",
	"block":         "Stack traces that led to blocking on synchronization primitives",
	"cmdline":       "The command line invocation of the current program",
	"goroutine":     "Stack traces of all current goroutines. Use debug=2 as a query parameter to export in the same format as an unrecovered panic.",
	"goroutineleak": "Stack traces of all leaked goroutines. Use debug=2 as a query parameter to export in the same format as an unrecovered panic.",
	"heap":          "A sampling of memory allocations of live objects. You can specify the gc GET parameter to run GC before taking the heap sample.",
	"mutex":         "Stack traces of holders of contended mutexes",
	"profile":       "CPU profile. You can specify the duration in the seconds GET parameter. After you get the profile file, use the go tool pprof command to investigate the profile.",
	"symbol":        "Maps given program counters to function names. Counters can be specified in a GET raw query or POST body, multiple counters are separated by '+'.",
	"threadcreate":  "Stack traces that led to the creation of new OS threads",
	"trace":         "A trace of execution of the current program. You can specify the duration in the seconds GET parameter. After you get the trace file, use the go tool trace command to investigate the trace.",
}

func asText(w http.ResponseWriter) { w.Header().Set("Content-Type", "text/plain; charset=utf-8") }

func asFile(w http.ResponseWriter, name string) {
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s"`, name))
}

func asItIs(w http.ResponseWriter) { w.Header().Set("X-Content-Type-Options", "nosniff") }

func refuse(w http.ResponseWriter, status int, why string) {
	asText(w)
	w.Header().Set("X-Go-Pprof", "1")
	w.Header().Del("Content-Disposition")
	w.WriteHeader(status)
	fmt.Fprintln(w, why)
}

// allow puts the server's deadline for writing off by the time that the answer takes.
func allow(w http.ResponseWriter, r *http.Request, d time.Duration) {
	server, ok := r.Context().Value(http.ServerContextKey).(*http.Server)
	if ok && server.WriteTimeout > 0 {
		http.NewResponseController(w).SetWriteDeadline(time.Now().Add(server.WriteTimeout + d))
	}
}

// pause waits that long, or until nobody wants the answer any longer.
func pause(r *http.Request, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-r.Context().Done():
		return r.Context().Err()
	}
}

// Cmdline answers with the program's arguments, zero bytes between them.
func Cmdline(w http.ResponseWriter, r *http.Request) {
	asItIs(w)
	asText(w)
	io.WriteString(w, strings.Join(os.Args, "\x00"))
}

// Profile answers with a profile of the processor over "seconds", or 30.
func Profile(w http.ResponseWriter, r *http.Request) {
	asItIs(w)
	seconds, err := strconv.ParseInt(r.FormValue("seconds"), 10, 64)
	if err != nil || seconds <= 0 {
		seconds = 30
	}
	allow(w, r, time.Duration(seconds)*time.Second)
	asFile(w, "profile")
	if err := pprof.StartCPUProfile(w); err != nil {
		refuse(w, http.StatusInternalServerError, "Could not enable CPU profiling: "+err.Error())
		return
	}
	pause(r, time.Duration(seconds)*time.Second)
	pprof.StopCPUProfile()
}

// Trace answers with a trace of "seconds", which may be broken, or 1.
func Trace(w http.ResponseWriter, r *http.Request) {
	asItIs(w)
	seconds, err := strconv.ParseFloat(r.FormValue("seconds"), 64)
	if err != nil || seconds <= 0 {
		seconds = 1
	}
	d := time.Duration(seconds * float64(time.Second))
	allow(w, r, d)
	asFile(w, "trace")
	if err := trace.Start(w); err != nil {
		refuse(w, http.StatusInternalServerError, "Could not enable tracing: "+err.Error())
		return
	}
	pause(r, d)
	trace.Stop()
}

// Symbol answers with the functions at the places that the query, or a POST's body, lists with "+" between them.
func Symbol(w http.ResponseWriter, r *http.Request) {
	asItIs(w)
	asText(w)
	var asked io.Reader = strings.NewReader(r.URL.RawQuery)
	if r.Method == "POST" {
		asked = r.Body
	}
	var answer strings.Builder
	// That there are symbols is all that the number says.
	answer.WriteString("num_symbols: 1\n")
	for words := bufio.NewReader(asked); ; {
		word, err := words.ReadSlice('+')
		pc, _ := strconv.ParseUint(strings.TrimSuffix(string(word), "+"), 0, 64)
		if f := runtime.FuncForPC(uintptr(pc)); pc != 0 && f != nil {
			fmt.Fprintf(&answer, "%#x %s\n", pc, f.Name())
		}
		if err != nil {
			if err != io.EOF {
				fmt.Fprintf(&answer, "reading request: %v\n", err)
			}
			break
		}
	}
	io.WriteString(w, answer.String())
}

// Handler serves the profile of that name.
func Handler(name string) http.Handler { return profile(name) }

type profile string

func (name profile) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	asItIs(w)
	p := pprof.Lookup(string(name))
	if p == nil {
		refuse(w, http.StatusNotFound, "Unknown profile")
		return
	}
	if seconds := r.FormValue("seconds"); seconds != "" {
		name.serveDifference(w, r, p, seconds)
		return
	}
	if gc, _ := strconv.Atoi(r.FormValue("gc")); name == "heap" && gc > 0 {
		runtime.GC()
	}
	debug, _ := strconv.Atoi(r.FormValue("debug"))
	if debug != 0 {
		asText(w)
	} else {
		asFile(w, string(name))
	}
	p.WriteTo(w, debug)
}

// since takes a profile; what it gives back writes the difference that there is by then.
//
//go:linkname since
func since(p *pprof.Profile) func(w io.Writer) error

func (name profile) serveDifference(w http.ResponseWriter, r *http.Request, p *pprof.Profile, asked string) {
	seconds, err := strconv.ParseInt(asked, 10, 64)
	if err != nil || seconds <= 0 {
		refuse(w, http.StatusBadRequest, `invalid value for "seconds" - must be a positive integer`)
		return
	}
	// Programs' own profiles may only grow, or anything else.
	switch name {
	case "allocs", "block", "goroutine", "goroutineleak", "heap", "mutex", "threadcreate":
	default:
		refuse(w, http.StatusBadRequest, `"seconds" parameter is not supported for this profile type`)
		return
	}
	d := time.Duration(seconds) * time.Second
	allow(w, r, d)
	if debug, _ := strconv.Atoi(r.FormValue("debug")); debug != 0 {
		refuse(w, http.StatusBadRequest, "seconds and debug params are incompatible")
		return
	}
	write := since(p)
	if err := pause(r, d); err != nil {
		status := http.StatusInternalServerError
		if errors.Is(err, context.DeadlineExceeded) {
			status = http.StatusRequestTimeout
		}
		refuse(w, status, err.Error())
		return
	}
	asFile(w, string(name)+"-delta")
	write(w)
}

// Index serves the profile that the path names after /debug/pprof/, else a page of all.
func Index(w http.ResponseWriter, r *http.Request) {
	if name, found := strings.CutPrefix(r.URL.Path, root); found && name != "" {
		profile(name).ServeHTTP(w, r)
		return
	}
	asItIs(w)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if _, err := io.WriteString(w, page()); err != nil {
		log.Print(err)
	}
}

// page is Go's page: programs read it.
func page() string {
	type entry struct {
		name  string
		count int
	}
	var entries []entry
	for _, p := range pprof.Profiles() {
		entries = append(entries, entry{p.Name(), p.Count()})
	}
	for _, p := range others {
		entries = append(entries, entry{name: p.name})
	}
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.name, b.name) })

	var b strings.Builder
	b.WriteString("<html>\n<head>\n<title>/debug/pprof/</title>\n<style>\n.profile-name{\n\tdisplay:inline-block;\n\twidth:6rem;\n}\n</style>\n</head>\n<body>\n" +
		"/debug/pprof/\n<br>\n<p>Set debug=1 as a query parameter to export in legacy text format</p>\n<br>\n" +
		"Types of profiles available:\n<table>\n<thead><td>Count</td><td>Profile</td></thead>\n")
	for _, e := range entries {
		link := &url.URL{Path: e.name, RawQuery: "debug=1"}
		fmt.Fprintf(&b, "<tr><td>%d</td><td><a href='%s'>%s</a></td></tr>\n", e.count, link, html.EscapeString(e.name))
	}
	b.WriteString("</table>\n<a href=\"goroutine?debug=2\">full goroutine stack dump</a>\n<br>\n<p>\nProfile Descriptions:\n<ul>\n")
	for _, e := range entries {
		fmt.Fprintf(&b, "<li><div class=profile-name>%s: </div> %s</li>\n", html.EscapeString(e.name), html.EscapeString(descriptions[e.name]))
	}
	b.WriteString("</ul>\n</p>\n</body>\n</html>")
	return b.String()
}
