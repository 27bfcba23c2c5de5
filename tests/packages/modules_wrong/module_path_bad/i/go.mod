module ./x
