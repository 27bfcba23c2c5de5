package "\q"
