module "a\x01\n"

go 1.27
