module example.com/m extra
require a.b/c
replace a => b
replace a => b@v1
replace a.b/c => ../b v1.0.0
replace x
exclude x
tool
ignore
godebug x
