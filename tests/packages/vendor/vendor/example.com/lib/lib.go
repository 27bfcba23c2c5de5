package lib

const Name = "vendored"
