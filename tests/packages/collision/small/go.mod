module example.com/abc
