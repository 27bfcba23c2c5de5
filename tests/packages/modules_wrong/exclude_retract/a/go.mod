module m
go 1.21
exclude a.b/c v1.0.0
retract v1.0.0
retract [v1.0.0, v1.2.0] // because
