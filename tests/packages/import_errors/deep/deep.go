package deep

import _ "example.com/m/outsider"
