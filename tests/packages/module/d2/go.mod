module example.com/separate
