local sqrt, PI = math.sqrt, math.pi
local SM, D = 4*PI*PI, 365.24
local function B(x,y,z,vx,vy,vz,m) return {x=x,y=y,z=z,vx=vx*D,vy=vy*D,vz=vz*D,mass=m*SM} end
local bs = {
 B(0,0,0,0,0,0,1),
 B(4.84143144246472082945e+00,-1.16032004402742839362e+00,-1.03622044471123109494e-01,1.66007664274403694959e-03,7.69901118419740425080e-03,-6.90460016972063023554e-05,9.54791938424326609124e-04),
 B(8.34336671824457987790e+00,4.12479856412430479268e+00,-4.03523417114321381185e-01,-2.76742510726411021890e-03,4.99852801234917238954e-03,2.30417297573763929463e-05,2.85885980666130812119e-04),
 B(1.28943695621391310164e+01,-1.51111514016986312525e+01,-2.23307578892655734398e-01,2.96460137564761618652e-03,2.37847173959480950188e-03,-2.96589568540237556131e-05,4.36624404335156298062e-05),
 B(1.53796971148509165498e+01,-2.59193146099879641146e+01,1.79258772950371181757e-01,2.68067772490389322511e-03,1.62824170038242295431e-03,-9.51592254519715870971e-05,5.15138902046611451304e-05)}
local px,py,pz=0,0,0
for _,b in ipairs(bs) do px=px+b.vx*b.mass py=py+b.vy*b.mass pz=pz+b.vz*b.mass end
bs[1].vx,bs[1].vy,bs[1].vz=-px/SM,-py/SM,-pz/SM
local n=#bs
for s=1,500000 do
 for i=1,n do local b=bs[i]
  for j=i+1,n do local o=bs[j]
   local dx,dy,dz=b.x-o.x,b.y-o.y,b.z-o.z
   local d2=dx*dx+dy*dy+dz*dz
   local mag=0.01/(d2*sqrt(d2))
   b.vx=b.vx-dx*o.mass*mag b.vy=b.vy-dy*o.mass*mag b.vz=b.vz-dz*o.mass*mag
   o.vx=o.vx+dx*b.mass*mag o.vy=o.vy+dy*b.mass*mag o.vz=o.vz+dz*b.mass*mag
  end end
 for i=1,n do local b=bs[i] b.x=b.x+0.01*b.vx b.y=b.y+0.01*b.vy b.z=b.z+0.01*b.vz end
end
print(bs[1].x)
