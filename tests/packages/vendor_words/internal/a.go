package foo

import _ "internal/foo/sub"
