package b

import _ "a.x/a"
