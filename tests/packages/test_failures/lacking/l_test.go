package lacking

import "nope.example/z"
