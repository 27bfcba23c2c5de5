module example.com/Upper/lib

require example.com/other v1.1.0
