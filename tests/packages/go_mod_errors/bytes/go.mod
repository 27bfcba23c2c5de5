module aÿb

go 1.27
