package letters
