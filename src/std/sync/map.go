package sync

// A Map is a map[any]any that goroutines may use at the same time.
type Map struct {
	_  noCopy
	mu RWMutex
	m  map[any]any
}

// Load returns the value for a key, and whether there is one.
func (m *Map) Load(key any) (value any, ok bool) {
	m.mu.RLock()
	switch key.(type) {
	case string, int:
	default:
		if !comparable_(key) {
			m.mu.RUnlock()
			hash(key)
		}
	}
	value, ok = m.m[key]
	m.mu.RUnlock()
	return value, ok
}

// comparable_ says whether a value can be a map's key.
func comparable_(key any) bool

// hash panics as a map does for a key that cannot be one.
func hash(key any) {
	// What looks into an empty map words it otherwise.
	some := map[any]bool{nil: false}
	_ = some[key]
}

// lock takes the lock for a change to key.
func (m *Map) lock(key any) {
	if !comparable_(key) {
		hash(key)
	}
	m.mu.Lock()
	if m.m == nil {
		m.m = make(map[any]any)
	}
}

// Store sets the value for a key.
func (m *Map) Store(key, value any) {
	m.lock(key)
	m.m[key] = value
	m.mu.Unlock()
}

// LoadOrStore returns the value for the key if there is one, else it stores the one given.
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	if actual, loaded = m.Load(key); loaded {
		return actual, true
	}
	m.lock(key)
	actual, loaded = m.m[key]
	if !loaded {
		m.m[key] = value
		actual = value
	}
	m.mu.Unlock()
	return actual, loaded
}

// LoadAndDelete deletes a key and returns the value that it had.
func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	m.lock(key)
	value, loaded = m.m[key]
	delete(m.m, key)
	m.mu.Unlock()
	return value, loaded
}

// Delete deletes a key.
func (m *Map) Delete(key any) {
	m.lock(key)
	delete(m.m, key)
	m.mu.Unlock()
}

// Swap sets the value for a key and returns the one before.
func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	m.lock(key)
	previous, loaded = m.m[key]
	m.m[key] = value
	m.mu.Unlock()
	return previous, loaded
}

// CompareAndSwap sets the value for a key to new if it is old, which must be comparable.
func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	m.lock(key)
	defer m.mu.Unlock()
	if value, ok := m.m[key]; ok && value == old {
		m.m[key] = new
		return true
	}
	return false
}

// CompareAndDelete deletes a key if its value is old, which must be comparable.
func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	m.lock(key)
	defer m.mu.Unlock()
	if value, ok := m.m[key]; ok && value == old {
		delete(m.m, key)
		return true
	}
	return false
}

// Range calls f for keys and their values until f returns false. What others change meanwhile may or may not be seen.
func (m *Map) Range(f func(key, value any) bool) {
	m.mu.RLock()
	keys := make([]any, 0, len(m.m))
	for key := range m.m {
		keys = append(keys, key)
	}
	m.mu.RUnlock()
	for _, key := range keys {
		if value, ok := m.Load(key); ok && !f(key, value) {
			return
		}
	}
}

// Clear deletes all keys.
func (m *Map) Clear() {
	m.mu.Lock()
	m.m = nil
	m.mu.Unlock()
}
