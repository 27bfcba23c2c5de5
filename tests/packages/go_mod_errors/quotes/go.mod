module m"x
