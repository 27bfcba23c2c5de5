module example.com/m/v1
