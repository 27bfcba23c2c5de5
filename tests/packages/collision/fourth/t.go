package fourth

import _ "example.com/Abc"
