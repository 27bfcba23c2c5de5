package c

import _ "example.com/m/c2"
