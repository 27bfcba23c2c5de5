module m
go 1.21
exclude a.b/c
retract [v1.2.0, v1.0.0]
retract v2.0.0
retract 1.0
retract
