package signature_and_import

import "nope.example/q"
