package a

import _ "m/chain/x"
