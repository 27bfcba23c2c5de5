module example.com/m

retract [v1.0.0
retract [
retract [v1.0.0, v1.1.0
retract v1.0.0 x
