package structtag
