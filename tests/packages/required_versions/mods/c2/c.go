package c

const V = 2
