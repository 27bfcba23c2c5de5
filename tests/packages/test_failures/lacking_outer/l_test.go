package lacking_outer_test

import "nope.example/z"
import "nope.example/w"
