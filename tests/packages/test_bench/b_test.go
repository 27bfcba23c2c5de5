package bench

import (
	"sync/atomic"
	"testing"
)

var sink []byte

func BenchmarkN(b *testing.B) {
	for i := 0; i < b.N; i++ {
		sink = make([]byte, 64)
	}
}

func BenchmarkLoop(b *testing.B) {
	n := 0
	for b.Loop() {
		n++
	}
	if n != b.N {
		b.Errorf("%d rounds, N %d", n, b.N)
	}
	b.ReportMetric(float64(n)/float64(b.N), "rounds/op")
}

func BenchmarkSub(b *testing.B) {
	for _, size := range []int{1, 1000} {
		b.Run("size", func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for range b.N {
				sink = make([]byte, size)
			}
		})
	}
}

func BenchmarkParallel(b *testing.B) {
	var n atomic.Int64
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			n.Add(1)
		}
	})
	if n.Load() != int64(b.N) {
		b.Fatal(n.Load(), b.N)
	}
}

func BenchmarkFails(b *testing.B) {
	b.Log("a log")
	b.Fatal("no")
}

func BenchmarkSkips(b *testing.B) { b.Skip("no") }


func TestBenchmark(t *testing.T) {
	r := testing.Benchmark(func(b *testing.B) {
		for range b.N {
		}
	})
	if r.N < 1000 || r.T <= 0 {
		t.Error(r.N, r.T)
	}
	x := testing.BenchmarkResult{N: 100, T: 12345678, Bytes: 1000, MemAllocs: 250, MemBytes: 12345, Extra: map[string]float64{"b/x": 0.00012, "a": 12345.6, "c": 0}}
	t.Error(x.String(), "|", x.MemString(), x.NsPerOp(), x.AllocsPerOp(), x.AllocedBytesPerOp())
}
