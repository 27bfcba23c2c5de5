local n, count = 5000000, 0
for round = 1, 5 do
  local c = {}
  for i = 0, n do c[i] = false end
  count = 0
  for i = 2, n do
    if not c[i] then count = count + 1; for j = i + i, n, i do c[j] = true end end
  end
end
print(count)
