package third

import _ "example.com/Upper/lib"
