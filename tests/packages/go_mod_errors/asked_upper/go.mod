module m

go 1.27

require A.b/c v1.2
require a.b/c!d v1.2
require -a.b/c v1
require a.b//c v1
