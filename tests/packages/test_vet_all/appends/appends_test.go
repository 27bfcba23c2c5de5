package appends
