package l
