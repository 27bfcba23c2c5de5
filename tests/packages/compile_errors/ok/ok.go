package ok

const X = "x"
const hidden = 1
