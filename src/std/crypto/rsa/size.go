package rsa

// leastBits is the size below which keys are refused.
const leastBits = 1024
