module m2
