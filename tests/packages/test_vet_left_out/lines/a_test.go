package lines
