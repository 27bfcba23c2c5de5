module "a\\b"

go 1.27
