package p

import (
	_ "m/missing_letters/there"
	_ "m/missing_letters/There"
)
