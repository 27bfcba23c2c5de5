module c.x/c
