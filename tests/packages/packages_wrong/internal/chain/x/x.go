package x

import _ "m/chain/b/internal/z"
