package shift
