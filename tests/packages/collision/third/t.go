package third

import _ "example.com/abc"
