package hostport
