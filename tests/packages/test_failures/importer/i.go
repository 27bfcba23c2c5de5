package importer

import _ "example.com/m/broken"
