package waitgroup
