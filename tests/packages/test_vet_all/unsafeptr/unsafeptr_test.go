package unsafeptr
