module example.com/none
