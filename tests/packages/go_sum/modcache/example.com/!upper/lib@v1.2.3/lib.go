package lib

const Name = "upper"
