package printer

import (
	"bytes"
	"go/build/constraint"
	"slices"
	"text/tabwriter"
)

// fixBuildLines brings //go:build and // +build lines together at the top, in normal form.
func (p *printer) fixBuildLines() {
	lines := slices.Concat(p.goBuild, p.plusBuild)
	if len(lines) == 0 {
		return
	}
	at := p.latestPlace()
	switch {
	case len(p.goBuild) > 0 && p.goBuild[0] < at:
		at = p.goBuild[0]
	case len(p.plusBuild) > 0 && p.plusBuild[0] < at:
		at = p.plusBuild[0]
	}
	slices.Sort(lines)
	var after []byte
	start := at
	for _, line := range lines {
		if line < start {
			continue
		}
		after = addLines(after, p.out[start:line])
		start = line + len(p.outLine(line))
	}
	after = addLines(after, p.out[start:])
	if endsBlank(after) {
		after = after[:len(after)-1]
	}
	p.out = slices.Concat(p.out[:at], p.buildBlock(), after)
}

func endsBlank(text []byte) bool {
	n := len(text)
	return n >= 2 && isBreak(text[n-1]) && isBreak(text[n-2])
}

// addLines adds whole lines, but no second blank one in a row.
func addLines(text, lines []byte) []byte {
	if len(lines) > 0 && isBreak(lines[0]) && (len(text) == 0 || endsBlank(text)) {
		lines = lines[1:]
	}
	return append(text, lines...)
}

// latestPlace is behind the last blank line before what is no comment.
func (p *printer) latestPlace() int {
	comment := []byte{tabwriter.Escape, '/', '/'}
	place, at := 0, 0
	for {
		for at < len(p.out) && (p.out[at] == ' ' || p.out[at] == '\t') {
			at++
		}
		rest := p.out[at:]
		isComment := len(rest) > len(comment) && bytes.HasPrefix(rest, comment)
		if isComment {
			for at < len(p.out) && !isBreak(p.out[at]) {
				at++
			}
		}
		if at == len(p.out) || !isBreak(p.out[at]) {
			return place
		}
		at++
		if !isComment {
			place = at
		}
	}
}

func (p *printer) buildBlock() []byte {
	var block []byte
	line := func(text string) {
		block = append(block, tabwriter.Escape)
		block = append(block, text...)
		block = append(block, tabwriter.Escape, '\n')
	}
	if x := p.constraint(); x == nil {
		// Not understood: together, but as they are.
		for _, at := range slices.Concat(p.goBuild, p.plusBuild) {
			block = append(block, p.outLine(at)...)
		}
	} else {
		line("//go:build " + x.String())
		if len(p.plusBuild) > 0 {
			lines, err := constraint.PlusBuildLines(x)
			if err != nil {
				lines = []string{"// +build error: " + err.Error()}
			}
			for _, text := range lines {
				line(text)
			}
		}
	}
	return append(block, '\n')
}

// constraint is what the lines say, or nil.
func (p *printer) constraint() constraint.Expr {
	if len(p.goBuild) > 0 {
		if len(p.goBuild) > 1 {
			return nil
		}
		x, _ := constraint.Parse(p.outComment(p.goBuild[0]))
		return x
	}
	var all constraint.Expr
	for _, at := range p.plusBuild {
		x, err := constraint.Parse(p.outComment(at))
		if err != nil {
			return nil
		}
		if all == nil {
			all = x
		} else {
			all = &constraint.AndExpr{X: all, Y: x}
		}
	}
	return all
}

// outLine is a line of the output, with its break.
func (p *printer) outLine(start int) []byte {
	rest := p.out[start:]
	if end := slices.IndexFunc(rest, isBreak); end >= 0 {
		return rest[:end+1]
	}
	return rest
}

func (p *printer) outComment(start int) string {
	rest := bytes.TrimPrefix(p.out[start:], []byte{tabwriter.Escape})
	end := slices.IndexFunc(rest, func(b byte) bool { return b == tabwriter.Escape || isBreak(b) })
	if end >= 0 {
		rest = rest[:end]
	}
	return string(rest)
}
