package gob

import (
	"math"
	"reflect"
)

// readBasic returns what reads a basic kind; nil for the others. over is the error of a value that does not fit.
func readBasic(kind reflect.Kind, over error) read {
	switch kind {
	case reflect.Bool:
		return func(dec *Decoder, v reflect.Value) { v.SetBool(dec.uint() != 0) }
	case reflect.Int, reflect.Int64:
		return func(dec *Decoder, v reflect.Value) { v.SetInt(dec.int()) }
	case reflect.Int8:
		return func(dec *Decoder, v reflect.Value) { v.SetInt(dec.intWithin(math.MinInt8, math.MaxInt8, over)) }
	case reflect.Int16:
		return func(dec *Decoder, v reflect.Value) { v.SetInt(dec.intWithin(math.MinInt16, math.MaxInt16, over)) }
	case reflect.Int32:
		return func(dec *Decoder, v reflect.Value) { v.SetInt(dec.intWithin(math.MinInt32, math.MaxInt32, over)) }
	case reflect.Uint, reflect.Uint64, reflect.Uintptr:
		return func(dec *Decoder, v reflect.Value) { v.SetUint(dec.uint()) }
	case reflect.Uint8:
		return func(dec *Decoder, v reflect.Value) { v.SetUint(dec.uintWithin(math.MaxUint8, over)) }
	case reflect.Uint16:
		return func(dec *Decoder, v reflect.Value) { v.SetUint(dec.uintWithin(math.MaxUint16, over)) }
	case reflect.Uint32:
		return func(dec *Decoder, v reflect.Value) { v.SetUint(dec.uintWithin(math.MaxUint32, over)) }
	case reflect.Float32:
		return func(dec *Decoder, v reflect.Value) { v.SetFloat(dec.float32(over)) }
	case reflect.Float64:
		return func(dec *Decoder, v reflect.Value) { v.SetFloat(dec.float()) }
	case reflect.Complex64:
		return func(dec *Decoder, v reflect.Value) {
			re := dec.float32(over)
			v.SetComplex(complex(re, dec.float32(over)))
		}
	case reflect.Complex128:
		return func(dec *Decoder, v reflect.Value) {
			re := dec.float()
			v.SetComplex(complex(re, dec.float()))
		}
	case reflect.String:
		return readString
	}
	return nil
}

func (dec *Decoder) intWithin(low, high int64, over error) int64 {
	i := dec.int()
	if i < low || high < i {
		fail(over)
	}
	return i
}

func (dec *Decoder) uintWithin(high uint64, over error) uint64 {
	u := dec.uint()
	if u > high {
		fail(over)
	}
	return u
}

// fillSlice returns what fills slices of a basic type without reflection for each element.
func fillSlice(kind reflect.Kind, over error) fill {
	switch kind {
	case reflect.Bool:
		return filler("bool", func(dec *Decoder) bool { return dec.uint() != 0 })
	case reflect.Int:
		return filler("int", func(dec *Decoder) int { return int(dec.int()) })
	case reflect.Int8:
		return filler("int8", func(dec *Decoder) int8 { return int8(dec.intWithin(math.MinInt8, math.MaxInt8, over)) })
	case reflect.Int16:
		return filler("int16", func(dec *Decoder) int16 { return int16(dec.intWithin(math.MinInt16, math.MaxInt16, over)) })
	case reflect.Int32:
		return filler("int32", func(dec *Decoder) int32 { return int32(dec.intWithin(math.MinInt32, math.MaxInt32, over)) })
	case reflect.Int64:
		return filler("int64", func(dec *Decoder) int64 { return dec.int() })
	case reflect.Uint:
		return filler("uint", func(dec *Decoder) uint { return uint(dec.uint()) })
	case reflect.Uint16:
		return filler("uint16", func(dec *Decoder) uint16 { return uint16(dec.uintWithin(math.MaxUint16, over)) })
	case reflect.Uint32:
		return filler("uint32", func(dec *Decoder) uint32 { return uint32(dec.uintWithin(math.MaxUint32, over)) })
	case reflect.Uint64:
		return filler("uint64", func(dec *Decoder) uint64 { return dec.uint() })
	case reflect.Uintptr:
		return filler("uintptr", func(dec *Decoder) uintptr { return uintptr(dec.uint()) })
	case reflect.Float32:
		return filler("float32", func(dec *Decoder) float32 { return float32(dec.float32(over)) })
	case reflect.Float64:
		return filler("float64", func(dec *Decoder) float64 { return dec.float() })
	case reflect.Complex64:
		return filler("complex64", func(dec *Decoder) complex64 {
			re := dec.float32(over)
			return complex(float32(re), float32(dec.float32(over)))
		})
	case reflect.Complex128:
		return filler("complex128", func(dec *Decoder) complex128 {
			re := dec.float()
			return complex(re, dec.float())
		})
	case reflect.String:
		return filler("string", func(dec *Decoder) string {
			n := int(dec.uint())
			if n < 0 || n > len(dec.data) {
				failf("length of string exceeds input size (%d bytes)", uint(n))
			}
			return string(dec.take(n))
		})
	}
	return nil
}

func filler[T any](kind string, one func(dec *Decoder) T) fill {
	return func(dec *Decoder, v reflect.Value, n int) bool {
		all, ok := v.Interface().([]T)
		if !ok {
			return false
		}
		for i := range n {
			if len(dec.data) == 0 {
				failf("decoding %s array or slice: length exceeds input size (%d elements)", kind, n)
			}
			if i >= len(all) {
				var zero T
				all = append(all, zero)
				all = all[:min(cap(all), n)]
				v.Set(reflect.ValueOf(all))
			}
			all[i] = one(dec)
		}
		return true
	}
}
