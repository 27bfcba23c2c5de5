package b

const Name = "b"
