package flag

import (
	"strconv"
	"time"
)

// The Values of the basic types, and the functions that define flags of them.

type boolValue bool

func (p *boolValue) Set(s string) error {
	v, err := strconv.ParseBool(s)
	if err != nil {
		err = errParse
	}
	*p = boolValue(v)
	return err
}

func (p *boolValue) Get() any { return bool(*p) }

func (p *boolValue) String() string { return strconv.FormatBool(bool(*p)) }

func (p *boolValue) IsBoolFlag() bool { return true }

// BoolVar defines a flag whose value is kept in *p.
func (f *FlagSet) BoolVar(p *bool, name string, value bool, usage string) {
	*p = value
	f.Var((*boolValue)(p), name, usage)
}

// Bool defines a flag and gives where its value is kept.
func (f *FlagSet) Bool(name string, value bool, usage string) *bool {
	p := new(bool)
	f.BoolVar(p, name, value, usage)
	return p
}

// BoolVar defines a flag whose value is kept in *p.
func BoolVar(p *bool, name string, value bool, usage string) {
	CommandLine.BoolVar(p, name, value, usage)
}

// Bool defines a flag and gives where its value is kept.
func Bool(name string, value bool, usage string) *bool { return CommandLine.Bool(name, value, usage) }

type intValue int

func (p *intValue) Set(s string) error {
	v, err := strconv.ParseInt(s, 0, strconv.IntSize)
	if err != nil {
		err = numError(err)
	}
	*p = intValue(v)
	return err
}

func (p *intValue) Get() any { return int(*p) }

func (p *intValue) String() string { return strconv.Itoa(int(*p)) }

// IntVar defines a flag whose value is kept in *p.
func (f *FlagSet) IntVar(p *int, name string, value int, usage string) {
	*p = value
	f.Var((*intValue)(p), name, usage)
}

// Int defines a flag and gives where its value is kept.
func (f *FlagSet) Int(name string, value int, usage string) *int {
	p := new(int)
	f.IntVar(p, name, value, usage)
	return p
}

// IntVar defines a flag whose value is kept in *p.
func IntVar(p *int, name string, value int, usage string) {
	CommandLine.IntVar(p, name, value, usage)
}

// Int defines a flag and gives where its value is kept.
func Int(name string, value int, usage string) *int { return CommandLine.Int(name, value, usage) }

type int64Value int64

func (p *int64Value) Set(s string) error {
	v, err := strconv.ParseInt(s, 0, 64)
	if err != nil {
		err = numError(err)
	}
	*p = int64Value(v)
	return err
}

func (p *int64Value) Get() any { return int64(*p) }

func (p *int64Value) String() string { return strconv.FormatInt(int64(*p), 10) }

// Int64Var defines a flag whose value is kept in *p.
func (f *FlagSet) Int64Var(p *int64, name string, value int64, usage string) {
	*p = value
	f.Var((*int64Value)(p), name, usage)
}

// Int64 defines a flag and gives where its value is kept.
func (f *FlagSet) Int64(name string, value int64, usage string) *int64 {
	p := new(int64)
	f.Int64Var(p, name, value, usage)
	return p
}

// Int64Var defines a flag whose value is kept in *p.
func Int64Var(p *int64, name string, value int64, usage string) {
	CommandLine.Int64Var(p, name, value, usage)
}

// Int64 defines a flag and gives where its value is kept.
func Int64(name string, value int64, usage string) *int64 { return CommandLine.Int64(name, value, usage) }

type uintValue uint

func (p *uintValue) Set(s string) error {
	v, err := strconv.ParseUint(s, 0, strconv.IntSize)
	if err != nil {
		err = numError(err)
	}
	*p = uintValue(v)
	return err
}

func (p *uintValue) Get() any { return uint(*p) }

func (p *uintValue) String() string { return strconv.FormatUint(uint64(*p), 10) }

// UintVar defines a flag whose value is kept in *p.
func (f *FlagSet) UintVar(p *uint, name string, value uint, usage string) {
	*p = value
	f.Var((*uintValue)(p), name, usage)
}

// Uint defines a flag and gives where its value is kept.
func (f *FlagSet) Uint(name string, value uint, usage string) *uint {
	p := new(uint)
	f.UintVar(p, name, value, usage)
	return p
}

// UintVar defines a flag whose value is kept in *p.
func UintVar(p *uint, name string, value uint, usage string) {
	CommandLine.UintVar(p, name, value, usage)
}

