package c

const V = 1
