package godebug

// defaults are the settings that hold where the environment sets none. The loader puts the program's here.
const defaults = ""
