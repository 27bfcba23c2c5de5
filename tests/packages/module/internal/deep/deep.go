// Package deep is local.
package deep

import "example.com/m/internal/deep/internal/deeper"

const Name = "deep/" + deeper.Name
