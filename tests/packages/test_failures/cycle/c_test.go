package cycle
