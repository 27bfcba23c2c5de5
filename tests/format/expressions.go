package p

var a = b*c+d
var e = f( a*b+c , d )
var g = s[a+1:b] ; var h = s[ a:b ]
var i = x - -y + +z & ^w
var n = 0XFF + 0B11 + 0O17 + 1E3 + 0X1P-2 + 012i
type G[ P *T, ] struct{}
type F func( a,b int,c ... string )( x int )
var ch chan <- (<-chan int)
var m = map[string]int { "a":1, "bbb" : 2,
 "cc":3 , "a very long key that is not like the others in any way at all, I am afraid" : 4,
"d":5 }
var l = long(first,
 second , third)
func k() { return }
func o() { a(); b() ; if c { d() } }
func p( ) ( err error ) { defer func ( ) { recover( ) }( ) ; x . y( 1 ).
 z( 2 ).w( func( ) { q( ) } )
 if ( x == y ) { } else if z := ( T{ } ) ; z { }
 for range ( ch ) { }
 for ; ; { }
 select { }
 select { case v , ok := <- ch : _ , _ = v , ok
 default : }
 switch y := x . ( type ) { case int , string : }
 var ( q = 1 ; rr int ; sss string = "s" )
 a , b := func() int { return 1 } , struct { x int } { 1 }
 return errors.Join( a,
  b ) }
