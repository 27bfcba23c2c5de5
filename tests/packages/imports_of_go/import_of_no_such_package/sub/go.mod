module m/sub
