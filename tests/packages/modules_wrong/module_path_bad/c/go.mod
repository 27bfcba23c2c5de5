module /a
