package 'a
