package lx
