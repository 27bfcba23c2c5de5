package inner

const I = 5
