package broken

var X = Y
