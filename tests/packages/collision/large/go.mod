module example.com/Abc
