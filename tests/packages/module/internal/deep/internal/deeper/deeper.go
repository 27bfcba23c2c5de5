package deeper

const Name = "deeper"
