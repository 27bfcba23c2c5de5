module example.com/unused
