module x.y/b
gone 1.21
