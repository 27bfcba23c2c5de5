module "a
