package lib

import "example.com/lib/sub"

const Name = "lib2 " + sub.Name
