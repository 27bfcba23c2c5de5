package indirect

import (
	_ "example.com/abc"
	_ "m/fourth"
)
