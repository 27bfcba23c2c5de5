module example.com/m

require a.b/c v2.0.0
require a.b/c/v3 v2.0.0
require gopkg.in/yaml.v2 v3.0.0
