package _ // ERROR@9 `invalid package name _`

var x = 1
