package y

const X = 1