// Uint defines a flag and gives where its value is kept.
func Uint(name string, value uint, usage string) *uint { return CommandLine.Uint(name, value, usage) }

type uint64Value uint64

func (p *uint64Value) Set(s string) error {
	v, err := strconv.ParseUint(s, 0, 64)
	if err != nil {
		err = numError(err)
	}
	*p = uint64Value(v)
	return err
}

func (p *uint64Value) Get() any { return uint64(*p) }

func (p *uint64Value) String() string { return strconv.FormatUint(uint64(*p), 10) }

// Uint64Var defines a flag whose value is kept in *p.
func (f *FlagSet) Uint64Var(p *uint64, name string, value uint64, usage string) {
	*p = value
	f.Var((*uint64Value)(p), name, usage)
}

// Uint64 defines a flag and gives where its value is kept.
func (f *FlagSet) Uint64(name string, value uint64, usage string) *uint64 {
	p := new(uint64)
	f.Uint64Var(p, name, value, usage)
	return p
}

// Uint64Var defines a flag whose value is kept in *p.
func Uint64Var(p *uint64, name string, value uint64, usage string) {
	CommandLine.Uint64Var(p, name, value, usage)
}

// Uint64 defines a flag and gives where its value is kept.
func Uint64(name string, value uint64, usage string) *uint64 { return CommandLine.Uint64(name, value, usage) }

type stringValue string

func (p *stringValue) Set(s string) error {
	*p = stringValue(s)
	return nil
}

func (p *stringValue) Get() any { return string(*p) }

func (p *stringValue) String() string { return string(*p) }

// StringVar defines a flag whose value is kept in *p.
func (f *FlagSet) StringVar(p *string, name string, value string, usage string) {
	*p = value
	f.Var((*stringValue)(p), name, usage)
}

// String defines a flag and gives where its value is kept.
func (f *FlagSet) String(name string, value string, usage string) *string {
	p := new(string)
	f.StringVar(p, name, value, usage)
	return p
}

// StringVar defines a flag whose value is kept in *p.
func StringVar(p *string, name string, value string, usage string) {
	CommandLine.StringVar(p, name, value, usage)
}

// String defines a flag and gives where its value is kept.
func String(name string, value string, usage string) *string { return CommandLine.String(name, value, usage) }

type float64Value float64

func (p *float64Value) Set(s string) error {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		err = numError(err)
	}
	*p = float64Value(v)
	return err
}

func (p *float64Value) Get() any { return float64(*p) }

func (p *float64Value) String() string { return strconv.FormatFloat(float64(*p), 'g', -1, 64) }

// Float64Var defines a flag whose value is kept in *p.
func (f *FlagSet) Float64Var(p *float64, name string, value float64, usage string) {
	*p = value
	f.Var((*float64Value)(p), name, usage)
}

// Float64 defines a flag and gives where its value is kept.
func (f *FlagSet) Float64(name string, value float64, usage string) *float64 {
	p := new(float64)
	f.Float64Var(p, name, value, usage)
	return p
}

// Float64Var defines a flag whose value is kept in *p.
func Float64Var(p *float64, name string, value float64, usage string) {
	CommandLine.Float64Var(p, name, value, usage)
}

// Float64 defines a flag and gives where its value is kept.
func Float64(name string, value float64, usage string) *float64 { return CommandLine.Float64(name, value, usage) }

type durationValue time.Duration

func (p *durationValue) Set(s string) error {
	v, err := time.ParseDuration(s)
	if err != nil {
		err = errParse
	}
	*p = durationValue(v)
	return err
}

func (p *durationValue) Get() any { return time.Duration(*p) }

func (p *durationValue) String() string { return time.Duration(*p).String() }

// DurationVar defines a flag whose value is kept in *p.
func (f *FlagSet) DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	*p = value
	f.Var((*durationValue)(p), name, usage)
}

// Duration defines a flag and gives where its value is kept.
func (f *FlagSet) Duration(name string, value time.Duration, usage string) *time.Duration {
	p := new(time.Duration)
	f.DurationVar(p, name, value, usage)
	return p
}

// DurationVar defines a flag whose value is kept in *p.
func DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	CommandLine.DurationVar(p, name, value, usage)
}

// Duration defines a flag and gives where its value is kept.
func Duration(name string, value time.Duration, usage string) *time.Duration { return CommandLine.Duration(name, value, usage) }
