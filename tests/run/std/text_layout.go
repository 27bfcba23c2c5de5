package main

import (
	"fmt"
	"html"
	"io"
	"os"
	"strings"
	"text/tabwriter"
)

func main() {
	texts := []string{"", "a", "a\tb\tc\n", "a\tb\nccc\td\n\nx\ty\n", "a\t\tb\n\tc\n", "α\tβγ\tδ\nlong text\tx\ty\n", "1\t2\t3\n10\t20\t30\n100\t200\t300", "a\vb\vc\n\v\v\n", "\ta\n\t\tb\n\tc\td\n", "a\tb\fc\td\n", "<b>x</b>\t&amp;y\tz\n&lt;\tbold<i>\tq\n", "\xffesc\taped\xff\tb\n1\t2\n", "a\t|\tb\n\n\nc\td", "x\ty\tz\nxx\tyy\n\nxxx\tyyy\tzzz\n"}
	for _, c := range []struct {
		min, tab, pad int
		char          byte
		flags         uint
	}{{0, 8, 1, ' ', 0}, {5, 0, 2, '.', 0}, {0, 8, 0, '\t', 0}, {8, 4, 1, '\t', 0}, {0, 8, 1, ' ', tabwriter.AlignRight}, {0, 8, 1, '.', tabwriter.AlignRight | tabwriter.Debug}, {0, 8, 2, ' ', tabwriter.Debug}, {0, 4, 1, ' ', tabwriter.TabIndent}, {0, 8, 1, ' ', tabwriter.FilterHTML}, {0, 8, 1, ' ', tabwriter.StripEscape}, {3, 8, 1, ' ', tabwriter.DiscardEmptyColumns}, {0, 8, 1, '\t', tabwriter.DiscardEmptyColumns | tabwriter.TabIndent | tabwriter.AlignRight}} {
		for _, text := range texts {
			var out strings.Builder
			w := tabwriter.NewWriter(&out, c.min, c.tab, c.pad, c.char, c.flags)
			n, err := io.WriteString(w, text)
			err2 := w.Flush()
			var slow strings.Builder
			w.Init(&slow, c.min, c.tab, c.pad, c.char, c.flags)
			for i := range len(text) {
				w.Write([]byte(text[i : i+1]))
			}
			w.Flush()
			fmt.Printf("%d %v %v %q %v\n", n, err, err2, out.String(), slow.String() == out.String())
		}
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 2, ' ', 0)
	fmt.Fprintln(w, "name\tage\tcity")
	for i := 0; i < 5; i++ {
		fmt.Fprintf(w, "%s\t%d\t%s\n", strings.Repeat("n", i*3), i*i*i, strings.Repeat("c", 6-i))
	}
	w.Flush()
	func() {
		defer func() { fmt.Println(recover()) }()
		tabwriter.NewWriter(os.Stdout, -1, 0, 0, ' ', 0)
	}()

	for _, s := range []string{"", "plain", `<a href="x">'&amp;'</a>`, "é<\xff>", "a&b", "&lt;&gt;&amp;&#39;&#34;&quot;", "&copy; &copy &copyx &notit; &notin; &not", "&#65;&#x41;&#X41;&#128;&#x9f;&#0;&#xD800;&#1114112;&#99999999999;", "&#65 &#65x &#9 &#x;&#;&# &#x1", "&", "&;", "&x;", "&NotEqualTilde;&fjlig;", "&ampamp;", "a&ampb", "&Aacute&aacute;", "&&amp;&", "&ThickSpace;", "&amp"} {
		fmt.Printf("%q %q %q\n", s, html.EscapeString(s), html.UnescapeString(s))
	}
}
