// only comment
