package both

import (
	_ "example.com/Abc"
	_ "example.com/abc"
)
