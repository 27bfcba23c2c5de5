package sub

import _ "image"
