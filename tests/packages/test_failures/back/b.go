package back

import _ "example.com/m/cycle_tests"
