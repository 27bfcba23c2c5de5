module a..b/c
