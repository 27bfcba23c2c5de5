package third

import _ "example.com/other/sub"
