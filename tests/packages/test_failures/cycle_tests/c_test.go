package cycle_tests

import _ "example.com/m/back"
