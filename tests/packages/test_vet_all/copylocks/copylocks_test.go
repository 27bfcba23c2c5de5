package copylocks
