module q.r/s
