package lib

import "example.com/lib/internal/own"

const Name = "lib " + own.Name
