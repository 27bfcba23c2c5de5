module fmt
