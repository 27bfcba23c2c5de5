package broken_alone

var X = Y
