package abc
