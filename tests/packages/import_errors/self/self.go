package self

import "example.com/m/self"
