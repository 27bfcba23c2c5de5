package template

import "strings"

// attributes says what HTML's attributes hold, for those that are not just text.
var attributes = byName(map[content]string{
	contentPlain: "accept alt autocomplete autofocus autoplay border checked class cols colspan contenteditable contextmenu controls coords " +
		"datetime default dir dirname disabled draggable dropzone for formtarget headers height hidden high hreflang id ismap kind label lang list " +
		"loop low max maxlength media mediagroup min multiple name open optimum placeholder preload pubdate radiogroup readonly " +
		"required reversed rows rowspan spellcheck scope scoped seamless selected shape size sizes span srclang start step tabindex target title width wrap",
	contentURL: "action archive background cite classid codebase data formaction href icon longdesc manifest poster profile src usemap xmlns",
	contentUnsafe: "accept-charset async challenge charset content crossorigin defer enctype form formenctype formmethod formnovalidate " +
		"http-equiv novalidate keytype language method pattern rel sandbox type value",
	contentHTML:   "srcdoc",
	contentSrcset: "srcset",
	contentCSS:    "style",
})

func byName(lists map[content]string) map[string]content {
	all := map[string]content{}
	for c, list := range lists {
		for _, name := range strings.Fields(list) {
			all[name] = c
		}
	}
	return all
}

// attributeContent says what an attribute holds; of an unknown one, what its name lets fear.
func attributeContent(name string) content {
	if rest, ok := strings.CutPrefix(name, "data-"); ok {
		name = rest
	} else if space, local, ok := strings.Cut(name, ":"); ok {
		if space == "xmlns" {
			return contentURL
		}
		name = local
	}
	if c, ok := attributes[name]; ok {
		return c
	}
	if strings.HasPrefix(name, "on") {
		return contentJS
	}
	for _, part := range []string{"src", "uri", "url"} {
		if strings.Contains(name, part) {
			return contentURL
		}
	}
	return contentPlain
}
