foo bar
baz
module m
module n
