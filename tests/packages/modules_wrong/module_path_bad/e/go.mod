module a@b
