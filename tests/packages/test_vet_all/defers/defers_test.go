package defers
