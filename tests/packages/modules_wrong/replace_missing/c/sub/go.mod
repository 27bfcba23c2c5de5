module x.y/z
