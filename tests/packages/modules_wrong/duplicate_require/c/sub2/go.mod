module a.b/c
