package http

// mux121.go stands for this file where the setting httpmuxgo121 may ask for a ServeMux of a Go before 1.22.
const is121 = false

type olderMux struct{}

func (*olderMux) find(r *Request) (Handler, string) { return NotFoundHandler(), "" }
func (*olderMux) register(text string, h Handler)   {}
