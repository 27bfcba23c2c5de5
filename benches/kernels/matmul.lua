local n = 300
local function matrix(seed) local m = {} for i = 0, n-1 do m[i] = {} for j = 0, n-1 do m[i][j] = seed*(i-j)*(i+j) end end return m end
local a, b, c = matrix(1.0/n/n), matrix(2.0/n/n), {}
for i = 0, n-1 do c[i] = {} for j = 0, n-1 do local s = 0.0 for k = 0, n-1 do s = s + a[i][k]*b[k][j] end c[i][j] = s end end
print(math.floor(c[n/2][n/2]*1000))
