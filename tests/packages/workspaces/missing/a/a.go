package a

import _ "nope.example/x"
